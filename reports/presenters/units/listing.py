"""The list of units: by kind, those that ended apart and marked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from assignments.models import Unit, UnitKind
from reports.presenters.rows import Link
from reports.presenters.units.words import NamedUnit, bare_name, named_unit
from tracker.common.folding import fold

_OPEN_UP_TO = 40


@dataclass(frozen=True)
class UnitLine:
    """One unit in the list; `is_ended` on the day of the page, `is_ahead` not made yet."""

    unit: NamedUnit
    leads: int
    is_ended: bool
    is_ahead: bool


@dataclass(frozen=True)
class UnitGroup:
    """The units of one kind; `compare_url` where there are several to put side by side."""

    label: str
    lines: tuple[UnitLine, ...]
    is_open: bool
    compare_url: str


def unit_groups(
    units: Sequence[Unit], as_of: date, link: Link, *, search: str = ""
) -> tuple[UnitGroup, ...]:
    """Units that existed on the day, or match the search whenever they existed; by kind.

    In a search those of one name stand together, the present one first.
    """
    wanted = fold(search)
    groups = []
    for kind in UnitKind:
        members = [one for one in units if one.kind == kind and _fits(one, wanted, as_of)]
        if wanted:
            members.sort(key=lambda one: (bare_name(one), not one.is_valid_on(as_of), one.code))
        if members:
            present = sum(one.is_valid_on(as_of) for one in members)
            groups.append(
                UnitGroup(
                    label=str(kind.label),
                    lines=tuple(_line(unit, as_of, link) for unit in members),
                    is_open=len(members) <= _OPEN_UP_TO or bool(wanted),
                    compare_url=link("units_compared", loai=kind.value) if present > 1 else "",
                )
            )
    return tuple(groups)


def _fits(unit: Unit, wanted: str, as_of: date) -> bool:
    if not wanted:
        return unit.is_valid_on(as_of)
    return wanted in fold(f"{unit.name} {unit.short_name} {unit.code}")


def _line(unit: Unit, as_of: date, link: Link) -> UnitLine:
    return UnitLine(
        unit=named_unit(unit, link),
        leads=getattr(unit, "leads", 0),
        is_ended=unit.valid_to is not None and unit.valid_to <= as_of,
        is_ahead=unit.valid_from is not None and unit.valid_from > as_of,
    )
