"""Figures from a file: all or nothing, each fault named, the same file twice changes nothing."""

from datetime import date
from decimal import Decimal

import pytest

from reports.imports.figures import FiguresRefusedError
from reports.imports.rows import FileUnreadableError
from reports.imports.tables_csv import MAX_BYTES
from reports.models import Figure
from tests.reports.figures import HEADER, bring
from tracker.audit.models import Event
from tracker.common.errors import NotAllowedError

GOOD = (
    "urban,42,2024,35.5,,,,official,",
    'urban,42,2025,"38,51",,,,estimate,ước',
    "housing,436,2024,,320000,10000,,official,",
    "towns,42,2025,2,,,II,official,",
    "city,42,2025,2025-01-01,,,,official,",
    "broadband,18073,2026-Q3,,90,100,,official,",
)


def refusal(programme, by, line):
    with pytest.raises(FiguresRefusedError) as caught:
        bring(programme, by, "urban,42,2023,33,,,,official,", line)
    assert Figure.objects.count() == 0
    (only,) = caught.value.refusals
    assert only.line == 3
    assert str(only.sentence)
    return only.column, only.value


def test_good_figures_are_stored_exactly(programme, reviewer):
    recorded = bring(programme, reviewer, *GOOD)
    assert (recorded.new, recorded.changed, recorded.unchanged) == (6, 0, 0)
    figure = Figure.objects.get(indicator__code="urban", year=2025)
    assert (figure.value, figure.nature, figure.note) == (Decimal("38.51"), "estimate", "ước")
    assert figure.approved_by == figure.recorded_by == reviewer
    assert Figure.objects.get(indicator__code="city").done_on == date(2025, 1, 1)


def test_the_same_file_twice_changes_nothing(programme, reviewer):
    bring(programme, reviewer, *GOOD)
    before = list(Figure.objects.values()), Event.objects.count()
    recorded = bring(programme, reviewer, *GOOD)
    assert (recorded.new, recorded.changed, recorded.unchanged) == (0, 0, 6)
    assert (list(Figure.objects.values()), Event.objects.count()) == before


def test_a_changed_figure_stands_beside_the_old_one_and_in_the_ledger(programme, reviewer):
    bring(programme, reviewer, "urban,42,2024,35.5,,,,official,")
    recorded = bring(programme, reviewer, "urban,42,2024,35.7,,,,official,")
    assert recorded.changed == 1
    old, new = Figure.objects.order_by("id")
    assert old.superseded_on == new.known_on
    assert new.superseded_on is None
    event = Event.objects.order_by("id").last()
    assert (event.before["value"], event.after["value"]) == ("35.5", "35.7")


def test_an_official_figure_replaces_the_estimate_of_the_same_file(programme, reviewer):
    lines = ("urban,42,2025,39,,,,official,", "urban,42,2025,41,,,,estimate,")
    for _time in (1, 2):
        bring(programme, reviewer, *lines)
        assert Figure.objects.count() == 2
        assert Figure.objects.get(superseded_on=None).value == 39


def test_an_estimate_never_replaces_an_official_figure(programme, reviewer):
    bring(programme, reviewer, "urban,42,2025,39,,,,official,")
    with pytest.raises(FiguresRefusedError) as caught:
        bring(programme, reviewer, "urban,42,2025,41,,,,estimate,")
    assert caught.value.refusals[0].column == "nature"
    assert Figure.objects.get().value == 39


@pytest.mark.parametrize(
    ("line", "column", "value"),
    [
        ("cities,42,2024,1,,,,official,", "indicator", "cities"),
        ("urban,999,2024,1,,,,official,", "unit", "999"),
        ("urban,436,2024,1,,,,official,", "unit", "436"),
        ("housing,448,2025-Q1,30,,,,official,", "unit", "448"),
        ("housing,18073,2024,30,,,,official,", "unit", "18073"),
        ("urban,42,2024-13,1,,,,official,", "period", "2024-13"),
        ("urban,42,2027,1,,,,estimate,", "period", "2027"),
        ("urban,42,2026-Q4,1,,,,official,", "period", "2026-Q4"),
        ("urban,42,2024,38a,,,,official,", "value", "38a"),
        ("urban,42,2024,1.234,,,,official,", "value", "1.234"),
        ('urban,42,2024,"4,7–5,1",,,,official,', "value", "4,7–5,1"),
        ("urban,42,2024,101,,,,official,", "value", "101"),
        ("urban,42,2024,0.1234567,,,,official,", "value", "0.1234567"),
        ("urban,42,2024,,,,,official,", "value", ""),
        ("urban,42,2024,,12,10,,official,", "numerator", "12"),
        ("urban,42,2024,,12,,,official,", "denominator", ""),
        ("urban,42,2024,,1,0,,official,", "denominator", "0"),
        ("urban,42,2024,3,1,2,,official,", "value", "3"),
        ("urban,42,2024,3,,,II,official,", "class", "II"),
        ("towns,42,2025,2,,,IX,official,", "class", "IX"),
        ("towns,42,2025,1.5,,,II,official,", "value", "1.5"),
        ("city,42,2025,maybe,,,,official,", "value", "maybe"),
        ("city,42,2025,2026-02-01,,,,official,", "value", "2026-02-01"),
        ("urban,42,2024,1,,,,rumour,", "nature", "rumour"),
        ("urban,42,2023,33,,,,official,", "indicator", "urban"),
    ],
)
def test_a_fault_names_line_column_and_value_and_nothing_is_stored(
    programme, reviewer, line, column, value
):
    assert refusal(programme, reviewer, line) == (column, value)


def test_a_figure_twice_with_different_numbers_is_refused_both_times(programme, reviewer):
    lines = ("urban,42,2023,35,,,,,", GOOD[0], "urban,42,2023,53,,,,,", "urban,42,2023,35,,,,,")
    with pytest.raises(FiguresRefusedError) as caught:
        bring(programme, reviewer, *lines)
    said = [(one.line, one.sentence.rpartition(" ")[2]) for one in caught.value.refusals]
    assert said == [(2, "4."), (4, "2."), (5, "2.")]


def test_every_faulty_line_is_named(programme, reviewer):
    with pytest.raises(FiguresRefusedError) as caught:
        bring(programme, reviewer, "x,42,2024,1,,,,,", GOOD[0], "urban,42,never,1,,,,,")
    assert [refusal.line for refusal in caught.value.refusals] == [2, 4]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        HEADER.encode(),
        b"indicator;value\nurban;1",
        b"indicator,period,price\nurban,2024,1",
        b"indicator,period,period\nurban,2024,2024",
        b"\xff\xfe\x00",
        b"indicator,period,value\nurban,2024,38,51",
        b'indicator,period,value\nurban,2024,"38',
        b"x" * (MAX_BYTES + 1),
    ],
)
def test_what_is_no_table_of_figures_is_refused_whole(programme, reviewer, content):
    from reports.imports.figures import import_figures

    with pytest.raises(FileUnreadableError):
        import_figures(programme=programme, content=content, by=reviewer, approve=True)
    assert Figure.objects.count() == 0


def test_semicolons_and_decimal_commas_as_vietnamese_excel_writes_them(programme, reviewer):
    from reports.imports.figures import import_figures

    content = "\ufeffindicator;period;value\nurban;2024;38,51\n".encode()
    import_figures(programme=programme, content=content, by=reviewer, approve=True)
    assert Figure.objects.get().value == Decimal("38.51")


def test_a_figure_that_is_not_approved_waits_beside_the_approved_one(programme, reviewer):
    bring(programme, reviewer, GOOD[0])
    bring(programme, reviewer, "urban,42,2024,36,,,,official,", approve=False)
    assert Figure.objects.filter(superseded_on=None).count() == 2


class TestWhoMayImport:
    def test_a_reporter_brings_figures_of_the_own_unit_only(self, programme, reporter):
        assert bring(programme, reporter, "urban,42-sxd,2024,35,,,,,", approve=False).new == 1
        with pytest.raises(FiguresRefusedError) as caught:
            bring(programme, reporter, "urban,42,2023,35,,,,,", approve=False)
        assert caught.value.refusals[0].column == "unit"

    def test_only_the_office_approves(self, programme, reporter):
        with pytest.raises(NotAllowedError):
            bring(programme, reporter, "urban,42-sxd,2024,35,,,,,")

    @pytest.mark.parametrize("person", ["reader", "head", "stranger"])
    def test_nobody_else_brings_any(self, programme, person, request):
        with pytest.raises(NotAllowedError):
            bring(programme, request.getfixturevalue(person), GOOD[0], approve=False)
        assert Figure.objects.count() == 0

    def test_an_administrator_may(self, programme, administrator):
        assert bring(programme, administrator, GOOD[0]).new == 1
