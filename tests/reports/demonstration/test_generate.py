"""The demonstration figures: repeatable, possible, and telling a mixed story."""

import csv
from collections import defaultdict
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pytest
import yaml

from assignments.units_file import UnitEntry, UnitKind, parse_units
from reports.demonstration import DemoFigure, generate
from reports.demonstration.rows import closed_quarters
from tracker.common.periods import Period

FIXTURES = Path(__file__).parents[3] / "fixtures"
HA_TINH, THANH_HOA = "ha-tinh-15-ctr-tu", "thanh-hoa-57-kh-tu"
PROGRAMMES = (HA_TINH, THANH_HOA)
TODAY = date(2026, 11, 22)
DAYS = (date(2023, 1, 1), date(2025, 6, 15), date(2025, 9, 14), date(2026, 3, 1), TODAY)
IN_SQUARE_METRES = {"cay-xanh", "san-nha-o"}

Series = dict[str, dict[str, Decimal]]


def read_units() -> list[UnitEntry]:
    names = ("ha-tinh", "thanh-hoa")
    texts = [(FIXTURES / "units" / f"{name}.yaml").read_text(encoding="utf-8") for name in names]
    return [
        u for text, name in zip(texts, names, strict=True) for u in parse_units(text, name).units
    ]


UNITS = read_units()
BY_CODE = {unit.code: unit for unit in UNITS}


@pytest.fixture(scope="module")
def rows() -> dict[str, list[DemoFigure]]:
    return {code: generate(code, TODAY, UNITS) for code in PROGRAMMES}


@pytest.fixture(scope="module")
def trends(rows: dict[str, list[DemoFigure]]) -> Series:
    """The province's value of every indicator and period: Σn/Σd, or the value itself."""
    parts: dict[tuple[str, str], list[Decimal]] = defaultdict(lambda: [Decimal(0), Decimal(0)])
    found: Series = defaultdict(dict)
    for row in (row for listed in rows.values() for row in listed):
        key = (row.indicator, str(row.period))
        if row.numerator is not None and row.denominator is not None:
            parts[key][0] += row.numerator
            parts[key][1] += row.denominator
        elif row.value is not None and not row.class_code:
            found[key[0]][key[1]] = row.value
    for (indicator, period), (numerator, denominator) in parts.items():
        factor = 1 if indicator in IN_SQUARE_METRES else 100
        found[indicator][period] = factor * numerator / denominator
    return found


def test_same_day_gives_the_same_figures(rows: dict[str, list[DemoFigure]]) -> None:
    for code in PROGRAMMES:
        assert generate(code, TODAY, list(UNITS)) == rows[code]


def test_order_of_units_does_not_matter(rows: dict[str, list[DemoFigure]]) -> None:
    for code in PROGRAMMES:
        assert set(generate(code, TODAY, UNITS[::-1])) == set(rows[code])


@pytest.mark.parametrize("programme", PROGRAMMES)
def test_a_later_day_only_adds(programme: str) -> None:
    earlier: set[DemoFigure] = set()
    for day in DAYS:
        later = set(generate(programme, day, UNITS))
        assert earlier <= later
        earlier = later


@pytest.mark.parametrize("day", DAYS)
def test_no_period_is_open(day: date) -> None:
    for row in (row for code in PROGRAMMES for row in generate(code, day, UNITS)):
        assert row.period.ends_on < day if row.period.is_annual else row.period.cut_off < day


def test_quarter_closes_after_the_fourteenth() -> None:
    since = Period(2026, 1)
    assert closed_quarters(since, date(2026, 9, 14))[-1] == Period(2026, 2)
    assert closed_quarters(since, date(2026, 9, 15))[-1] == Period(2026, 3)


def test_unit_exists_at_the_end_of_the_period(rows: dict[str, list[DemoFigure]]) -> None:
    for code, prefix in ((HA_TINH, "42"), (THANH_HOA, "38")):
        own = {u.code for u in parse_units_of(prefix)}
        for row in rows[code]:
            assert row.unit in own
            assert BY_CODE[row.unit].is_valid_on(row.period.ends_on)


def parse_units_of(province: str) -> tuple[UnitEntry, ...]:
    name = {"42": "ha-tinh", "38": "thanh-hoa"}[province]
    return parse_units(
        (FIXTURES / "units" / f"{name}.yaml").read_text(encoding="utf-8"), name
    ).units


def test_parts_are_possible(rows: dict[str, list[DemoFigure]]) -> None:
    for row in (row for listed in rows.values() for row in listed):
        if row.denominator is None or row.numerator is None:
            continue
        assert row.numerator >= 0
        assert row.numerator == 0 if row.denominator == 0 else True
        if row.indicator not in IN_SQUARE_METRES:
            assert row.numerator <= row.denominator


def test_denominators_fit_the_unit(rows: dict[str, list[DemoFigure]]) -> None:
    for row in rows[HA_TINH]:
        unit = BY_CODE[row.unit]
        if row.denominator is None or unit.population is None or unit.area_km2 is None:
            continue
        is_land = row.indicator == "dat-giao-thong"
        assert row.denominator <= (unit.area_km2 * 100 if is_land else unit.population)


def test_one_kind_of_content_each_and_all_illustrative(rows: dict[str, list[DemoFigure]]) -> None:
    for row in (row for listed in rows.values() for row in listed):
        assert (row.numerator is None) == (row.denominator is None)
        assert sum(x is not None for x in (row.value, row.numerator, row.done_on)) <= 1
        assert row.nature == "illustrative"


def test_no_figure_stands_twice_or_over_a_published_one(
    rows: dict[str, list[DemoFigure]],
) -> None:
    with (FIXTURES / "figures" / "ha-tinh-15-ctr-tu.csv").open(
        encoding="utf-8", newline=""
    ) as file:
        published = [
            ("ha-tinh-15-ctr-tu", p["indicator"], p["unit"], p["period"], p["class"])
            for p in csv.DictReader(file)
            if not p["definition"]
        ]
    own = [
        (code, row.indicator, row.unit, str(row.period), row.class_code)
        for code in PROGRAMMES
        for row in rows[code]
    ]
    assert len(own) == len(set(own))
    assert len(published) == len(set(published))
    assert not set(own) & set(published)


@pytest.mark.parametrize("programme", PROGRAMMES)
def test_figures_fit_the_programme_file(rows: dict[str, list[DemoFigure]], programme: str) -> None:
    text = (FIXTURES / "programmes" / f"{programme}.yaml").read_text(encoding="utf-8")
    indicators = {entry["code"]: entry for entry in yaml.safe_load(text)["indicators"]}
    for row in rows[programme]:
        indicator = indicators[row.indicator]
        is_local = BY_CODE[row.unit].kind is not UnitKind.PROVINCE
        assert not is_local or indicator["collection"] == "local" or indicator["lead"] == row.unit
        assert (row.numerator is None) or indicator["kind"] == "ratio"
        assert bool(row.class_code) == (indicator["kind"] == "classes")
        assert row.period.is_annual or indicator["frequency"] == "quarterly" or row.note


def test_sizes_stay_moderate(rows: dict[str, list[DemoFigure]]) -> None:
    assert 1000 < sum(len(listed) for listed in rows.values()) < 9000


@pytest.mark.parametrize("code", ["cap-quang", "thanh-toan-dien-tu"])
def test_no_jump_where_the_units_changed(trends: Series, code: str) -> None:
    series = [value for _period, value in sorted(trends[code].items())]
    steps = [abs(after - before) for before, after in pairwise(series)]
    assert max(steps) < 3


def test_population_is_the_same_before_and_after_the_merger(
    rows: dict[str, list[DemoFigure]],
) -> None:
    for indicator in ("cap-quang", "thanh-toan-dien-tu"):
        before, after = (
            sum(
                r.denominator or 0
                for r in rows[HA_TINH]
                if (r.indicator, str(r.period)) == (indicator, p)
            )
            for p in ("2025-Q2", "2025-Q3")
        )
        assert Decimal("0.98") < after / before < Decimal("1.05")


@pytest.mark.parametrize(
    ("period", "reporting"),
    [("2022-Q1", 13), ("2024-Q4", 13), ("2025-Q1", 12), ("2025-Q2", 12), ("2025-Q3", 69)],
)
def test_local_units_by_period(
    rows: dict[str, list[DemoFigure]], period: str, reporting: int
) -> None:
    found = {
        r.unit for r in rows[HA_TINH] if r.indicator == "cap-quang" and str(r.period) == period
    }
    assert len(found) == reporting


STORY: dict[str, Callable[[dict[str, Decimal]], bool]] = {
    "do-thi-hoa": lambda x: Decimal(33) < x["2024"] < x["2025"] < 40 and x["2026-Q3"] > x["2025"],
    "dat-xay-dung-do-thi": lambda x: Decimal("4.7") <= x["2025"] <= Decimal("5.1"),
    "so-do-thi": lambda x: 16 < x["2025"] < 20 <= x["2026-Q3"],
    "phu-quy-hoach": lambda x: 90 < x["2025"] < 100,
    "dat-giao-thong": lambda x: x["2022"] < x["2025"] < Decimal("13.3"),
    "cay-xanh": lambda x: 5 < x["2025"] < 7,
    "san-nha-o": lambda x: x["2022"] < 32 < Decimal("32.5") < x["2025"] < 34,
    "cap-quang": lambda x: x["2025-Q4"] > 84 and x["2026-Q3"] > x["2025-Q4"],
    "mang-4g-5g": lambda x: Decimal("99.9") < x["2025-Q4"] < 100,
    "mang-5g": lambda x: x["2024-Q4"] < 10 < x["2026-Q3"] < 50,
    "thanh-toan-dien-tu": lambda x: x["2025-Q4"] > 50,
    "tram-thu-phat-song": lambda x: 40 > x["2022"] > x["2023"] > x["2024"] > x["2025"] > 35,
    "kinh-te-do-thi": lambda x: Decimal("73.5") <= x["2025"] < 75 < x["2026-Q3"],
    "dien-thoai-thong-minh": lambda x: max(x) == "2023",
    "phu-quy-hoach-chung": lambda x: 90 < x["2025"] < 100,
    "phan-khu-thanh-hoa": lambda x: x["2025"] < x["2024"],
    "phan-khu-sam-son": lambda x: x["2025"] == 100,
    "phan-khu-bim-son": lambda x: 95 < x["2025"] < 100,
    "phan-khu-nghi-son": lambda x: x["2025"] < 75,
}


@pytest.mark.parametrize("code", STORY)
def test_mixed_story(trends: Series, code: str) -> None:
    assert STORY[code](trends[code]), trends[code]


def test_one_indicator_has_no_figure_at_all(rows: dict[str, list[DemoFigure]]) -> None:
    assert "do-thi-loai-3-ha-tang" not in {row.indicator for row in rows[HA_TINH]}


def test_one_roll_up_is_incomplete(rows: dict[str, list[DemoFigure]]) -> None:
    sent = dict.fromkeys(("2026-Q1", "2026-Q2", "2026-Q3"), 0)
    people = dict.fromkeys(sent, Decimal(0))
    for row in rows[HA_TINH]:
        if row.indicator == "thanh-toan-dien-tu" and str(row.period) in sent:
            sent[str(row.period)] += 1
            people[str(row.period)] += row.denominator or 0
    assert sent["2026-Q1"] == 69
    for period in ("2026-Q2", "2026-Q3"):
        assert sent[period] / 69 < 0.9
        assert people[period] < people["2026-Q1"] * Decimal("0.9")


def test_classes_add_up_to_the_count_and_end_with_2025(
    rows: dict[str, list[DemoFigure]], trends: Series
) -> None:
    sums: dict[str, Decimal] = defaultdict(Decimal)
    for row in rows[HA_TINH]:
        if row.indicator == "co-cau-do-thi":
            sums[str(row.period)] += row.value or 0
    assert sums == {str(year): trends["so-do-thi"][str(year)] for year in range(2022, 2026)}


def test_missed_milestone_is_reported_as_not_reached(rows: dict[str, list[DemoFigure]]) -> None:
    due = [
        r for r in rows[HA_TINH] if (r.indicator, str(r.period)) == ("trung-tam-dieu-hanh", "2025")
    ]
    assert [(r.value, r.done_on, bool(r.note)) for r in due] == [(None, None, True)]


def test_zoning_is_filed_by_the_city_while_it_existed(rows: dict[str, list[DemoFigure]]) -> None:
    filed = {(r.indicator, str(r.period)): r.unit for r in rows[THANH_HOA]}
    for code, city in (("thanh-hoa", "380"), ("sam-son", "382"), ("bim-son", "381")):
        assert filed[f"phan-khu-{code}", "2024"] == city
        assert filed[f"phan-khu-{code}", "2025"] == "38"


def test_units_without_urban_area_report_nothing_arises(
    rows: dict[str, list[DemoFigure]],
) -> None:
    empty = [r for r in rows[THANH_HOA] if r.denominator == 0]
    assert len(empty) > 100
    assert all(r.numerator == 0 and r.note for r in empty)


def test_unknown_programme_has_no_demonstration() -> None:
    assert generate("another", TODAY, UNITS) == []
