"""A province's units as one readable file: parsing and every check that needs no database."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from tracker.common.yaml_nodes import Block, read_document

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

CODE = re.compile(r"\d{2}|\d{3}|\d{5}|\d{2}-[a-z0-9]+(-[a-z0-9]+)*")


class UnitKind(StrEnum):
    """What sort of body a unit is; the words of the file."""

    PROVINCE = "province"
    PARTY_BODY = "party_committee_body"
    DEPARTMENT = "department"
    AGENCY = "agency"
    CITY = "city"
    TOWN = "town"
    DISTRICT = "district"
    WARD = "ward"
    COMMUNE = "commune"


DISTRICT_KINDS = (UnitKind.CITY, UnitKind.TOWN, UnitKind.DISTRICT)
COMMUNE_KINDS = (UnitKind.WARD, UnitKind.COMMUNE)


class SuccessionKind(StrEnum):
    """How a unit passed into another.

    whole: all of it, so its counts add to the successor's. partial: a part of it, joined with
    parts from elsewhere; no back-series. split: the successor lies entirely inside it. rename: the
    same body under another code. functions: duties without territory. ended: nobody succeeded.
    """

    WHOLE = "whole"
    PARTIAL = "partial"
    SPLIT = "split"
    RENAME = "rename"
    FUNCTIONS = "functions"
    ENDED = "ended"


MAY_GO_ON = (SuccessionKind.PARTIAL, SuccessionKind.SPLIT, SuccessionKind.FUNCTIONS)
"""Kinds whose predecessor may live on after the day."""


@dataclass(frozen=True)
class ProvinceEntry:
    """The province of the file."""

    code: str
    name: str
    short_name: str
    name_en: str


@dataclass(frozen=True)
class UnitEntry:
    """One body. `valid_to` is the first day on which it no longer existed."""

    code: str
    name: str
    kind: UnitKind
    short_name: str = ""
    valid_from: date | None = None
    valid_to: date | None = None
    note: str = ""
    population: int | None = None
    area_km2: Decimal | None = None

    def is_valid_on(self, day: date) -> bool:
        """Whether the unit existed on that day."""
        return (self.valid_from is None or self.valid_from <= day) and (
            self.valid_to is None or day < self.valid_to
        )


@dataclass(frozen=True)
class SuccessionEntry:
    """One unit passing into another on a day; `to_code` is None where it simply ended."""

    from_code: str
    to_code: str | None
    on: date
    kind: SuccessionKind
    basis: str
    note: str = ""


@dataclass(frozen=True)
class Broken:
    """A rule that a succession breaks: the key it concerns and a sentence with its values."""

    key: str
    message: _StrPromise
    values: dict[str, object]


@dataclass(frozen=True)
class UnitsFile:
    """A checked file: codes are unique and every succession fits the dates."""

    province: ProvinceEntry
    source: str
    units: tuple[UnitEntry, ...]
    successions: tuple[SuccessionEntry, ...]

    def unit(self, code: str) -> UnitEntry:
        """The unit of that code; KeyError where there is none."""
        for unit in self.units:
            if unit.code == code:
                return unit
        raise KeyError(code)

    def valid_on(
        self, day: date, kinds: Collection[UnitKind] = tuple(UnitKind)
    ) -> tuple[UnitEntry, ...]:
        """The units of these kinds that existed on that day, in the order of the file."""
        return tuple(u for u in self.units if u.kind in kinds and u.is_valid_on(day))


def parse_units(text: str, name: str) -> UnitsFile:
    """Read and check a units file; FaultyFileError names each fault by line, key and sentence."""
    top = read_document(text, name)
    top.only("province", "source", "units", "successions")
    top.require("province", "units")
    province = _province(top)
    units: dict[str, UnitEntry] = {}
    for block in top.blocks("units"):
        unit = _unit(block, province.code)
        if unit is None:
            continue
        if unit.code in units:
            block.fault("code", _("The code %(code)s stands twice."), code=unit.code)
        units.setdefault(unit.code, unit)
    _check_province(top, province, units)
    rows = [(block, row) for block in top.blocks("successions") if (row := _succession(block))]
    for block, row in rows:
        _check_succession(block, row, units)
    _check_repeats(rows)
    _check_cycles(rows)
    _check_heirs(top, units, [row for _block, row in rows])
    source = top.optional("source") or ""
    top.faults.refuse()
    return UnitsFile(province, source, tuple(units.values()), tuple(row for _block, row in rows))


def _province(top: Block) -> ProvinceEntry:
    block = top.block("province")
    if block is None:
        return ProvinceEntry("", "", "", "")
    block.only("code", "name", "short_name", "name_en")
    return ProvinceEntry(*(block.text(key) for key in ("code", "name", "short_name", "name_en")))


def _unit(block: Block, province: str) -> UnitEntry | None:
    """The unit of a block; None where code or kind cannot be read (its faults are noted)."""
    block.only(
        *("code", "name", "short_name", "kind", "valid_from", "valid_to"),
        *("note", "population", "area_km2"),
    )
    code, name = block.text("code"), block.text("name")
    kind = block.choice("kind", UnitKind)
    start, end = block.date("valid_from"), block.date("valid_to")
    population, area = block.integer("population"), block.decimal("area_km2")
    if code and not CODE.fullmatch(code):
        block.fault("code", _("“%(code)s” is not a code such as 42, 436 or 42-sxd."), code=code)
    elif "-" in code and province and not code.startswith(f"{province}-"):
        block.fault("code", _("The code must start with the province's: %(code)s."), code=province)
    if start and end and start >= end:
        block.fault("valid_to", _("The unit must end after it began (%(start)s)."), start=start)
    if not code or kind is None:
        return None
    short, note = block.optional("short_name") or "", block.optional("note") or ""
    return UnitEntry(code, name, kind, short, start, end, note, population, area)


def _check_province(top: Block, province: ProvinceEntry, units: dict[str, UnitEntry]) -> None:
    """Exactly one unit is the province, under the province's code."""
    codes = [unit.code for unit in units.values() if unit.kind is UnitKind.PROVINCE]
    if province.code and codes != [province.code]:
        message = _("Exactly one unit of kind province is expected, with the code %(code)s.")
        top.fault("units", message, code=province.code)


def _succession(block: Block) -> SuccessionEntry | None:
    block.only("from", "to", "on", "kind", "basis", "note")
    block.require("on")
    origin, heir = block.text("from"), block.optional("to")
    on, kind = block.date("on"), block.choice("kind", SuccessionKind)
    basis, note = block.text("basis"), block.optional("note") or ""
    if kind is SuccessionKind.ENDED and heir:
        block.fault("to", _("A unit that ended has no successor; leave this key out."))
    elif kind not in (None, SuccessionKind.ENDED) and not heir:
        block.fault("to", _("This key is required."))
    if not origin or on is None or kind is None:
        return None
    return SuccessionEntry(origin, heir or None, on, kind, basis, note)


def _check_succession(block: Block, row: SuccessionEntry, units: dict[str, UnitEntry]) -> None:
    for key, code in (("from", row.from_code), ("to", row.to_code)):
        if code and code not in units:
            block.fault(key, _("There is no unit %(code)s in this file."), code=code)
    for broken in broken_dates(row, units):
        block.fault(broken.key, broken.message, **broken.values)


def broken_dates(row: SuccessionEntry, units: Mapping[str, UnitEntry]) -> Iterator[Broken]:
    """Both units existed when they should: the first until the day, the second on it."""
    origin, heir = units.get(row.from_code), units.get(row.to_code or "")
    missing = _("%(code)s did not exist on %(on)s.")
    if heir and not heir.is_valid_on(row.on):
        yield Broken("to", missing, {"code": heir.code, "on": row.on})
    if origin is None:
        return
    day_before = row.on - timedelta(days=1)
    if not origin.is_valid_on(day_before):
        yield Broken("from", missing, {"code": origin.code, "on": day_before})
    elif origin.valid_to != row.on and row.kind not in MAY_GO_ON:
        message = _("%(code)s must end on %(on)s (its valid_to).")
        yield Broken("from", message, {"code": origin.code, "on": row.on})


def _check_repeats(rows: list[tuple[Block, SuccessionEntry]]) -> None:
    for place in repeated([row for _block, row in rows]):
        rows[place][0].fault("from", _("This succession stands twice."))


def repeated(rows: Sequence[SuccessionEntry]) -> list[int]:
    """One row for each pair and day: the places of those that stand twice."""
    seen: set[tuple[str, str | None, date]] = set()
    found = []
    for place, row in enumerate(rows):
        key = (row.from_code, row.to_code, row.on)
        if key in seen:
            found.append(place)
        seen.add(key)
    return found


def _check_cycles(rows: list[tuple[Block, SuccessionEntry]]) -> None:
    for place in circular([row for _block, row in rows]):
        block, row = rows[place]
        message = _("%(origin)s already comes after %(heir)s: a circle.")
        block.fault("to", message, origin=row.from_code, heir=row.to_code)


def circular(rows: Sequence[SuccessionEntry]) -> list[int]:
    """No unit may come after itself: the places of rows that close a circle with those before."""
    heirs: dict[str, set[str]] = {}
    found = []
    for place, row in enumerate(rows):
        if row.to_code is None:
            continue
        if row.from_code in _reachable(row.to_code, heirs):
            found.append(place)
        else:
            heirs.setdefault(row.from_code, set()).add(row.to_code)
    return found


def _reachable(code: str, heirs: dict[str, set[str]]) -> set[str]:
    found, ahead = {code}, [code]
    while ahead:
        for heir in heirs.get(ahead.pop(), set()) - found:
            found.add(heir)
            ahead.append(heir)
    return found


def _check_heirs(top: Block, units: dict[str, UnitEntry], rows: list[SuccessionEntry]) -> None:
    """A unit that ended says who inherited, or that nobody did; open duties are never orphaned."""
    told = {(row.from_code, row.on) for row in rows}
    for unit in units.values():
        if unit.valid_to and (unit.code, unit.valid_to) not in told:
            message = _("%(code)s ended on %(on)s: say in successions who followed (or “ended”).")
            top.fault("successions", message, code=unit.code, on=unit.valid_to)
