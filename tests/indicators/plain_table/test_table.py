"""A plain table becomes the programme that its file would state, or says cell by cell why not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from indicators.method.facts import Comparator, Kind, Wanted
from indicators.plain_table import Note, PlainHead, PlainRow, UnitNames, build, understand
from indicators.plain_table.rows import without_headings
from indicators.programme_file import dump_programme, parse_programme

HEAD = PlainHead(
    code="thu",
    title="Chương trình thử",
    issuer="Tỉnh ủy",
    issued_on=date(2022, 9, 30),
    province="42",
    monitor="42-vptu",
    years=(2025, 2030),
)
UNITS = UnitNames.of(
    [
        ("42-vptu", "Văn phòng Tỉnh ủy", ""),
        ("42-sxd", "Sở Xây dựng", "SXD"),
        ("447", "Huyện Kỳ Anh", "Kỳ Anh"),
        ("449", "Thị xã Kỳ Anh", "Kỳ Anh"),
    ]
)


def row(name="Tỷ lệ đô thị hóa", unit="%", targets=None, **cells):
    stated = {2025: "trên 40%"} if targets is None else targets
    return PlainRow({"name": name, "unit": unit, **cells}, stated)


def one(**cells):
    return understand([row(**cells)], UNITS)[0]


def refused(**cells):
    return [fault.column for fault in one(**cells).faults]


def test_a_row_becomes_an_indicator_that_its_file_gives_back():
    rows = understand(
        [
            row(
                targets={2025: "trên 40%", 2030: "trên 45%"},
                baseline="21,52",
                baseline_year="2018",
                lead="sở xây dựng",
                clause="Mục II.1",
                group="Đô thị hóa",
            ),
            row("Số đô thị", "đô thị", {2030: "khoảng 34 đô thị"}),
            row("Loại đô thị", "đô thị", {2025: "02 đô thị loại II, 01 đô thị loại III"}),
            row("Trung tâm điều hành", "", {2025: "hoàn thành trong năm 2025"}),
        ],
        UNITS,
    )
    built = build(HEAD, rows)
    assert (built.faults, built.head_faults) == ({}, ())
    assert parse_programme(dump_programme(built.spec), "again") == built.spec
    first, second, third, fourth = built.spec.indicators
    assert (first.code, first.kind, first.decimals) == ("ty-le-do-thi-hoa", Kind.RATIO, 2)
    assert (first.lead, first.targets[0].clause) == ("42-sxd", "II.1")
    assert (second.kind, second.targets[0].comparator) == (Kind.COUNT, Comparator.APPROX)
    assert (third.classes, third.kind) == (("I", "II", "III"), Kind.CLASSES)
    assert fourth.targets[0].due == date(2025, 12, 31)
    assert (built.spec.interim, built.spec.final) == (2025, 2030)


@pytest.mark.parametrize(
    ("cells", "columns"),
    [
        ({"name": ""}, ["name"]),
        ({"unit": "", "targets": {2025: "trên 40"}}, ["unit"]),
        ({"targets": {}}, ["name"]),
        ({"targets": {2025: "nâng cao"}}, ["target_2025"]),
        ({"targets": {2025: "trên 40% năm 2030"}}, ["target_2025"]),
        ({"targets": {2025: "trên 40%", 2030: "hoàn thành"}}, ["target_2030"]),
        ({"targets": {2025: "trên 40%", 2030: "dưới 30%"}}, ["wanted", "target_2030"]),
        ({"wanted": "thấp hơn"}, ["target_2025"]),
        ({"wanted": "xanh"}, ["wanted"]),
        ({"baseline": "21,5"}, ["baseline_year"]),
        ({"baseline": "trên 21", "baseline_year": "2018"}, ["baseline"]),
        ({"baseline": "21.500", "baseline_year": "2018"}, ["baseline"]),
        ({"lead": "Kỳ Anh"}, ["lead"]),
        ({"lead": "Sở Giao thông"}, ["lead"]),
        ({"frequency": "tuần"}, ["frequency"]),
        (
            {
                **{"unit": "", "targets": {2025: "hoàn thành"}},
                **{"baseline": "5", "baseline_year": "2020"},
            },
            ["baseline"],
        ),
        ({"unit": "", "targets": {2025: "trên 40%", 2030: "trên 45 xã"}}, ["target_2030"]),
        ({"code": "a]b"}, ["code"]),
        ({"code": "a" * 81}, ["code"]),
        ({"name": "Tỷ\x1blệ"}, ["name"]),
        ({"name": "Tỷ\x85lệ", "definition": "a\x00b"}, ["name", "definition"]),
        ({"targets": {2025: "trên\x0740%"}}, ["target_2025"]),
    ],
)
def test_what_cannot_stand_is_refused_by_its_cell(cells, columns):
    assert sorted(refused(**cells)) == sorted(columns)
    assert one(**cells).spec is None


@pytest.mark.parametrize(
    ("cells", "column"),
    [
        ({"clause": "khoản một (a)"}, "clause"),
        ({"targets": {2025: "trên 140%"}}, "target_2025"),
        ({"baseline": "21", "baseline_year": "2026"}, "baseline_year"),
        ({"code": "Đô thị"}, "code"),
        ({"targets": {2027: "trên 40%"}}, "target_2027"),
        ({"targets": {2025: "trên 40,12345678%"}}, "target_2025"),
    ],
)
def test_what_the_programme_file_refuses_is_told_by_cell_too(cells, column):
    rows = understand([row(**cells)], UNITS)
    built = build(HEAD, rows)
    assert built.spec is None
    assert [fault.column for fault in built.faults[rows[0].code]] == [column]
    assert built.head_faults == ()


def test_a_fault_of_a_long_name_finds_its_row():
    """The codes of two long names differ behind their fortieth letter only."""
    names = ["Tỷ lệ hộ gia đình ở khu vực đô thị được cấp nước sạch " + end for end in "ab"]
    rows = understand([row(one, clause="khoản (a)") for one in names], UNITS)
    built = build(HEAD, rows)
    assert list(built.faults) == [one.code for one in rows]
    assert {fault.column for held in built.faults.values() for fault in held} == {"clause"}


def test_lines_within_a_cell_are_one():
    found = one(name="Tỷ lệ\nđô thị hóa", targets={2025: "trên\n40%"}, lead="Sở Xây\ndựng")
    assert (found.spec.name, found.spec.targets[0].wording) == ("Tỷ lệ đô thị hóa", "trên 40%")
    assert found.spec.lead == "42-sxd"
    assert build(HEAD, [found]).faults == {}


def test_letters_of_a_scanned_document_are_put_right():
    found = one(name="Tỷ lệ hộ đƣợc cấp nước", targets={2025: "trên 40% nƣớc sạch"})
    assert (found.code, found.spec.name) == ("ty-le-ho-duoc-cap-nuoc", "Tỷ lệ hộ được cấp nước")
    assert found.spec.targets[0].wording == "trên 40% nước sạch"


def test_percent_in_letters_makes_a_percentage():
    found = one(unit="phần trăm", targets={2025: "trên 40 phần trăm", 2030: "100"})
    assert (found.unit, found.measure.kind, found.measure.is_percentage) == ("%", Kind.RATIO, True)
    assert found.spec.targets[1].comparator is Comparator.FULL


def test_the_direction_comes_from_the_words_then_from_the_baseline():
    falling = {"targets": {2025: "3%"}, "baseline": "5", "baseline_year": "2020"}
    by_baseline = one(**falling)
    assert by_baseline.measure.wanted is Wanted.LOWER
    assert by_baseline.spec.targets[0].comparator is Comparator.LE
    assert Note.WANTED_BY_BASELINE in by_baseline.notes
    assert one(targets={2025: "không quá 3%"}).measure.wanted is Wanted.LOWER
    open_one = one(targets={2025: "khoảng 3%"})
    assert (open_one.measure.wanted, Note.WANTED in open_one.notes) == (Wanted.HIGHER, True)
    last = one(targets={2025: "6%", 2030: "3%"}, baseline="5", baseline_year="2020")
    assert last.measure.wanted is Wanted.LOWER
    band = one(targets={2025: "4,7-5,1%"}, wanted="trong khoảng")
    assert band.measure.wanted is Wanted.NEITHER


def test_a_row_of_a_name_alone_is_the_heading_of_those_below():
    rows = without_headings(
        [row("Đô thị hóa", "", {}), row(), row(group="Khác"), row("A", "%", {})]
    )
    assert [one["group"] for one in rows] == ["Đô thị hóa", "Khác", "Đô thị hóa"]


def test_a_dash_says_that_nothing_is_stated():
    found = one(targets={2025: "–", 2030: "trên 40%"}, baseline="-", lead=" ")
    assert (found.faults, [target.year for target in found.targets]) == ((), [2030])
    assert found.notes == (Note.NO_BASELINE, Note.NO_LEAD)
    milestone = one(unit="", targets={2025: "hoàn thành"}, lead="SXD")
    assert milestone.notes == (Note.DUE_YEAR_END,)


@pytest.mark.parametrize("years", [(2030,), (2025, 2030), (2025, 2030, 2045)])
def test_the_last_of_three_years_is_a_vision(years):
    spec = build(replace(HEAD, years=years), [one(targets={years[-1]: "trên 40%"})]).spec
    padded = {1: (None, *years, None), 2: (*years, None), 3: years}[len(years)]
    assert (spec.interim, spec.final, spec.vision) == padded


def test_two_rows_of_one_name_have_two_codes_and_the_same_each_time():
    first, again = ([one.code for one in understand([row(), row()], UNITS)] for _time in range(2))
    assert first == again == ["ty-le-do-thi-hoa", "ty-le-do-thi-hoa-2"]


def test_a_code_that_stands_twice_is_refused():
    assert [one.spec is None for one in understand([row(code="a"), row(code="a")], UNITS)] == [
        *(False, True)
    ]


def test_rows_are_kept_as_plain_values():
    held = PlainRow({"name": "a"}, {2025: "trên 1"}, "Bảng!A5", {"name": "Bảng!B5"}, {"unit": "?"})
    assert PlainRow.from_json(held.as_json()) == held
    assert PlainHead.from_json(HEAD.as_json()) == HEAD


def test_so_much_for_each_is_a_ratio_and_no_percentage():
    measure = one(unit="m²/người", targets={2025: "trên 8 m²/người"}).measure
    assert (measure.kind, measure.factor, measure.is_percentage) == (Kind.RATIO, 1, False)
    assert one(unit="người/km²", targets={2025: "trên 800"}).measure.kind is Kind.RATIO


def test_a_number_with_decimals_is_not_counted_whole():
    found = one(unit="người", targets={2025: "trên 1,5 người"})
    assert (found.measure.kind, found.measure.decimals) == (Kind.VALUE, 1)
    assert one(unit="người", targets={2025: "520.000 người"}).spec.targets[0].value == Decimal(
        520_000
    )
