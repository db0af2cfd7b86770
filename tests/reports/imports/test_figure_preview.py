"""What a file of figures would do, beside what stands; then exactly that."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
import time_machine

from reports.claiming import LostRaceError
from reports.imports.figure_preview import MOST_ROWS, confirm, preview
from reports.imports.figure_rows import read_period
from reports.imports.rows import FileUnreadableError
from reports.imports.uploads import UploadGoneError, keep
from reports.models import Figure, Upload, UploadKind
from tests.reports.figures import bring
from tests.reports.imports.test_tables import HEADER as HEADINGS
from tests.reports.imports.test_tables import workbook
from tracker.audit.models import Event
from tracker.common.errors import NotAllowedError
from tracker.common.periods import Period, PeriodError

HEADER = "indicator;unit;period;value;numerator;denominator;class;nature;note;source"


def csv_file(*lines):
    return "\n".join([HEADER, *lines]).encode()


@pytest.fixture
def look(programme, reviewer):
    def look(*lines, content=None, by=reviewer):
        return preview(programme=programme, content=content or csv_file(*lines), by=by)

    return look


@pytest.fixture
def wait(programme, reviewer):
    """The file as it waits for its confirmation."""

    def wait(*lines, content=None):
        return keep(
            programme=programme,
            kind=UploadKind.FIGURES,
            name="so-lieu.csv",
            content=content or csv_file(*lines),
            by=reviewer,
        )

    return wait


def fates(found):
    """How many rows are new, changed, unchanged and refused."""
    steps = [step for _row, step in found.steps]
    new, changed = sum(one.is_new for one in steps), sum(one.is_changed for one in steps)
    return new, changed, len(steps) - new - changed, len(found.refusals)


def figures():
    return list(Figure.objects.order_by("pk").values())


LINES = (
    "urban;42;2024;35,5;;;;official;;",
    "urban;42;2025;38,51;;;;ước thực hiện;;",
    "housing;436;2024;;320000;10000;;;;",
    "towns;42;2025;2;;;II;chính thức;;",
    "city;42;2025;chưa;;;;;;",
    "broadband;18073;Quý II/2026;;90;100;;;;",
    "urban;42;2023;trên 40;;;;;;",
)


def test_new_changed_unchanged_and_refused(look, programme, reviewer):
    bring(programme, reviewer, "urban,42,2024,35,,,,official,", "city,42,2025,chưa,,,,official,")
    before = figures()
    found = look(*LINES)
    assert fates(found) == (4, 1, 1, 1)
    (row, refusal) = found.refusals[0]
    assert (row.line, refusal.column, refusal.value) == (8, "value", "trên 40")
    assert figures() == before


def test_what_was_seen_is_stored_and_the_same_file_again_changes_nothing(look, wait, reviewer):
    done = confirm(upload=wait(*LINES), mark=look(*LINES).mark, by=reviewer)
    assert (done.new, done.changed, done.unchanged) == (6, 0, 0)
    assert Figure.objects.get(indicator__code="urban", year=2025).value == Decimal("38.51")
    assert Figure.objects.filter(approved_by=reviewer).count() == 6
    before, events = figures(), Event.objects.count()
    again = look(*LINES)
    assert fates(again) == (0, 0, 6, 1)
    assert confirm(upload=wait(*LINES), mark=again.mark, by=reviewer).unchanged == 6
    assert (figures(), Event.objects.count()) == (before, events)


def test_the_estimate_and_then_the_official_figure_of_one_file(look, wait, reviewer):
    lines = ("urban;42;2025;39;;;;official;;", "urban;42;2025;41;;;;estimate;;")
    found = look(*lines)
    assert fates(found) == (1, 1, 0, 0)
    confirm(upload=wait(*lines), mark=found.mark, by=reviewer)
    assert Figure.objects.get(superseded_on=None).value == 39
    assert fates(look(*lines)) == (0, 0, 2, 0)


def test_an_estimate_does_not_replace_an_official_figure(look, programme, reviewer):
    bring(programme, reviewer, "urban,42,2025,39,,,,official,")
    found = look("urban;42;2025;41;;;;estimate;;", "urban;42;2024;35;;;;;;")
    assert fates(found) == (1, 0, 0, 1)
    assert found.refusals[0][1].column == "nature"


def test_what_changed_since_the_preview_is_not_stored(look, wait, programme, reviewer):
    upload, mark = wait(*LINES), look(*LINES).mark
    bring(programme, reviewer, "urban,42,2024,36,,,,official,")
    before = figures()
    with pytest.raises(LostRaceError):
        confirm(upload=upload, mark=mark, by=reviewer)
    assert figures() == before
    assert Upload.objects.filter(pk=upload.pk).exists()
    assert confirm(upload=upload, mark=look(*LINES).mark, by=reviewer).changed == 1


def test_a_file_is_stored_once(look, wait, reviewer):
    upload, mark = wait(*LINES), look(*LINES).mark
    confirm(upload=upload, mark=mark, by=reviewer)
    with pytest.raises(UploadGoneError):
        confirm(upload=upload, mark=mark, by=reviewer)


@pytest.mark.parametrize(
    ("row", "column", "address"),
    [
        (("urban", "42", "2024", "=1+1"), "value", "D2"),
        (("urban", "42", "2024", "4,7–5,1"), "value", "D2"),
        (("urban", "42", "2024", "trên 40"), "value", "D2"),
        (("housing", "436", "2024", (0.3851, "0.00%")), "value", "D2"),
        (("housing", "436", "2024", "38,51%"), "value", "D2"),
        (("nothing", "42", "2024", 1), "indicator", "A2"),
        (("urban", "42", "năm nay", 1), "period", "C2"),
    ],
)
def test_a_refused_cell_of_a_workbook_has_its_address(look, row, column, address):
    found = look(content=workbook(row, name="Quý"))
    (refusal,) = (one for _row, one in found.refusals)
    assert (refusal.column, refusal.place) == (column, f"Quý!{address}")
    assert refusal.sentence


def test_a_day_is_a_milestone_s_and_nobody_else_s(look):
    day = date(2025, 1, 31)
    (_row, step) = look(content=workbook(("city", "42", "2025", day))).steps[0]
    assert step.entry.done_on == day
    for row in (("urban", "42", "2024", day), ("urban", "42", day, 35)):
        assert fates(look(content=workbook(row))) == (0, 0, 0, 1)


def test_a_yes_alone_is_the_last_day_of_a_period_that_is_over(look, wait, reviewer):
    lines = ("city;42;2025;có;;;;;;",)
    confirm(upload=wait(*lines), mark=look(*lines).mark, by=reviewer)
    assert Figure.objects.get().done_on == date(2025, 12, 31)
    with time_machine.travel("2026-11-21T12:00:00+07:00", tick=False):
        assert fates(look(*lines)) == (0, 0, 1, 0)


def test_a_yes_alone_does_not_say_when_while_the_period_runs(look):
    found = look("city;42;2026;có;;;;estimate;;")
    (refusal,) = (one for _row, one in found.refusals)
    assert refusal.column == "value"
    assert "31/01/2025" in refusal.sentence


def test_a_day_in_a_note_is_what_it_shows(look):
    row = ("urban", "42", "2024", 35, date(2025, 1, 31))
    found = look(content=workbook(row, before=[(*HEADINGS, "Ghi chú")]))
    (_row, step) = found.steps[0]
    assert step.entry.note == "31/01/2025"


def test_numbers_of_every_kind_are_one_number(look):
    cells = ("38,51", "38.51", "38,51%", 38.51, (0.3851, "0.00%"))
    rows = [("urban", "42", str(2018 + place), cell) for place, cell in enumerate(cells)]
    found = look(content=workbook(*rows))
    assert {step.entry.value for _row, step in found.steps} == {Decimal("38.51")}
    assert found.refusals == ()


@pytest.mark.parametrize(
    ("text", "period"),
    [
        *(("2024", Period(2024)), ("Năm 2024", Period(2024)), ("2025-Q3", Period(2025, 3))),
        *(("Quý III/2025", Period(2025, 3)), ("quý 3 / 2025", Period(2025, 3))),
        *(("Q4/2025", Period(2025, 4)), ("IV/2025", Period(2025, 4))),
        ("Quý I năm 2025", Period(2025, 1)),
    ],
)
def test_periods_as_people_write_them(text, period):
    assert read_period(text) == period


@pytest.mark.parametrize("text", ["", "9/2025", "Quý V/2025", "2025-13", "31/12/2025", "quý 2025"])
def test_what_is_no_period(text):
    with pytest.raises(PeriodError):
        read_period(text)


@pytest.mark.parametrize("who", ["reader", "reporter", "head", "stranger"])
def test_only_the_office_brings_them(look, wait, who, request):
    person = request.getfixturevalue(who)
    with pytest.raises(NotAllowedError):
        look(*LINES, by=person)
    with pytest.raises(NotAllowedError):
        confirm(upload=wait(*LINES), mark="x", by=person)
    assert figures() == []


def test_too_many_rows_are_a_sentence(look):
    with pytest.raises(FileUnreadableError):
        look(*["urban;42;2024;1;;;;;;"] * (MOST_ROWS + 1))


def test_the_number_of_queries_does_not_grow(look, django_assert_max_num_queries):
    lines = [f"urban;42;{year};35;;;;;;" for year in range(2000, 2025)]
    with django_assert_max_num_queries(9):
        assert fates(look(*lines))[0] == 25
