"""Units and their people as administration shows them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from assignments.models import Membership, Succession, Unit, UnitKind
from reports.presenters.administration.result import UnitLink, unit_link
from reports.presenters.rows import Link
from reports.presenters.units import validity
from tracker.common.folding import fold
from tracker.common.labels import day_label

FEW = 40


@dataclass(frozen=True)
class UnitLine:
    """One unit of the list."""

    name: str
    short_name: str
    code: str
    url: str
    validity: str
    people: int
    signs_off: str


@dataclass(frozen=True)
class UnitGroup:
    """The units of one kind."""

    label: str
    lines: tuple[UnitLine, ...]
    is_open: bool


@dataclass(frozen=True)
class MemberLine:
    """One role of one person."""

    key: int
    name: str
    username: str
    role: str
    note: str
    end_url: str


@dataclass(frozen=True)
class SuccessionLine:
    """One row of the table of successions."""

    day: str
    day_url: str
    kind: str
    basis: str
    old: UnitLink
    new: UnitLink | None


def unit_groups(units: Sequence[Unit], day: date, link: Link, search: str) -> tuple[UnitGroup, ...]:
    """Units that exist on the day or later, or match the search whenever they existed; by kind."""
    wanted = fold(search)
    groups = []
    for kind in UnitKind:
        lines = tuple(
            _line(unit, link)
            for unit in units
            if unit.kind == kind and (_fits(unit, wanted) if wanted else _is_alive(unit, day))
        )
        if lines:
            groups.append(UnitGroup(str(kind.label), lines, len(lines) <= FEW or bool(wanted)))
    return tuple(groups)


def _fits(unit: Unit, wanted: str) -> bool:
    return wanted in fold(f"{unit.name} {unit.short_name} {unit.code}")


def _is_alive(unit: Unit, day: date) -> bool:
    return unit.valid_to is None or day < unit.valid_to


def _line(unit: Unit, link: Link) -> UnitLine:
    return UnitLine(
        name=unit.name,
        short_name=unit.short_name,
        code=unit.code,
        url=link("administration_unit", unit.code),
        validity=validity(unit),
        people=getattr(unit, "people", 0),
        signs_off=_("yes") if unit.wants_sign_off else "",
    )


def member_lines(rows: Iterable[Membership], link: Link, *, may_end: bool) -> list[MemberLine]:
    """Each role with the address at which it is ended; none if this person may not."""
    return [
        MemberLine(
            key=row.pk,
            name=row.user.full_name,
            username=row.user.username,
            role=str(row.get_role_display()),
            note="" if row.user.is_active else _("can no longer sign in"),
            end_url=link("role_end", str(row.pk)) if may_end else "",
        )
        for row in rows
    ]


def succession_lines(rows: Iterable[Succession], link: Link) -> list[SuccessionLine]:
    """The table of successions, each with the page of its day."""
    return [
        SuccessionLine(
            day=day_label(row.happened_on),
            day_url=link("reorganisation_result", row.happened_on.isoformat()),
            kind=str(row.get_kind_display()),
            basis=row.legal_basis,
            old=unit_link(row.predecessor, link),
            new=unit_link(row.successor, link) if row.successor else None,
        )
        for row in rows
    ]
