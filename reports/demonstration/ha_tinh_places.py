"""Where Hà Tĩnh's urban population lives, before and after the districts ended."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from enum import StrEnum

from reports.demonstration.local import Place
from reports.demonstration.rows import UnitFacts, is_valid_on
from tracker.common.periods import Period

WARDS = {
    "18073": "436",
    "18100": "436",
    "18652": "436",
    "18115": "437",
    "18118": "437",
    "18754": "449",
    "18781": "449",
    "18823": "449",
    "18832": "449",
}
"""Ward of 2025 -> the district in which it mostly lay (the official lists)."""

TOWN_COMMUNES = {
    "18133": "439",
    "18172": "439",
    "18229": "440",
    "18313": "441",
    "18352": "442",
    "18373": "442",
    "18406": "443",
    "18484": "443",
    "18496": "444",
    "18562": "445",
    "18568": "448",
    "18673": "446",
    "18676": "446",
    "18775": "447",
}
"""Commune of 2025 with a former township (the official lists) -> its district of 2022."""

_HEIRS = {"448": "445"}
"""The township of Lộc Hà counts with Thạch Hà after Lộc Hà ended."""
_NEW_TOWN, _NEW_TOWN_SINCE = "447", Period(2024, 1)
"""The district of Kỳ Anh had no urban area until its township was made."""

_USUAL_POPULATION, _USUAL_AREA = 25000, Decimal(60)
_DISTRICTS, _COMMUNES = range(436, 450), range(18073, 18848)


class Measure(StrEnum):
    """What a denominator counts."""

    PEOPLE = "people"
    HECTARES = "hectares"


def places(units: Sequence[UnitFacts], period: Period, measure: Measure) -> list[Place]:
    """The local units at the end of the period; those without urban area weigh 0."""
    urban = {u.code: _urban_part(u, measure) for u in units if _district_of(u.code)}
    local = [u for u in units if _is_local(u.code) and is_valid_on(u, period.ends_on)]
    if all(int(unit.code) in _COMMUNES for unit in local):
        return [_commune(unit, urban, measure) for unit in local]
    return [_district(unit.code, local, urban, period) for unit in local]


def _is_local(code: str) -> bool:
    return code.isdigit() and (int(code) in _DISTRICTS or int(code) in _COMMUNES)


def _district_of(code: str) -> str | None:
    return WARDS.get(code) or TOWN_COMMUNES.get(code)


def _urban_part(unit: UnitFacts, measure: Measure) -> Decimal:
    """Nearly a whole ward is urban; of a commune, the former township (at most 1000 ha)."""
    is_ward = unit.code in WARDS
    if measure is Measure.PEOPLE:
        return (unit.population or _USUAL_POPULATION) * Decimal("0.95" if is_ward else "0.46")
    hectares = (unit.area_km2 or _USUAL_AREA) * 100
    return hectares * Decimal("0.36") if is_ward else min(hectares * Decimal("0.3"), Decimal(1000))


def _commune(unit: UnitFacts, urban: dict[str, Decimal], measure: Measure) -> Place:
    if measure is Measure.PEOPLE:
        ceiling = None if unit.population is None else Decimal(unit.population)
    else:
        ceiling = None if unit.area_km2 is None else unit.area_km2 * 100
    district = _district_of(unit.code) or unit.code
    return Place(unit.code, urban.get(unit.code, Decimal(0)), district, ceiling)


def _district(
    code: str, local: Sequence[UnitFacts], urban: dict[str, Decimal], period: Period
) -> Place:
    """The sum of what became its urban communes."""
    if code == _NEW_TOWN and period.sort_key < _NEW_TOWN_SINCE.sort_key:
        return Place(code, Decimal(0), code)
    existing = {unit.code for unit in local}
    weight = Decimal(0)
    for commune, old in {**WARDS, **TOWN_COMMUNES}.items():
        home = old if old in existing else _HEIRS.get(old, old)
        if home == code:
            weight += urban.get(commune, Decimal(0))
    return Place(code, weight, code)
