"""One unit in a programme on a day: its duties, its last periods, what is open. Few queries."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery

from assignments.models import Assignment, Part, Task, Unit
from indicators.method.facts import Nature
from indicators.models import Collection, Indicator, Programme
from reports.assessment import ProgrammeAssessment
from reports.models import (
    Explanation,
    ExplanationMessage,
    Extension,
    Reminder,
    Report,
    ReportingPeriod,
    TaskExtension,
    TaskUpdate,
)
from reports.obligations import Obligation, owed_in
from reports.queries.completeness import SHOWN_PERIODS, Standing, known_state
from reports.queries.local_figures import LocalFigures
from reports.task_duties import is_owed_in
from reports.task_states import TaskStanding, standing_of
from tracker.common.timestamps import end_of


@dataclass(frozen=True)
class UnitTask:
    """A task that the unit leads, or its own part of one, on the day."""

    task: Task
    due: date | None
    progress: int | None
    standing: TaskStanding
    wanted_until: date | None


@dataclass(frozen=True)
class UnitPeriod:
    """The unit in one period, with what is still open there."""

    standing: Standing
    wanted_until: date | None
    reminded_on: date | None


def with_progress(rows: QuerySet[Assignment], as_of: date) -> QuerySet[Assignment]:
    """Adds to assignments, as known on the day: `shown_progress`, `shown_done_on` of the last
    approved update; `wanted_until` of an undecided extension; `due_before` one granted later."""
    end = end_of(as_of)
    updates = TaskUpdate.objects.counting(as_of).filter(assignment=OuterRef("pk"))
    updates = updates.last_word_last().reverse()
    wishes = TaskExtension.objects.filter(assignment=OuterRef("pk"))
    later = wishes.filter(granted_until__isnull=False, decided_at__gte=end)
    open_ones = wishes.filter(_open_on(as_of))
    return rows.annotate(
        shown_progress=Subquery(updates.values("progress")[:1]),
        shown_done_on=Subquery(updates.values("done_on")[:1]),
        was_granted_later=Exists(later),
        due_before=Subquery(later.order_by("decided_at", "pk").values("due_before")[:1]),
        wanted_until=Subquery(open_ones.values("wanted_until")[:1]),
    )


def _open_on(as_of: date) -> Q:
    end = end_of(as_of)
    return Q(asked_at__lt=end) & (Q(decided_at__isnull=True) | Q(decided_at__gte=end))


def unit_assignments(unit: Unit, programme: Programme, as_of: date) -> list[Assignment]:
    """Everything the unit answers or answered for, with progress; one query."""
    rows = with_progress(Assignment.objects.filter(unit=unit, programme=programme), as_of)
    found = list(rows.select_related("task", "indicator").order_by("task__position", "position"))
    for row in found:
        row.unit, row.programme = unit, programme
    return found


def tasks_led(assignments: Sequence[Assignment], as_of: date) -> list[UnitTask]:
    """The tasks among the assignments (see `with_progress`) that are led on the day."""
    return [
        unit_task(row, as_of)
        for row in assignments
        if row.task is not None
        and row.part == Part.LEAD
        and row.task.retired_at is None
        and row.held_on(as_of)
    ]


def unit_task(row: Assignment, as_of: date) -> UnitTask:
    """How one lead (see `with_progress`) stands on the day."""
    assert row.task is not None  # noqa: S101 - its callers ask for tasks only
    due = row.due_before if row.was_granted_later else row.deadline  # type: ignore[attr-defined]
    done = row.shown_done_on  # type: ignore[attr-defined]
    return UnitTask(
        task=row.task,
        due=due,
        progress=row.shown_progress,  # type: ignore[attr-defined]
        standing=standing_of(due, done, as_of),
        wanted_until=row.wanted_until,  # type: ignore[attr-defined]
    )


def unit_periods(
    unit: Unit,
    state: ProgrammeAssessment,
    assignments: Sequence[Assignment],
    figures: LocalFigures,
) -> list[UnitPeriod]:
    """The unit in the last periods in which it owed or sent something, latest first; two queries.

    `figures` holds all of its own. The same rules as the table of completeness, for one unit.
    """
    periods = _periods(unit, state.programme, state.as_of)
    reports: dict[int, list[Report]] = {}
    rows = Report.objects.filter(unit=unit, period__in=periods)
    for report in rows.filter(created_at__lt=end_of(state.as_of)).order_by("revision"):
        reports.setdefault(report.period_id, []).append(report)
    found = []
    for period in periods:
        held = _Held(unit, state, figures)
        standing = _standing(period, assignments, reports.get(period.pk, []), held)
        if standing.owed or standing.state:
            wanted, reminded = period.wanted_until, period.reminded_on  # type: ignore[attr-defined]
            found.append(UnitPeriod(standing, wanted, reminded))
    return found


def _periods(unit: Unit, programme: Programme, as_of: date) -> list[ReportingPeriod]:
    """The last periods that had begun, with the unit's extension and reminder in each."""
    mine = Extension.objects.filter(period=OuterRef("pk"), unit=unit)
    granted = mine.filter(granted_until__isnull=False, decided_at__lt=end_of(as_of))
    reminders = Reminder.objects.filter(period=OuterRef("pk"), unit=unit, day__lte=as_of)
    rows = ReportingPeriod.objects.filter(programme=programme, starts_on__lte=as_of).annotate(
        granted=Subquery(granted.order_by("-granted_until").values("granted_until")[:1]),
        wanted_until=Subquery(mine.filter(_open_on(as_of)).values("wanted_until")[:1]),
        reminded_on=Subquery(reminders.order_by("-day").values("day")[:1]),
    )
    found: list[ReportingPeriod] = [*rows.order_by("-year", "-quarter")[:SHOWN_PERIODS]]
    for period in found:
        period.programme = programme
    return found


@dataclass(frozen=True)
class _Held:
    """What is known of the unit's figures, whoever recorded them."""

    unit: Unit
    state: ProgrammeAssessment
    figures: LocalFigures

    def covers(self, duty: Obligation) -> bool:
        """Whether a figure in force covers what is owed; an estimate does not."""
        if duty.indicator.collection == Collection.LOCAL:
            rows = self.figures.get((duty.indicator.pk, duty.period), ())
            return any(r.unit_id == self.unit.pk and r.nature != Nature.ESTIMATE for r in rows)
        indicators = self.state.indicators
        one = next(one for one in indicators if one.indicator.pk == duty.indicator.pk)
        here = (seen for seen in one.series.own if seen.period == duty.period)
        counting = (seen for seen in here if seen.nature != Nature.ESTIMATE)
        return any(
            not duty.class_code or duty.class_code in (seen.classes or {}) for seen in counting
        )


def _standing(
    period: ReportingPeriod,
    assignments: Sequence[Assignment],
    reports: list[Report],
    held: _Held,
) -> Standing:
    unit, state = held.unit, held.state
    leads = [row for row in assignments if row.part == Part.LEAD and row.indicator_id]
    duties = owed_in(period, measured(state), leads, [unit]).get(unit.pk, [])
    updates = sum(_owes_update(row, period) for row in assignments)
    sent_on = reports[-1].first_submitted_on if reports else None
    is_sent = sent_on is not None and sent_on <= state.as_of
    granted: date | None = period.granted  # type: ignore[attr-defined]
    is_held = bool(duties) and not (reports or updates)
    return Standing(
        period=period,
        day=state.as_of,
        owed=len(duties) + updates,
        deadline=max(period.deadline, granted or period.deadline),
        state=known_state(reports, state.as_of),
        sent_on=sent_on if is_sent else None,
        is_late=is_sent and reports[-1].is_late,
        is_imported=is_held and all(map(held.covers, duties)),
    )


def measured(state: ProgrammeAssessment) -> list[Indicator]:
    """The indicators that have anything but a vision: only they are reported."""
    vision = state.programme.vision_year
    return [
        one.indicator
        for one in state.indicators
        if vision is None or any(target.target.year < vision for target in one.targets)
    ]


def _owes_update(row: Assignment, period: ReportingPeriod) -> bool:
    is_task = row.task is not None and row.task.retired_at is None
    return is_task and row.part == Part.LEAD and is_owed_in(row, period)


def explanations_waiting(unit: Unit, state: ProgrammeAssessment) -> list[Explanation]:
    """Requests on which the unit is to write next: put to it, or about what it leads now."""
    end = end_of(state.as_of)
    led = [one.indicator.pk for one in state.indicators if one.owners.lead == unit]
    written = ExplanationMessage.objects.filter(explanation=OuterRef("pk"), written_at__lt=end)
    asked = Explanation.objects.filter(
        Q(unit=unit) | Q(indicator__in=led),
        Q(closed_at__isnull=True) | Q(closed_at__gte=end),
        indicator__programme=state.programme,
        asked_at__lt=end,
    )
    waiting = asked.annotate(last_by=Subquery(written.order_by("-pk").values("written_by")[:1]))
    return list(waiting.filter(last_by=F("asked_by")).select_related("indicator"))
