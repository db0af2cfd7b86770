"""Where a unit came from and went to, and which duties passed, each with its document."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assignments.models import Assignment, Inheritance, Part, Succession, Unit
from reports.presenters.rows import Link
from reports.presenters.units.words import NamedUnit, in_brackets, named_unit, optional
from tracker.common.labels import day_label


@dataclass(frozen=True)
class DutyLine:
    """One duty that passed: the number in the document, its name and the unit's part in it."""

    code: str
    name: str
    part: str
    url: str


@dataclass(frozen=True)
class PassageUnit:
    """A unit on the other side, and how it is related: merged as a whole, divided …"""

    unit: NamedUnit
    kind: str


@dataclass(frozen=True)
class Passage:
    """What passed on one day by one document, between this unit and one or several others."""

    lead_in: str
    units: tuple[PassageUnit, ...]
    when: str
    what: str
    duties: tuple[DutyLine, ...]


@dataclass(frozen=True)
class Step:
    """One succession further up or down the line."""

    source: NamedUnit
    heir: NamedUnit | None
    kind: str
    when: str


@dataclass(frozen=True)
class Descent:
    """The whole line: what came, what went, what nobody took, what was done and stayed."""

    received: tuple[Passage, ...]
    passed: tuple[Passage, ...]
    left: tuple[DutyLine, ...]
    kept: tuple[DutyLine, ...]
    before: tuple[Step, ...]
    after: tuple[Step, ...]

    @property
    def is_empty(self) -> bool:
        """Whether the unit has neither predecessors nor successors nor duties that passed."""
        return not (self.received or self.passed or self.left)


@dataclass(frozen=True)
class _Event:
    """What a passage is grouped by; `other` is None where nobody followed."""

    other: int | None
    day: date
    basis: str
    kind: str = ""


_Events = dict[_Event, list[Assignment]]


def descent(
    unit: Unit,
    successions: Sequence[Succession],
    inheritances: Sequence[Inheritance],
    kept: Sequence[Assignment],
    link: Link,
) -> Descent:
    """The line of the unit; `kept` are its tasks that were done before it ended."""
    came = [row for row in successions if row.successor_id == unit.pk]
    went = [row for row in successions if row.predecessor_id == unit.pk]
    taken = [row for row in inheritances if row.source.unit_id != unit.pk]
    given = [row for row in inheritances if row.source.unit_id == unit.pk]
    others: dict[int | None, Unit] = {row.predecessor_id: row.predecessor for row in came}
    others |= {row.successor_id: row.successor for row in went if row.successor}
    others |= {row.source.unit_id: row.source.unit for row in taken}
    others |= {row.heir.unit_id: row.heir.unit for row in given if row.heir}
    return Descent(
        received=_received(_events(came, taken, is_coming=True), others, link),
        passed=_passed(_events(went, given, is_coming=False), others, link),
        left=tuple(_duty(row, link) for row in _left(given)),
        kept=tuple(_duty(row, link) for row in kept),
        before=tuple(_before(came, successions, link)),
        after=tuple(_after(went, successions, link)),
    )


def _left(given: Sequence[Inheritance]) -> list[Assignment]:
    """Duties that nobody took, unless the Office has assigned them since."""
    taken = {row.source_id for row in given if row.heir is not None}
    return [row.source for row in given if row.heir is None and row.source_id not in taken]


def _events(
    successions: Iterable[Succession], inheritances: Iterable[Inheritance], *, is_coming: bool
) -> _Events:
    """Every succession with the duties that passed by it, and what the Office assigned anew."""
    found: _Events = {}
    for row in successions:
        other = row.predecessor_id if is_coming else row.successor_id
        found[_event(row, other)] = []
    for line in inheritances:
        if line.heir is None:
            continue
        other = line.source.unit_id if is_coming else line.heir.unit_id
        if line.succession is None:
            event = _Event(other, line.passed_on, line.reason)
        else:
            event = _event(line.succession, other)
        found.setdefault(event, []).append(line.source)
    return found


def _event(row: Succession, other: int | None) -> _Event:
    return _Event(other, row.happened_on, row.legal_basis, str(row.get_kind_display()))


def _received(
    events: _Events, others: Mapping[int | None, Unit], link: Link
) -> tuple[Passage, ...]:
    """One passage for each predecessor."""
    return tuple(
        _passage(
            _("Taken over from") if event.kind else _("Assigned anew by the Office; before with"),
            [event],
            duties,
            others,
            link,
        )
        for event, duties in sorted(events.items(), key=_in_order)
    )


def _passed(events: _Events, others: Mapping[int | None, Unit], link: Link) -> tuple[Passage, ...]:
    """One passage for all successors that took the same duties on one day."""
    groups: dict[tuple[date, str, bool, frozenset[str]], list[_Event]] = defaultdict(list)
    for event, duties in sorted(events.items(), key=_in_order):
        subjects = frozenset(f"{row.part}/{row.subject_code}" for row in duties)
        groups[event.day, event.basis, bool(event.kind), subjects].append(event)
    found = []
    for (_day, _basis, by_succession, _subjects), group in groups.items():
        lead_in = _("Passed to") if by_succession else _("Assigned anew by the Office to")
        if group[0].other is None:
            lead_in = _("Ended without a successor")
        found.append(_passage(lead_in, group, events[group[0]], others, link))
    return tuple(found)


def _in_order(item: tuple[_Event, object]) -> tuple[date, int]:
    return item[0].day, item[0].other or 0


def _passage(
    lead_in: str,
    events: Sequence[_Event],
    duties: Sequence[Assignment],
    others: Mapping[int | None, Unit],
    link: Link,
) -> Passage:
    units = [(others[event.other], event.kind) for event in events if event.other is not None]
    return Passage(
        lead_in=lead_in,
        units=tuple(PassageUnit(named_unit(unit, link), kind) for unit, kind in units),
        when=_when(events[0].day, events[0].basis),
        what=duties_phrase(duties),
        duties=tuple(_duty(row, link) for row in duties),
    )


def _when(day: date, basis: str) -> str:
    return _("on %(day)s%(basis)s") % {"day": day_label(day), "basis": in_brackets(basis)}


def duties_phrase(duties: Iterable[Assignment]) -> str:
    """`leads 11 tasks, coordinates 1 task`; says so where no duty of the programme passed."""
    found = Counter((row.part, row.indicator_id is not None) for row in duties)
    parts = []
    for (part, is_indicator), words in _phrases(found).items():
        if found[part, is_indicator]:
            parts.append(words % {"count": found[part, is_indicator]})
    if found[Part.MONITOR, False]:
        parts.append(_("the monitoring of the programme"))
    return ", ".join(parts) or _("no duty of this programme")


def _phrases(found: Counter[tuple[str, bool]]) -> dict[tuple[str, bool], str]:
    """The words of each kind of duty, tasks first."""
    lead, helps = Part.LEAD.value, Part.COORDINATING.value
    return {
        (lead, False): ngettext(
            "leads %(count)d task", "leads %(count)d tasks", found[lead, False]
        ),
        (helps, False): ngettext(
            "coordinates in %(count)d task", "coordinates in %(count)d tasks", found[helps, False]
        ),
        (lead, True): ngettext(
            "leads %(count)d indicator", "leads %(count)d indicators", found[lead, True]
        ),
        (helps, True): ngettext(
            "coordinates in %(count)d indicator",
            "coordinates in %(count)d indicators",
            found[helps, True],
        ),
    }


def _duty(row: Assignment, link: Link) -> DutyLine:
    part = str(row.get_part_display())
    if row.task is not None:
        url = optional(link, "task", row.task.code)
        return DutyLine(row.task.code, row.task.display_title, part, url)
    if row.indicator is not None:
        url = link("indicator", row.indicator.code)
        return DutyLine("", row.indicator.display_name, part, url)
    return DutyLine("", _("Monitoring of the programme"), part, "")


def _before(came: Sequence[Succession], rows: Sequence[Succession], link: Link) -> list[Step]:
    """What had passed into the predecessors that ended with it, the latest step first."""
    found: list[Succession] = []
    ahead = [row.predecessor_id for row in came if _ended_by(row)]
    seen = set(ahead)
    while ahead:
        heir = ahead.pop(0)
        for row in rows:
            if row.successor_id == heir and row not in found:
                found.append(row)
                if _ended_by(row) and row.predecessor_id not in seen:
                    seen.add(row.predecessor_id)
                    ahead.append(row.predecessor_id)
    return [_step(row, link) for row in sorted(found, key=_latest_first)]


def _after(went: Sequence[Succession], rows: Sequence[Succession], link: Link) -> list[Step]:
    """Into what the successors passed since, the earliest step first."""
    found: list[Succession] = []
    ahead = [(row.successor_id, row.happened_on) for row in went if row.successor_id]
    seen = {key for key, _day in ahead}
    while ahead:
        source, since = ahead.pop(0)
        for row in rows:
            if row.predecessor_id != source or row.happened_on < since or not _ended_by(row):
                continue
            found.append(row)
            if row.successor_id and row.successor_id not in seen:
                seen.add(row.successor_id)
                ahead.append((row.successor_id, row.happened_on))
    return [_step(row, link) for row in found]


def _latest_first(row: Succession) -> tuple[int, int]:
    return -row.happened_on.toordinal(), row.pk or 0


def _ended_by(row: Succession) -> bool:
    ended = row.predecessor.valid_to
    return ended is not None and ended <= row.happened_on


def _step(row: Succession, link: Link) -> Step:
    return Step(
        source=named_unit(row.predecessor, link),
        heir=named_unit(row.successor, link) if row.successor else None,
        kind=str(row.get_kind_display()),
        when=_when(row.happened_on, row.legal_basis),
    )
