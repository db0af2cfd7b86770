"""Độ đầy đủ: units × periods, and one period in detail."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from assignments.models import Unit, UnitKind
from reports.models import ReportingPeriod
from reports.presenters.oversight.calendar import locks_on_text
from reports.presenters.oversight.states import (
    NOT_OWED,
    StateCell,
    days_text,
    state_cell,
    state_key,
)
from reports.presenters.rows import Link, UnitView
from reports.queries.completeness import Completeness, Standing
from tracker.common.decimals import round_half_up
from tracker.common.labels import day_label, period_label
from tracker.common.numbers import format_number

ReportLink = Callable[[Unit, ReportingPeriod], str]
"""Where this person sees the report of a unit in a period; "" where they may not."""


@dataclass(frozen=True)
class Tally:
    """How many of the units that owe a report have sent it, and how many of them in time."""

    owing: int
    sent: int
    on_time: int
    sent_share: str
    on_time_share: str
    imported: int


@dataclass(frozen=True)
class PeriodHead:
    """One period as a column."""

    code: str
    label: str
    url: str
    state: str
    deadline: str
    locks_on: str
    tally: Tally
    is_focus: bool


@dataclass(frozen=True)
class Detail:
    """A unit in the period that is shown in detail."""

    filled: str
    deadline: str
    is_extended: bool
    wish: str
    days: str
    is_late: bool
    reminder: str


@dataclass(frozen=True)
class UnitLine:
    """A unit as a row; `can_be_chased` says whether a reminder makes sense now."""

    unit: UnitView
    code: str
    kind: str
    state: str
    cells: tuple[StateCell, ...]
    detail: Detail | None
    can_be_chased: bool
    is_chased: bool


@dataclass(frozen=True)
class CompletenessPage:
    """The whole table; `lines` are all units, `shown` in the view are those that fit."""

    heads: tuple[PeriodHead, ...]
    focus: PeriodHead
    lines: tuple[UnitLine, ...]

    @property
    def kinds(self) -> list[tuple[str, str]]:
        """The kinds of unit in the table, as choices."""
        present = {line.kind for line in self.lines}
        return [(kind.value, str(kind.label)) for kind in UnitKind if kind.value in present]


def completeness_page(
    facts: Completeness, focus: ReportingPeriod, link: Link, report_link: ReportLink
) -> CompletenessPage:
    """Build the page; `focus` is one of the periods of the facts."""
    heads = tuple(_head(facts, period, period == focus, link) for period in facts.periods)
    return CompletenessPage(
        heads=heads,
        focus=next(head for head in heads if head.is_focus),
        lines=tuple(_line(facts, unit, focus, link, report_link) for unit in facts.units),
    )


def tally(standings: Sequence[Standing]) -> Tally:
    """Late once means never on time; who is covered by imported figures owes no report."""
    owing = [one for one in standings if one.owed and not one.is_imported]
    sent = [one for one in owing if one.is_sent]
    on_time = [one for one in sent if not one.is_late]
    return Tally(
        owing=len(owing),
        sent=len(sent),
        on_time=len(on_time),
        sent_share=_share(len(sent), len(owing)),
        on_time_share=_share(len(on_time), len(owing)),
        imported=sum(one.is_imported for one in standings),
    )


def _share(part: int, whole: int) -> str:
    """`16 %`; nothing where nobody owes anything. All and none are said only where they hold."""
    if not whole:
        return ""
    share = round_half_up(Decimal(100 * part) / whole, 0)
    if 0 < part < whole:
        share = min(max(share, Decimal(1)), Decimal(99))
    return f"{format_number(share)}\u00a0%"


def _head(facts: Completeness, period: ReportingPeriod, is_focus: bool, link: Link) -> PeriodHead:
    code = str(period.period)
    return PeriodHead(
        code=code,
        label=period_label(period.period),
        url=link("completeness", ky=code),
        state=str(period.state_on(facts.day).label),
        deadline=day_label(period.deadline),
        locks_on=locks_on_text(period),
        tally=tally(facts.column(period)),
        is_focus=is_focus,
    )


def _line(
    facts: Completeness,
    unit: Unit,
    focus: ReportingPeriod,
    link: Link,
    report_link: ReportLink,
) -> UnitLine:
    standing = facts.of(unit, focus)
    return UnitLine(
        unit=UnitView(unit.label, link("unit", unit.code), unit.has_ended, unit.name),
        code=unit.code,
        kind=unit.kind,
        state=state_key(standing),
        cells=tuple(
            _cell(facts.of(unit, period), report_link, unit, is_focus=period == focus)
            for period in facts.periods
        ),
        detail=_detail(facts, unit, standing) if standing else None,
        can_be_chased=standing is not None and standing.can_be_chased,
        is_chased=unit.pk in facts.chased,
    )


def _cell(
    standing: Standing | None, report_link: ReportLink, unit: Unit, *, is_focus: bool
) -> StateCell:
    has_report = standing is not None and bool(standing.state)
    url = report_link(unit, standing.period) if standing and has_report else ""
    return state_cell(standing, url, is_focus=is_focus)


def _detail(facts: Completeness, unit: Unit, standing: Standing) -> Detail | None:
    if state_key(standing) == NOT_OWED:
        return None
    reminder = facts.reminders.get((unit.pk, standing.period.pk))
    return Detail(
        filled=f"{format_number(standing.filled)}/{format_number(standing.owed)}",
        deadline=day_label(standing.deadline),
        is_extended=standing.deadline > standing.period.deadline,
        wish=day_label(standing.wish.wanted_until) if standing.wish else "",
        days=days_text(standing),
        is_late=bool(standing.is_late or standing.days_late),
        reminder=day_label(reminder.day) if reminder else "",
    )
