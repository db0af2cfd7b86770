"""Units of one kind side by side: what they reported, in time or not, their tasks, what is open."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import F, OuterRef, Q, Subquery

from assignments.models import Assignment, Part, Unit
from indicators.models import Programme
from reports.models import Explanation, ExplanationMessage, ReportState
from reports.queries.completeness import Completeness, Standing, completeness, recent_periods
from reports.queries.scorecard import UnitTask, unit_task, with_progress
from reports.task_states import FourCounts, count
from tracker.common.timestamps import end_of


@dataclass(frozen=True)
class UnitScore:
    """One unit: lines (figures and task updates) of the periods that are due, those periods, its
    tasks on the day, and what waits for it or for a decision."""

    unit: Unit
    owed: int
    reported: int
    periods: int
    on_time: int
    tasks: FourCounts
    open_requests: int


def compared(programme: Programme, units: Sequence[Unit], day: date) -> list[UnitScore]:
    """The scores of units in order of code; twelve queries whatever their number.

    Only periods that are settled count: the report was sent, or can no longer be sent in time.
    """
    by_key = {unit.pk: unit for unit in units}
    board = completeness(programme, recent_periods(programme, day), day, units=by_key)
    tasks = _tasks(programme, by_key, day)
    waiting = _waiting(programme, day)
    standings: dict[int, list[Standing]] = defaultdict(list)
    for (key, _period), standing in board.standings.items():
        standings[key].append(standing)
    return [
        _score(
            unit,
            standings[unit.pk],
            tasks[unit.pk],
            waiting[unit.pk] + _open(unit, standings[unit.pk], tasks[unit.pk], board),
        )
        for unit in units
    ]


def is_settled(standing: Standing) -> bool:
    """Whether a report was owed and it is known whether it came in time."""
    is_known = standing.is_sent or standing.is_missing
    return bool(standing.owed) and not standing.is_imported and is_known


def _score(
    unit: Unit, standings: Sequence[Standing], tasks: Sequence[UnitTask], open_requests: int
) -> UnitScore:
    due = [one for one in standings if is_settled(one)]
    covered = [one for one in standings if one.owed and one.is_imported]
    return UnitScore(
        unit=unit,
        owed=sum(one.owed for one in (*due, *covered)),
        reported=sum(one.filled for one in (*due, *covered) if one.is_sent or one.is_imported),
        periods=len(due),
        on_time=sum(one.is_sent and not one.is_late for one in due),
        tasks=count(one.standing for one in tasks),
        open_requests=open_requests,
    )


def _open(
    unit: Unit, standings: Sequence[Standing], tasks: Sequence[UnitTask], board: Completeness
) -> int:
    """Returned reports, reminders without an answer, extensions that nobody decided."""
    returned = sum(one.state == ReportState.RETURNED for one in standings)
    reminded = sum(
        one.is_outstanding and (unit.pk, one.period.pk) in board.reminders for one in standings
    )
    wishes = sum(one.wish is not None for one in standings)
    return returned + reminded + wishes + sum(one.wanted_until is not None for one in tasks)


def _tasks(programme: Programme, units: Mapping[int, Unit], day: date) -> dict[int, list[UnitTask]]:
    """What each unit leads on the day; one query."""
    leads = Assignment.objects.on(day).filter(
        programme=programme,
        part=Part.LEAD,
        task__isnull=False,
        task__retired_at=None,
        unit__kind__in={unit.kind for unit in units.values()},
    )
    found: dict[int, list[UnitTask]] = defaultdict(list)
    for row in with_progress(leads, day).select_related("task"):
        if row.unit_id in units:
            found[row.unit_id].append(unit_task(row, day))
    return found


def _waiting(programme: Programme, day: date) -> Counter[int]:
    """Explanations on which a unit, or who leads the indicator now, is to write next."""
    end = end_of(day)
    written = ExplanationMessage.objects.filter(explanation=OuterRef("pk"), written_at__lt=end)
    lead = Assignment.objects.on(day).filter(indicator=OuterRef("indicator"), part=Part.LEAD)
    asked = Explanation.objects.filter(
        Q(closed_at__isnull=True) | Q(closed_at__gte=end),
        indicator__programme=programme,
        asked_at__lt=end,
    ).annotate(
        last_by=Subquery(written.order_by("-pk").values("written_by")[:1]),
        led_by=Subquery(lead.values("unit")[:1]),
    )
    found: Counter[int] = Counter()
    rows = asked.filter(last_by=F("asked_by")).order_by()
    for unit, led_by in rows.values_list("unit_id", "led_by"):
        found.update({unit, led_by} - {None})
    return found
