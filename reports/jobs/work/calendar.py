"""Every night: the coming year is opened, units are told of a period that begins and of a deadline
that comes near, and periods lock as the Office ordered."""

from __future__ import annotations

from collections.abc import Mapping

from indicators.models import Programme
from reports.approaching import periods_due_soon, tell_deadline
from reports.beginning import begun_of_late, open_coming_year, tell_beginning
from reports.jobs.running import Ending, Running
from reports.models import ReportingPeriod
from reports.planned_locks import lock_as_planned
from tracker.common.timestamps import today


def keep_calendar(running: Running) -> Ending:
    """Whatever is due today or was missed; doing it again changes nothing.

    Outcome: how many periods were made (`opened`), begun ones told of (`begun`) and to how many
    people (`told`), how many were told that a deadline is near (`near`), and how many periods were
    locked (`locked`).
    """

    def ending() -> Mapping[str, int]:
        done = {"opened": 0, "begun": 0, "told": 0, "near": 0}
        for programme in Programme.objects.order_by("code"):
            done["opened"] += len(open_coming_year(programme=programme))
            for period in begun_of_late(programme):
                lines = tell_beginning(period=period)
                done["begun"] += lines is not None
                done["told"] += lines or 0
            done["near"] += sum(tell_deadline(period=one) for one in periods_due_soon(programme))
        return done | {"locked": _lock_what_is_due()}

    return ending


def _lock_what_is_due() -> int:
    due = ReportingPeriod.objects.filter(locked_at=None, lock_on__lte=today())
    rows = due.select_related("programme", "lock_planned_by")
    return sum(lock_as_planned(period=period) for period in rows)
