"""The demonstration of programme 15-CTr/TU: what each indicator's invented history looks like.

The story: urbanisation, roads and classes missed 2025; land, green space and payments met it;
housing and fibre exceeded it; base stations meet 2030 early but slip; smartphones are stale; one
indicator has no figure at all; one roll-up is incomplete; one milestone is met, one missed.
Courses start at the baselines of the programme file.
Published values (fixtures/figures/) are never generated.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from reports.demonstration.ha_tinh_places import Measure, places
from reports.demonstration.local import LocalSeries, local_figures
from reports.demonstration.paths import Path
from reports.demonstration.rows import DemoFigure, UnitFacts, closed_quarters, closed_years
from reports.demonstration.seeds import noise
from tracker.common.decimals import round_half_up
from tracker.common.periods import Period

PROVINCE = "42"
_FIRST_YEAR, _FIRST_QUARTER = 2022, Period(2022, 1)
_ESTIMATES_SINCE = 2026
_HECTARES = Decimal(599445)
"""The province's natural area (5.994,45 km²)."""

_URBAN_SHARE = Path.of({2021: "27.6", 2022: "29.4", 2023: "31.4", 2024: "33.7", 2025: "36.4",
                        2026: "37.6", 2027: "38.9", 2028: "40.1", 2030: "42.6"})  # fmt: skip
_URBAN_LAND = Path.of({2021: "3.6", 2022: "3.94", 2023: "4.28", 2024: "4.61", 2025: "4.93",
                       2026: "5.01", 2027: "5.1", 2028: "5.18", 2030: "5.31"})  # fmt: skip
_URBAN_ECONOMY = Path.of({2021: "63.2", 2022: "66.1", 2023: "68.9", 2024: "71.6", 2025: "74.1",
                          2026: "75.9", 2028: "79.2", 2030: "82.4"})  # fmt: skip
_POPULATION = Path.of({2021: "1309000", 2022: "1317000", 2025: "1342000", 2030: "1380000"})

# Indicator, course, decimals, largest wobble of one figure, whether October brings an estimate.
_SHARES = (
    ("do-thi-hoa", _URBAN_SHARE, 2, Decimal("0.05"), True),
    ("dat-xay-dung-do-thi", _URBAN_LAND, 2, Decimal("0.01"), False),
    ("kinh-te-do-thi", _URBAN_ECONOMY, 1, Decimal("0.1"), True),
)

_CLASSES = {
    2022: {"II": 1, "III": 1, "IV": 1, "V": 13},
    2023: {"II": 1, "III": 1, "IV": 1, "V": 13},
    2024: {"II": 1, "III": 2, "IV": 1, "V": 13},
    2025: {"II": 1, "III": 2, "IV": 3, "V": 13},
}
"""Urban areas by class; classes IV and V ended on 1/1/2026, so nothing follows."""
_LOWER_CLASSES_ENDED = "Từ 1/1/2026 không còn đô thị loại IV, V (111/2025/UBTVQH15)"
_URBAN_AREAS = {2022: 16, 2023: 16, 2024: 17, 2025: 19, 2026: 20, 2027: 22, 2028: 24}
_PLANNED = {2022: 11, 2023: 12, 2024: 14, 2025: 18, 2026: 20, 2027: 22, 2028: 24}

_ENDED_DISTRICTS = "Từ 1/7/2025 không còn cấp huyện, cần xem lại cách hiểu mục tiêu"
# Indicator, first and last year with a report “not yet”, its note.
_NOT_REACHED: tuple[tuple[str, int, int | None, str], ...] = (
    ("mo-rong-tp-ha-tinh", 2022, 2024, "Đang lập đề án"),
    ("tp-ky-anh", 2022, None, "Chưa thành lập"),
    ("tp-hong-linh", 2022, None, "Chưa thành lập"),
    ("trung-tam-dieu-hanh", 2022, None, "Chưa có trung tâm vận hành chính thức"),
)

_BY_COUNT = Decimal(1)
_PERCENT = Decimal(100)
_LATE = frozenset({
    "18754", "18781", "18823", "18832", "18766", "18775", "18787", "18790", "18814", "18838",
    "18844", "18676", "18742", "18748",
})  # fmt: skip
"""Units around Kỳ Anh whose latest figures are still missing: less than 90 % is covered."""

_GREEN = LocalSeries(
    "cay-xanh", Path.of({2021: "4.1", 2022: "4.5", 2025: "5.6", 2028: "6.5", 2030: "7.2"}),
    _BY_COUNT, Decimal("0.3"),
)  # fmt: skip
_HOUSING = LocalSeries(
    "san-nha-o", Path.of({2021: "27.4", 2022: "29.2", 2025: "33.1", 2028: "35.2", 2030: "36"}),
    _BY_COUNT, Decimal("0.15"),
)  # fmt: skip
_ROADS = LocalSeries(
    "dat-giao-thong", Path.of({2021: "11.2", 2022: "11.6", 2025: "12.6", 2030: "14.4"}),
    _PERCENT, Decimal("0.25"), decimals=1,
)  # fmt: skip
_FIBRE = LocalSeries(
    "cap-quang", Path.of({2021: "61.5", 2022: "69.3", 2024: "82.6", 2025: "88.2", 2030: "99.9"}),
    _PERCENT, Decimal("0.5"),
)  # fmt: skip
_PAYMENTS = LocalSeries(
    "thanh-toan-dien-tu", Path.of({2021: "34.6", 2023: "49.6", 2025: "63.7", 2030: "89"}),
    _PERCENT, Decimal("0.35"), late=_LATE, late_since=Period(2026, 2),
)  # fmt: skip

_MOBILE = Path.of(
    {2021: "91.8", 2022: "95.4", 2023: "97.8", 2024: "99.1", 2025: "99.95", 2027: "100"}
)
_MOBILE_5G = Path.of({2023: "0", 2024: "4", 2025: "23", 2026: "42", 2030: "95"})
_PHONES = Path.of({2021: "68.3", 2022: "74.6", 2023: "79.8"})
_LAST_PHONES = 2023
"""Nobody has reported smartphones since: the stale one."""
_STATIONS = Path.of({2022: "39.4", 2023: "38.6", 2024: "37.5", 2025: "36.3", 2028: "35.2"})


def figures(today: date, units: Sequence[UnitFacts]) -> Iterator[DemoFigure]:
    """All illustrative figures of the programme that could be known on `today`."""
    yield from _shares(today)
    yield from _urban_areas(today)
    yield from _milestones(today)
    yield from _local(today, units)
    yield from _digital(today)


def _shares(today: date) -> Iterator[DemoFigure]:
    for code, path, decimals, wobble, has_estimate in _SHARES:
        for period, note in _yearly(today, has_estimate=has_estimate):
            value = path.at(period) + wobble * noise(code, str(period))
            value = round_half_up(value, decimals)
            yield DemoFigure(code, PROVINCE, period, value=value, note=note)


def _yearly(today: date, *, has_estimate: bool) -> Iterator[tuple[Period, str]]:
    """The years that ended and, where usual, the nine months of each year since 2026."""
    for year in closed_years(_FIRST_YEAR, today):
        yield year, ""
    for period in closed_quarters(Period(_ESTIMATES_SINCE, 1), today) if has_estimate else ():
        if period.quarter == 3:
            yield period, f"Ước thực hiện 9 tháng năm {period.year}"


def _urban_areas(today: date) -> Iterator[DemoFigure]:
    for period, note in _yearly(today, has_estimate=True):
        count = _latest(_URBAN_AREAS, period.year)
        yield DemoFigure("so-do-thi", PROVINCE, period, value=Decimal(count), note=note)
    for period in closed_years(_FIRST_YEAR, today):
        whole = Decimal(_latest(_URBAN_AREAS, period.year))
        done = Decimal(_latest(_PLANNED, period.year))
        yield DemoFigure("phu-quy-hoach", PROVINCE, period, numerator=done, denominator=whole)
        for name, count in _CLASSES.get(period.year, {}).items():
            note = _LOWER_CLASSES_ENDED if period.year == 2025 and name in ("IV", "V") else ""
            value = Decimal(count)
            yield DemoFigure(
                "co-cau-do-thi", PROVINCE, period, value=value, class_code=name, note=note
            )


def _latest(by_year: dict[int, int], year: int) -> int:
    """The number of that year, or the last one known."""
    return by_year.get(year, by_year[max(by_year)])


def _milestones(today: date) -> Iterator[DemoFigure]:
    for code, first, last, note in _NOT_REACHED:
        for period in closed_years(first, today):
            if last is not None and period.year > last:
                continue
            is_city = code.startswith("tp-") and period.year >= 2025
            yield DemoFigure(code, PROVINCE, period, note=_ENDED_DISTRICTS if is_city else note)


def _local(today: date, units: Sequence[UnitFacts]) -> Iterator[DemoFigure]:
    for period in closed_years(_FIRST_YEAR, today):
        people = places(units, period, Measure.PEOPLE)
        yield from local_figures(_GREEN, period, urban_people(period), people)
        yield from local_figures(_HOUSING, period, urban_people(period), people)
        land = _HECTARES * _URBAN_LAND.at(period) / 100
        yield from local_figures(_ROADS, period, land, places(units, period, Measure.HECTARES))
    for period in closed_quarters(_FIRST_QUARTER, today):
        people = places(units, period, Measure.PEOPLE)
        households = urban_people(period) / Decimal("3.5")
        yield from local_figures(_FIBRE, period, households, people)
        yield from local_figures(_PAYMENTS, period, _adults(period), people)


def urban_people(period: Period) -> Decimal:
    """Urban population: the urban share of the population, so that indicators agree."""
    return _POPULATION.at(period) * _URBAN_SHARE.at(period) / 100


def _adults(period: Period) -> Decimal:
    return urban_people(period) * Decimal("0.72")


def _digital(today: date) -> Iterator[DemoFigure]:
    for period in closed_quarters(_FIRST_QUARTER, today):
        people = urban_people(period)
        yield _parts("mang-4g-5g", period, _MOBILE, people)
        if period.sort_key >= Period(2024, 4).sort_key:
            yield _parts("mang-5g", period, _MOBILE_5G, people)
    for period in closed_years(_FIRST_YEAR, today):
        stations = 1900 + 110 * (period.position - 2022)
        yield _parts("tram-thu-phat-song", period, _STATIONS, stations)
        if period.year <= _LAST_PHONES:
            yield _parts("dien-thoai-thong-minh", period, _PHONES, _adults(period))


def _parts(code: str, period: Period, path: Path, base: Decimal) -> DemoFigure:
    """A provincial share in whole heads, never more than all of them."""
    whole = round_half_up(base, 0)
    share = path.at(period) / 100 + noise(code, str(period)) / 20000
    count = round_half_up(whole * min(max(share, Decimal(0)), Decimal(1)), 0)
    return DemoFigure(code, PROVINCE, period, numerator=count, denominator=whole)
