"""`python -m tests.reports.meeting_contest freezes`: several people freeze one meeting at once.

Runs in a process of its own on the database of VAR_DIR or DATABASE_URL; prints what everybody was
told and what is stored then, as JSON.
"""

from __future__ import annotations

import json
import os
import sys
from datetime import timedelta
from typing import Any

import django

from tests.reports.workflow.contest import together


def main(name: str) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tracker.settings")
    os.environ.setdefault("LOG_LEVEL", "WARNING")
    django.setup()
    print(json.dumps(globals()[name](), ensure_ascii=False, default=str))


def freezes() -> dict[str, Any]:
    """Two people of the Office freeze the same meeting, each of them twice."""
    from reports.meetings import freeze
    from reports.models import Snapshot
    from tests.bench.reporting import office
    from tracker.audit.models import Event
    from tracker.common.timestamps import today

    world = office(reporters=1, figures=4)
    wanted = {
        "programme": world.programme,
        "period": world.period,
        "meeting": "Hội nghị",
        "held_on": today() + timedelta(days=1),
        "as_of": today(),
    }
    told = together([lambda by=by: freeze(by=by, **wanted) for by in 2 * world.reviewers])
    return {
        "told": told,
        "frozen": Snapshot.objects.count(),
        "told_in_ledger": Event.objects.filter(verb="meeting.frozen").count(),
    }


if __name__ == "__main__":
    main(sys.argv[1])
