"""Open duties pass to the successors of a unit that ends; what is done stays where it was done."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q, QuerySet

from assignments.models import (
    Assignment,
    Inheritance,
    Origin,
    Part,
    Succession,
    SuccessionKind,
    Unit,
)
from indicators.models import Programme, Province
from tracker.accounts.models import User
from tracker.audit.ledger import Subject, record_all

_BATCH = 500
_IN_FULL = (SuccessionKind.WHOLE, SuccessionKind.RENAME)
Choices = Mapping[int, str]
"""Assignment key → code of the unit that shall lead, where several could."""


@dataclass(frozen=True)
class Step:
    """One predecessor with those that follow it on a day."""

    predecessor: Unit
    successions: tuple[Succession, ...]

    @property
    def heirs(self) -> tuple[Succession, ...]:
        """Those that take over its duties: who took the whole of it, else all; none if nobody."""
        followed = [one for one in self.successions if one.successor is not None]
        in_full = [one for one in followed if one.kind in _IN_FULL]
        return tuple(in_full or followed)


@dataclass(frozen=True)
class Passing:
    """One duty and those to whom it passes; nobody where a choice is missing or none follows."""

    source: Assignment
    heirs: tuple[Succession, ...]
    candidates: tuple[Succession, ...]

    @property
    def needs_choice(self) -> bool:
        """Whether one lead must be chosen among several successors and none was."""
        return not self.heirs and len(self.candidates) > 1


def steps_of(successions: Iterable[Succession], day: date) -> tuple[Step, ...]:
    """The units that ended on the day with their successors; those that live on keep theirs."""
    ended: dict[int, list[Succession]] = defaultdict(list)
    for row in successions:
        if row.happened_on == day and row.predecessor.valid_to == day:
            ended[row.predecessor.pk].append(row)
    return tuple(Step(rows[0].predecessor, tuple(rows)) for rows in ended.values())


def plan_passing(
    steps: Sequence[Step], duties: Iterable[Assignment], choices: Choices | None = None
) -> tuple[Passing, ...]:
    """To whom each duty passes: leads first, so that a lead is never lost to coordination.

    A task that several lead, each its own part, and every coordination pass to each heir; a sole
    lead to the only heir, or to the one chosen.
    """
    heirs = {step.predecessor.pk: step.heirs for step in steps}
    plan = []
    for duty in sorted(duties, key=lambda one: (one.part != Part.LEAD, one.pk)):
        candidates = heirs.get(duty.unit_id, ())
        chosen = candidates
        if duty.part != Part.COORDINATING and not duty.is_own_part and len(candidates) > 1:
            wanted = (choices or {}).get(duty.pk)
            chosen = tuple(one for one in candidates if _code(one) == wanted)[:1]
        plan.append(Passing(duty, chosen, candidates))
    return tuple(plan)


def open_duties(units: Iterable[Unit]) -> QuerySet[Assignment]:
    """What the units still answer for: standing, and not done, however late its end is entered."""
    standing = Assignment.objects.standing().filter(unit__in=[unit.pk for unit in units])
    return standing.filter(closed_on__isnull=True).select_related(
        "unit", "task", "indicator", "programme"
    )


def pass_on(
    province: Province,
    *,
    by: User | None,
    programmes: Sequence[Programme] | None = None,
    choices: Choices | None = None,
    since: date = date.min,
    reason: str = "",
) -> int:
    """Follow every succession of the province from `since` on, oldest first; how many passed.

    Only duties that still stand with a unit that ends are touched: doing it twice changes nothing.
    Call it inside the transaction of the deed that made it necessary.
    """
    rows = Succession.objects.filter(predecessor__province=province, happened_on__gte=since)
    successions = list(rows.select_related("predecessor", "successor").order_by("happened_on"))
    passed = 0
    for day in sorted({row.happened_on for row in successions}):
        steps = steps_of(successions, day)
        duties = open_duties([step.predecessor for step in steps])
        if programmes is not None:
            duties = duties.filter(programme__in=programmes)
        plan = plan_passing(steps, duties, choices)
        if plan:
            _Handover(day, by, reason).run(plan)
            passed += len(plan)
    return passed


@dataclass
class _Handover:
    """The duties that pass on one day: the old ones end, each heir gets its own once.

    A duty that was given later than the day passes when it begins.
    """

    day: date
    by: User | None
    reason: str = ""
    held: dict[tuple[str, int, int], Assignment] = field(default_factory=dict)
    fresh: list[Assignment] = field(default_factory=list)
    earlier: dict[int, Assignment] = field(default_factory=dict)
    lines: list[Inheritance] = field(default_factory=list)
    ended: dict[date, list[int]] = field(default_factory=lambda: defaultdict(list))

    def run(self, plan: Sequence[Passing]) -> None:
        """Write everything in bulk, and one ledger entry for each pair of units and programme."""
        self._look_up(plan)
        for passing in plan:
            self.ended[self._start(passing.source)].append(passing.source.pk)
            if not passing.heirs:
                self._line(passing.source, None, next(iter(passing.candidates), None))
            for succession in passing.heirs:
                self._line(passing.source, self._heir(passing.source, succession), succession)
        for day, keys in self.ended.items():
            for start in range(0, len(keys), _BATCH):
                some = keys[start : start + _BATCH]
                Assignment.objects.filter(pk__in=some).update(valid_to=day)
        Assignment.objects.bulk_update(self.earlier.values(), ["valid_from"], batch_size=_BATCH)
        Assignment.objects.bulk_create(self.fresh, batch_size=_BATCH)
        Inheritance.objects.bulk_create(self.lines, batch_size=_BATCH)
        record_all(_ledger_entries(plan, self.reason), by=self.by, reason=self.reason)

    def _start(self, source: Assignment) -> date:
        return max(self.day, source.valid_from or self.day)

    def _look_up(self, plan: Sequence[Passing]) -> None:
        """What the heirs answer for from the day on, even if only until a day already known."""
        heirs = {one.successor_id for passing in plan for one in passing.heirs}
        sources = {passing.source.pk for passing in plan}
        to_come = Q(valid_to__isnull=True) | Q(valid_to__gt=self.day)
        for row in Assignment.objects.filter(to_come, unit__in=heirs).order_by("pk"):
            if row.pk not in sources:
                known = self.held.setdefault(_key(row, row.unit_id), row)
                if known.part != Part.LEAD and row.part == Part.LEAD:
                    self.held[_key(row, row.unit_id)] = row

    def _heir(self, source: Assignment, succession: Succession) -> Assignment:
        """The successor's own assignment: the one it has, unless it only coordinated so far.

        What it has done already is no answer to a lead that is still open.
        """
        unit = succession.successor
        if unit is None:  # pragma: no cover - heirs always have a successor
            raise AssertionError
        key, start = _key(source, unit.pk), self._start(source)
        held = self.held.get(key)
        if held is not None and _covers(held, source):
            self._take_in(held, source, start)
            return held
        fresh = Assignment(
            programme=source.programme,
            indicator=source.indicator,
            task=source.task,
            unit=unit,
            part=source.part,
            position=source.position,
            is_own_part=source.is_own_part,
            origin=Origin.SUCCESSION,
            valid_from=start,
            due=source.due,
        )
        if held is not None:
            self.ended[max(start, held.valid_from or start)].append(held.pk)
            self._line(held, fresh, succession)
        self.fresh.append(fresh)
        self.held[key] = fresh
        return fresh

    def _take_in(self, held: Assignment, source: Assignment, start: date) -> None:
        """One more predecessor's duty into what the heir has: it begins with the first of them.

        Of the deadlines granted to several predecessors the latest comes along.
        """
        is_new = held._state.adding
        if is_new and source.due is not None:
            held.due = max(source.due, held.due or source.due)
        if held.valid_from is not None and held.valid_from > start:
            held.valid_from = start
            if not is_new:
                self.earlier[held.pk] = held

    def _line(
        self, source: Assignment, heir: Assignment | None, succession: Succession | None
    ) -> None:
        self.lines.append(
            Inheritance(source=source, heir=heir, succession=succession, passed_on=self.day)
        )


def _covers(held: Assignment, source: Assignment) -> bool:
    """Whether what the heir has answers for the predecessor's duty too."""
    if source.part == Part.LEAD:
        return held.part == Part.LEAD and held.closed_on is None
    return held.part in (source.part, Part.LEAD)


def _key(row: Assignment, unit: int) -> tuple[str, int, int]:
    if row.task_id is not None:
        return "task", row.task_id, unit
    if row.indicator_id is not None:
        return "indicator", row.indicator_id, unit
    return "programme", row.programme_id, unit


def _code(row: Succession) -> str:
    return row.successor.code if row.successor else ""


def _ledger_entries(
    plan: Sequence[Passing], reason: str
) -> list[tuple[str, Subject, None, dict[str, object]]]:
    """Who took what over from whom: one entry per programme, predecessor and heir.

    The basis of the succession is named where the reason of the deed does not say it already.
    """
    passed: dict[tuple[str, str, str, str], set[str]] = defaultdict(set)
    for passing in plan:
        programme, unit = passing.source.programme.code, passing.source.unit.code
        subject = passing.source.subject_code
        if not passing.heirs:
            passed[programme, unit, "", ""].add(subject)
        for one in passing.heirs:
            basis = "" if one.legal_basis == reason else one.legal_basis
            passed[programme, unit, _code(one), basis].add(subject)
    return [
        (
            "assignment.inherited" if heir else "assignment.left",
            Subject("assignment", f"{unit}/{heir}" if heir else unit, programme),
            None,
            {"unit": heir or unit, "from": unit, "duties": sorted(codes), "basis": basis},
        )
        for (programme, unit, heir, basis), codes in passed.items()
    ]
