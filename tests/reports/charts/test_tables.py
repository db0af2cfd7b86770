"""The numbers beside a chart, and numbers in its text."""

from __future__ import annotations

from decimal import Decimal

import pytest

from reports.charts import frame
from reports.charts.icons import shifted
from reports.charts.tables import Chart, ChartTable, Column


def test_cells_know_their_column_and_the_first_is_a_heading():
    shown = ChartTable(
        "x", (Column("Kỳ"), Column("TH", 1)), (("2024", Decimal("3.25")), ("2025", None))
    )
    lines = list(shown.lines())
    assert [cell.is_heading for cell in lines[0]] == [True, False]
    assert [line[1].is_number for line in lines] == [True, False]
    assert shown.header == ("Kỳ", "TH")


def test_a_row_of_another_length_is_refused():
    with pytest.raises(ValueError, match="one value per column"):
        ChartTable("x", (Column("Kỳ"),), (("2024", 1),))


def test_the_data_block_has_an_id_of_its_own():
    assert Chart("a", "t", "f", {}, ChartTable("x", (), ())).data_id == "a-data"


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        ("1234567.85", 1, "1.234.567,9"),
        ("-0.04", 1, "0,0"),
        ("-2.5", 0, "−3"),
        ("38.51", 2, "38,51"),
    ],
)
def test_numbers_in_text_are_vietnamese(value, decimals, text):
    assert frame.written(Decimal(value), decimals) == text


def test_long_names_break_and_end_in_an_ellipsis():
    assert frame.wrap("Tỷ lệ đô thị hóa toàn tỉnh năm nay", 12) == "Tỷ lệ đô thị<br>hóa toàn…"
    assert frame.wrap("a<b", 9) == "a&lt;b"


def test_an_icon_moves_sideways_only():
    assert shifted("M-5,-5 L0,0", 14) == "M9,-5 L14,0"
