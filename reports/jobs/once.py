"""The same thing is not asked for twice at once: a second click leads to the job of the first."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from indicators.models import Programme
from reports.jobs.asking import ask
from reports.models import Job, JobKind
from tracker.accounts.models import User


def ask_once(
    kind: JobKind, *, by: User, programme: Programme, parameters: Mapping[str, Any]
) -> Job:
    """The person's own job under way that does the same, else a new one; raises what `ask` does."""
    own = Job.objects.filter(asked_by=by, kind=kind, programme=programme).under_way()
    same = (one for one in own if one.parameters == dict(parameters))
    known = next(same, None)
    return known or ask(kind, by=by, programme=programme, parameters=parameters)
