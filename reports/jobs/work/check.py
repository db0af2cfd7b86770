"""Each night: whether rows and files are whole and say what was approved."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

from django.urls import reverse

from reports.integrity import database, evidence, figures, ledger, meetings, observations
from reports.integrity.outcome import last_findings
from reports.jobs.running import Ending, Running
from reports.notices import NotificationKind, notify
from reports.observing.rebuilding import rebuild_missing
from tracker.accounts.models import User

CHECKS: Sequence[Callable[[], Iterator[str]]] = (
    database.own_check,
    database.triggers,
    figures.one_current_figure,
    figures.whole_chains,
    figures.approved_entries,
    figures.sums,
    ledger.figures_as_told,
    ledger.told_figures_exist,
    observations.kept_observations,
    meetings.frozen_meetings,
    evidence.unknown_files,
    evidence.stored_files,
)
MOST = 20
"""So many findings of one check are told: a hundred of one kind say no more than twenty."""


def check_integrity(running: Running) -> Ending:
    """Every check, one after the other. Before them what is kept for the pages is made where it is
    missing, which changes nothing that anybody sees.

    Outcome: `findings`, a list of sentences in the language of the job. Administrators are told of
    findings that were not there the night before.
    """
    rebuild_missing()
    found: list[str] = []
    for number, check in enumerate(CHECKS):
        running.progress(number, len(CHECKS))
        found += islice(check(), MOST)

    def ending() -> Mapping[str, Any]:
        if set(found) - set(last_findings()):
            _tell_administrators(running.job.pk, len(found))
        return {"findings": found}

    return ending


def _tell_administrators(job: int, count: int) -> None:
    people = User.objects.filter(is_administrator=True, is_active=True)
    kind = NotificationKind.INTEGRITY_FINDINGS
    url = reverse("job", args=[job])
    notify(people, kind, subject=str(count), words="", url=url, by=None)
