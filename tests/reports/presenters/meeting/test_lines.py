"""Rows of the papers against values worked out by hand."""

from __future__ import annotations

from decimal import Decimal

from assignments.actions import join_unit
from reports.dialogue import answer, ask
from reports.exports.meeting.content import NO_AMOUNT, Amount, CoursePoint
from reports.imports.figures import import_figures
from tests.reports.figures import bring
from tracker.accounts.roles import Role


def test_targets_keep_their_wording_without_the_unit_of_the_column(line):
    assert (line("urban").interim, line("urban").final) == (Amount("Trên 40"), Amount("Trên 45"))
    assert line("housing").interim == Amount("Tối thiểu 32")
    assert line("housing").final == NO_AMOUNT
    assert line("broadband").final == Amount("Phổ cập")
    assert line("city").final == Amount("Hoàn thành")


def test_a_figure_is_never_rounded_against_its_verdict(line):
    """40.04 is more than 40; 40.0 would not be."""
    assert line("urban").last_year == Amount("40,04", Decimal("40.04"), 2)


def test_each_column_has_its_own_period_and_says_what_it_rests_on(line):
    urban = line("urban")
    assert urban.baseline == Amount("30,0", Decimal(30), 1, "2020")
    assert urban.quarter == Amount("41,2", Decimal("41.2"), 1, "minh họa")
    assert urban.estimate == Amount("42,0", Decimal(42), 1, "ước")


def test_the_fourth_quarter_stands_for_the_year_before_and_says_so(line):
    """150 of 200: the communes added up."""
    shown = line("broadband").last_year
    assert shown == Amount("75,0", Decimal(75), 1, "Quý IV/2025")
    assert line("broadband").quarter == line("broadband").estimate == NO_AMOUNT


def test_nothing_is_extrapolated(line):
    assert line("housing").quarter == line("housing").estimate == NO_AMOUNT
    assert line("housing").last_year == Amount("31,0", Decimal(31), 1)


def test_the_gap_is_signed_in_percentage_points_or_in_the_unit(line):
    """42 - 45, the estimate of the year being the latest; 31 - 32; 75 - 80."""
    assert line("urban").gap == Amount("−3,0\u00a0điểm %", Decimal(-3), 1)
    assert line("housing").gap == Amount("−1,0\u00a0m²/người", Decimal(-1), 1)
    assert line("housing").status == "missed"


def test_classes_are_parts_and_their_gap_is_said_in_words(line):
    """One of II where two are wanted; four of III or better are more than the three wanted."""
    towns = line("towns")
    assert towns.last_year == Amount("4", Decimal(4), 0)
    assert towns.gap.value is None
    assert "Còn thiếu 1" in towns.gap.text
    shown = [(one.name, one.interim.value, one.last_year.value) for one in towns.parts]
    assert shown == [("Loại II", 2, 1), ("Loại III", 1, 3)]


def test_local_units_are_not_parts(line):
    assert line("housing").parts == line("broadband").parts == ()
    assert line("housing").source == "Tổng hợp số liệu của 2 địa phương"


def test_reasons_are_what_was_written_about_the_judged_figure(figures, papers, line):
    """A commune's own note speaks for it alone; the estimate has no note."""
    assert [line(code).reasons for code in ("urban", "housing", "city")] == ["", "", ""]
    bring(figures.programme, figures["reviewer"], "urban,42,2026,42,,,,estimate,Vướng mặt bằng")
    assert papers(figures).lines[0].reasons == "Vướng mặt bằng"


def test_the_last_answer_is_a_reason_the_question_is_not(figures, papers):
    urban = figures.programme.indicators.get(code="urban")
    asked = ask(indicator=urban, text="Vì sao chậm?", by=figures["reviewer"])
    assert papers(figures).lines[0].reasons == ""
    join_unit(user=figures["colleague"], unit=figures.department, role=Role.REPORTER, by=None)
    answer(explanation=asked, text="Chờ vốn", by=figures["colleague"])
    told = papers(figures).lines[0].reasons
    assert told == "Sở Xây dựng giải trình ngày 20/11/2026: Chờ vốn"


def test_the_course_runs_from_year_to_year_to_the_target(line):
    """30 at the end of 2020, above 40 at the end of 2025, 45 at the end of 2030."""
    course = line("urban").course
    assert course[0] == CoursePoint("2025", Decimal("40.04"), Decimal("40.00"), "2025")
    expected = [(one.period, one.actual, one.expected) for one in course[-2:]]
    assert expected == [("2026", Decimal("42.0"), Decimal("41.0")), ("2030", None, Decimal("45.0"))]


def test_a_quarter_without_a_figure_is_a_gap(figures, papers):
    bring(figures.programme, figures["reviewer"], "broadband,18073,2026-Q2,,78,100,,official,")
    found = {one.code: one for one in papers(figures).lines}["broadband"].course
    assert [one.period for one in found][:3] == ["2025-Q4", "2026-Q1", "2026-Q2"]
    assert found[1].actual is None


def test_milestones_and_classes_have_no_course(line):
    assert line("city").course == line("towns").course == ()


def test_only_rows_with_a_made_up_number_are_illustrative(line):
    assert line("urban").is_illustrative
    assert not line("housing").is_illustrative


def test_an_older_figure_is_shown_with_its_period_where_no_column_has_one(world, papers):
    bring(world.programme, world["reviewer"], "urban,42,2023,36,,,,official,")
    urban = papers(world).lines[0]
    assert urban.last_year == Amount("36,0", Decimal(36), 1, "2023")


def test_once_a_target_is_due_the_gap_says_of_which_period_it_is(world, papers):
    """The target of 2025 is judged by 2025 for ever: 33 against 32."""
    rows = ["housing,18073,2025,,3300,100,,official,", "housing,18754,2025,,3300,100,,official,"]
    rows += [
        row.replace("2025,,3300", "2026,,3500").replace("official", "estimate") for row in rows
    ]
    bring(world.programme, world["reviewer"], *rows)
    housing = papers(world).lines[1]
    assert housing.latest.value == 35
    assert (housing.gap.text, housing.gap.mark) == ("+1,0\u00a0m²/người", "2025")
    assert (housing.judged.text, housing.judged_period) == ("33,0\u00a0m²/người", "2025")


def test_reasons_and_source_are_those_of_the_judged_figure(world, papers):
    """The target of 2025 was missed; what is written about 2026 explains something else."""
    header = "indicator,unit,period,value,class,nature,source,note"
    rows = [
        "towns,42,2025,1,II,official,Niên giám 2025,Chờ thẩm định",
        "towns,42,2026,1,II,estimate,Báo cáo 2026,Đang thi công",
    ]
    content = "\n".join([header, *rows]).encode()
    by = world["reviewer"]
    import_figures(programme=world.programme, content=content, by=by, approve=True)
    towns = next(one for one in papers(world).lines if one.code == "towns")
    assert (towns.latest_period, towns.judged_period) == ("2026", "2025")
    assert (towns.reasons, towns.source) == ("Chờ thẩm định", "Niên giám 2025")


def test_what_is_said_of_each_class_is_said_once(world, papers):
    """Three classes, two notes: none is lost, none is repeated."""
    rows = [
        f"towns,42,2025,1,,,{name},official,{note}"
        for name, note in (("II", "Chờ thẩm định"), ("III", "Thiếu vốn"))
    ]
    bring(world.programme, world["reviewer"], *rows)
    towns = next(one for one in papers(world).lines if one.code == "towns")
    assert sorted(towns.reasons.split("\n")) == ["Chờ thẩm định", "Thiếu vốn"]
