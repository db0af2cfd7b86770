"""Units: the list by kind, and one unit with its duties, figures and succession."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from assignments.models import Succession, Unit, UnitKind
from reports.assessment import Assessment, ProgrammeAssessment
from reports.charts.sparkline import Sparkline, sparkline
from reports.presenters.matrix import Cell, unit_cell
from reports.presenters.rows import IndicatorRow, Link, UnitView, indicator_row
from tracker.common.folding import fold
from tracker.common.labels import day_label


@dataclass(frozen=True)
class UnitLine:
    """One unit in the list."""

    view: UnitView
    code: str
    leads: int
    validity: str


@dataclass(frozen=True)
class UnitGroup:
    """The units of one kind."""

    label: str
    lines: tuple[UnitLine, ...]
    is_open: bool


@dataclass(frozen=True)
class SuccessionLine:
    """One step of succession, as seen from the unit of the page."""

    day: str
    kind: str
    other: UnitView | None
    basis: str


@dataclass(frozen=True)
class OwnFigure:
    """What the unit itself reported of an indicator collected from local units."""

    name: str
    url: str
    target: str
    cell: Cell
    period: str
    sparkline: Sparkline


@dataclass(frozen=True)
class UnitPage:
    """Everything on the page of a unit."""

    name: str
    code: str
    kind: str
    validity: str
    has_ended: bool
    note: str
    leads: tuple[IndicatorRow, ...]
    coordinates: tuple[IndicatorRow, ...]
    figures: tuple[OwnFigure, ...]
    predecessors: tuple[SuccessionLine, ...]
    successors: tuple[SuccessionLine, ...]


def unit_groups(
    units: Sequence[Unit], as_of: date, link: Link, *, search: str = ""
) -> tuple[UnitGroup, ...]:
    """Units that existed on the day, or match the search whenever they existed; by kind."""
    wanted = fold(search)
    groups = []
    for kind in UnitKind:
        members = [
            unit
            for unit in units
            if unit.kind == kind
            and (wanted in fold(f"{unit.name} {unit.code}") if wanted else unit.is_valid_on(as_of))
        ]
        if members:
            lines = tuple(_line(unit, link) for unit in members)
            few = len(lines) <= 40 or bool(wanted)
            groups.append(UnitGroup(str(kind.label), lines, few))
    return tuple(groups)


def _line(unit: Unit, link: Link) -> UnitLine:
    view = UnitView(unit.name, link("unit", unit.code), unit.valid_to is not None)
    return UnitLine(view, unit.code, getattr(unit, "leads", 0), validity(unit))


def validity(unit: Unit) -> str:
    """From when to when the unit existed, or nothing if it always has."""
    if unit.valid_from and unit.valid_to:
        return _("from %(start)s until before %(end)s") % {
            "start": day_label(unit.valid_from),
            "end": day_label(unit.valid_to),
        }
    if unit.valid_from:
        return _("since %(start)s") % {"start": day_label(unit.valid_from)}
    if unit.valid_to:
        return _("until before %(end)s") % {"end": day_label(unit.valid_to)}
    return ""


def unit_page(
    unit: Unit,
    state: ProgrammeAssessment,
    successions: Sequence[Succession],
    units: Mapping[int, Unit],
    link: Link,
) -> UnitPage:
    """Build the page of one unit on the day of the state."""
    led = [one for one in state.indicators if one.owners.lead == unit]
    joined = [one for one in state.indicators if unit in one.owners.coordinating]
    return UnitPage(
        name=unit.name,
        code=unit.code,
        kind=str(UnitKind(unit.kind).label),
        validity=validity(unit),
        has_ended=not unit.is_valid_on(state.as_of),
        note=unit.note,
        leads=tuple(indicator_row(one, link) for one in led),
        coordinates=tuple(indicator_row(one, link) for one in joined),
        figures=tuple(_own_figures(unit, state, units, link)),
        predecessors=tuple(
            _succession(row, row.predecessor, link) for row in successions if row.successor == unit
        ),
        successors=tuple(
            _succession(row, row.successor, link) for row in successions if row.predecessor == unit
        ),
    )


def _succession(row: Succession, other: Unit | None, link: Link) -> SuccessionLine:
    return SuccessionLine(
        day=day_label(row.happened_on),
        kind=str(row.get_kind_display()),
        other=UnitView(other.name, link("unit", other.code), other.valid_to is not None)
        if other
        else None,
        basis=row.legal_basis,
    )


def _own_figures(
    unit: Unit, state: ProgrammeAssessment, units: Mapping[int, Unit], link: Link
) -> list[OwnFigure]:
    if unit.pk not in units:
        return []
    return [
        figure for one in state.indicators if (figure := _own_figure(unit, one, link)) is not None
    ]


def _own_figure(unit: Unit, one: Assessment, link: Link) -> OwnFigure | None:
    """The unit's last own figure of the indicator, whenever it was; None if it never reported."""
    periods = one.series.local or {}
    mine = [
        (period, row)
        for period, rows in sorted(periods.items(), key=lambda item: item[0].sort_key)
        for row in rows
        if row.unit_id == unit.pk
    ]
    if not mine:
        return None
    headline = one.headline
    last_period, last = mine[-1]
    cell, period = unit_cell(one, last_period, last)
    points = [(p.position, row.measured(one.indicator.factor)) for p, row in mine]
    return OwnFigure(
        name=one.indicator.display_name,
        url=link("indicator", one.indicator.code),
        target=f"{headline.target.wording} ({headline.target.year})" if headline else "",
        cell=cell,
        period=period,
        sparkline=sparkline(points),
    )
