"""The demonstration of plan 57-KH/TU: planning coverage, zoning of four cities, smart cities.

The story: one city zoned in full, one nearly, one fell back when its territory grew, one is far
behind; two mountain communes still lack a general plan.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from reports.demonstration.local import NOTHING_ARISES
from reports.demonstration.rows import DemoFigure, UnitFacts, closed_years, is_valid_on
from tracker.common.periods import Period

PROVINCE = "38"
_FIRST_YEAR = 2022
_DISTRICTS, _COMMUNES = range(380, 408), range(14758, 16655)

_CITIES = {"380", "381", "382", "407"}
_TOWNSHIPS = {
    "391": 2, "394": 4, "395": 3, "397": 2, "392": 1, "398": 1,
}  # fmt: skip
"""Townships of a district in 10/2022 where there was more than one (the official lists)."""
_TOWNSHIPS_2024 = {"392": 3, "398": 2}
"""Districts that had gained townships by 3/2025 (the official lists)."""
_URBAN_COMMUNES = {
    # Seats of the former cities and towns
    "14797": 1, "14812": 1, "16531": 1, "16561": 1,
    # Communes with former townships (the official lists)
    "14845": 1, "14869": 1, "14923": 1, "15016": 1, "15055": 1, "15061": 1, "15127": 1,
    "15187": 1, "15190": 1, "15271": 1, "15274": 1, "15316": 1, "15349": 1, "15409": 1,
    "15412": 2, "15469": 1, "15499": 1, "15544": 1, "15553": 1, "15646": 1, "15664": 1,
    "15715": 1, "15772": 1, "15820": 1, "15865": 1, "16012": 1, "16093": 1, "16174": 1,
    "16228": 1, "16279": 1, "16438": 1,
}  # fmt: skip

_UNPLANNED = {
    2022: {"384", "385", "386", "387", "388", "396", "402", "403", "391"},
    2023: {"384", "385", "387", "388", "396", "402"},
    2024: {"384", "385", "387", "388"},
    2025: {"14845", "15016"},
    2026: {"14845"},
    2027: set[str](),
}
"""Units of which one urban area still lacked its general plan."""

_BOUNDARY_GREW = "Địa bàn mở rộng từ 1/1/2025 (nhập huyện Đông Sơn)"
_BY_PROVINCE = "Từ 1/7/2025 do cấp tỉnh tổng hợp"
# Indicator, the unit until it ended, hectares zoned and to be zoned by year.
_ZONING: tuple[tuple[str, str, dict[int, tuple[int, int]]], ...] = (
    (
        "phan-khu-thanh-hoa",
        "380",
        {
            2022: (9690, 14677),
            2023: (11305, 14677),
            2024: (12910, 14677),
            2025: (17340, 22821),
            2026: (19410, 22821),
            2027: (21080, 22821),
        },
    ),
    (
        "phan-khu-sam-son",
        "382",
        {2022: (3235, 4494), 2023: (3780, 4494), 2024: (4271, 4494), 2025: (4494, 4494)},
    ),
    (
        "phan-khu-bim-son",
        "381",
        {
            2022: (3708, 6390),
            2023: (4537, 6390),
            2024: (5495, 6390),
            2025: (6224, 6390),
            2026: (6390, 6390),
        },
    ),
    (
        "phan-khu-nghi-son",
        "407",
        {
            2022: (23690, 45561),
            2023: (25970, 45561),
            2024: (28020, 45561),
            2025: (30250, 45561),
            2026: (32990, 45561),
            2027: (35720, 45561),
        },
    ),
)
_SMART = ("thanh-hoa", "sam-son", "bim-son", "nghi-son")


def figures(today: date, units: Sequence[UnitFacts]) -> Iterator[DemoFigure]:
    """All illustrative figures of the programme that could be known on `today`."""
    for period in closed_years(_FIRST_YEAR, today):
        for unit in units:
            if _is_local(unit.code) and is_valid_on(unit, period.ends_on):
                yield _general_plan(unit.code, period)
        yield from _zoning(period)
        for city in _SMART:
            yield DemoFigure(f"thong-minh-{city}", PROVINCE, period, note="Đang xây dựng đề án")


def _is_local(code: str) -> bool:
    return code.isdigit() and (int(code) in _DISTRICTS or int(code) in _COMMUNES)


def _general_plan(code: str, period: Period) -> DemoFigure:
    """Urban areas with a general plan, of all urban areas of the unit."""
    areas = _urban_areas(code, period.year)
    unplanned = _UNPLANNED.get(period.year, _UNPLANNED[max(_UNPLANNED)])
    planned = areas - (1 if code in unplanned else 0)
    return DemoFigure(
        "phu-quy-hoach-chung",
        code,
        period,
        numerator=Decimal(planned),
        denominator=Decimal(areas),
        note="" if areas else NOTHING_ARISES,
    )


def _urban_areas(code: str, year: int) -> int:
    if int(code) in _COMMUNES:
        return _URBAN_COMMUNES.get(code, 0)
    if code in _CITIES:
        return 1
    counts = {**_TOWNSHIPS, **_TOWNSHIPS_2024} if year >= 2024 else _TOWNSHIPS
    return counts.get(code, 1)


def _zoning(period: Period) -> Iterator[DemoFigure]:
    """Hectares with zoning plans; filed by the city itself until the districts ended."""
    for indicator, city, by_year in _ZONING:
        zoned, whole = by_year.get(period.year, by_year[max(by_year)])
        notes = []
        if period.year >= 2025:
            notes.append(_BY_PROVINCE)
        if city == "380" and period.year == 2025:
            notes.append(_BOUNDARY_GREW)
        yield DemoFigure(
            indicator,
            city if period.year < 2025 else PROVINCE,
            period,
            numerator=Decimal(zoned),
            denominator=Decimal(whole),
            note="; ".join(notes),
        )
