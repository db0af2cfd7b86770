"""Tables in CSV: as Excel, LibreOffice and scripts write them, and what is said of the others."""

from __future__ import annotations

import csv
from itertools import count

import pytest
from django.utils.translation import override

from reports.imports import tables_csv
from reports.imports.figure_rows import FIGURES
from reports.imports.rows import FileUnreadableError
from reports.imports.tables import read_table

TABLE = "chỉ tiêu;kỳ;giá trị\nurban;2024;38,51\n"
TABS = TABLE.replace(";", "\t")


@pytest.mark.parametrize(
    ("content", "line"),
    [
        (TABLE.encode(), 2),
        (TABLE.encode("utf-8-sig"), 2),
        (TABS.encode("utf-16"), 2),
        (b"\xfe\xff" + TABS.encode("utf-16-be"), 2),
        (TABS.encode(), 2),
        (TABLE.replace("\n", "\r\n").encode(), 2),
        (TABLE.replace("\n", "\r").encode(), 2),
        (f"sep=;\r\n{TABLE}".encode("utf-8-sig"), 3),
        (f'"SEP=;";;\n{TABLE}'.encode(), 3),
        (f"sep=\t\n{TABS}".encode(), 3),
        (TABLE.replace("\n", ";\n").encode(), 2),
        (TABLE.replace("trị\n", "trị; ;;\n").replace("51\n", "51;;\n").encode(), 2),
    ],
)
def test_every_way_to_write_the_same_table(content, line):
    (row,) = read_table(content, FIGURES)
    assert row.line == line
    assert dict(row.cells) == {"indicator": "urban", "period": "2024", "value": "38,51"}


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (TABLE.encode("utf-16-le"), "UTF-8"),
        (TABLE.encode("cp1258", "replace"), "UTF-8"),
        (TABLE.encode("utf-16")[:-1], "UTF-8"),
        (TABLE.replace("38,51", "38,51;;x").encode(), "Line 2 has 5 cells"),
        (TABLE.replace(";kỳ", ";;kỳ").encode(), "column 2 has no heading"),
        (TABLE.replace("2024", '"2024').encode(), "Line 2 cannot be read"),
        (TABLE.replace("2024", '"20"24').encode(), "Line 2 cannot be read"),
        (f"sep=;\n{TABLE}".replace("2024", '"20"24').encode(), "Line 3 cannot be read"),
        (TABLE.replace("2024", "2" * 200_000).encode(), "Line 2 cannot be read"),
        (TABLE.replace("trị", "trị" + ";x" * 200).encode(), "more than 100 columns"),
    ],
)
def test_what_cannot_be_read_is_told_in_our_own_words(content, said):
    with override("en"), pytest.raises(FileUnreadableError) as caught:
        read_table(content, FIGURES)
    assert said in str(caught.value)
    assert "expected after" not in str(caught.value)


def test_no_more_is_read_than_is_wanted(monkeypatch):
    """Ten megabytes of short lines cost as little as the first rows of them."""
    taken = count()

    class Counting:
        def __init__(self, *of, **how):
            self._reader = real(*of, **how)

        line_num = property(lambda self: self._reader.line_num)

        def __iter__(self):
            return self

        def __next__(self):
            next(taken)
            return next(self._reader)

    real = csv.reader
    monkeypatch.setattr(tables_csv.csv, "reader", Counting)
    content = b"indicator,period,value\n" + b"a,,\n" * 100_000
    with pytest.raises(FileUnreadableError, match="50"):
        read_table(content, FIGURES, most=50)
    assert next(taken) == 52
