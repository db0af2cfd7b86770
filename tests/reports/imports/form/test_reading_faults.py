"""What is wrong with a form as a whole or with a row as a whole, before its cells are read."""

from __future__ import annotations

from dataclasses import replace

import pytest
from openpyxl import Workbook

from reports.imports.form import reading
from reports.imports.form.reading import FormFileError, read_form
from tests.reports.exports.form.forms import FULL
from tests.reports.imports.form.edits import (
    CLASSES,
    FIGURES,
    edited,
    file_of,
    row,
    sorted_rows,
    typed,
)
from tests.reports.imports.form.test_reading import UNTOUCHED, texts
from tracker.common.sheets.reader import SheetError


class TestTwice:
    def test_two_rows_that_say_the_same_are_one(self):
        def copy_sheet(book: Workbook) -> None:
            book.copy_worksheet(book.worksheets[FIGURES])

        form = read_form(edited(file_of(), copy_sheet))
        assert texts(form) == UNTOUCHED
        assert not any(one.fault for one in form.figures)

    def test_two_that_differ_are_both_refused_and_name_each_other(self):
        def copy_and_type(book: Workbook) -> None:
            book.copy_worksheet(book.worksheets[FIGURES])
            typed(4, "floor", "value", "7")(book)

        form = read_form(edited(file_of(), copy_and_type))
        faulty = [one for one in form.figures if one.fault]
        assert [one.code for one in faulty] == ["floor", "floor"]
        assert faulty[1].sheet in faulty[0].fault
        assert faulty[0].sheet in faulty[1].fault

    def test_a_column_twice_is_refused_with_both_cells(self):
        def copy_column(book: Workbook) -> None:
            sheet = book.worksheets[FIGURES]
            for number in range(1, sheet.max_row + 1):
                sheet.cell(number, 20).value = sheet.cell(number, 7).value

        with pytest.raises(FormFileError) as error:
            read_form(edited(file_of(), copy_column))
        assert "G5" in str(error.value)
        assert "T5" in str(error.value)


class TestBounds:
    def test_of_many_stray_cells_the_first_are_told(self):
        def scribble(book: Workbook) -> None:
            figures, classes = book.worksheets[FIGURES], book.worksheets[CLASSES]
            for number in range(60):
                figures.cell(row(figures, "urban"), 30 + number).value = "x"
                figures.cell(row(figures, "floor"), 30 + number).value = "x"
            for number in range(50):
                classes.cell(row(classes, "towns/II"), 30 + number).value = "x"

        strays = read_form(edited(file_of(), scribble)).strays
        figures = [one for one in strays if one.sheet == strays[0].sheet]
        assert (len(figures), figures[-1].more, len(strays) - len(figures)) == (50, 70, 50)
        assert not any(one.more for one in strays if one is not figures[-1])

    def test_a_form_of_more_rows_than_any_programme_has(self, monkeypatch):
        monkeypatch.setattr(reading, "MOST_ROWS", 3)
        with pytest.raises(FormFileError):
            read_form(file_of())


class TestSortedWithoutTheirCodes:
    def test_rows_that_bear_the_name_of_another_are_refused(self):
        form = read_form(edited(file_of(), sorted_rows(FIGURES, first_column=2)))
        faulty = {one.code for one in form.figures if one.fault}
        assert faulty == {"urban", "floor", "new", "done"}

    def test_a_name_that_was_corrected_is_no_such_thing(self):
        content = edited(file_of(), typed(FIGURES, "floor", "name", "Diện tích sàn nhà ở"))
        assert not any(one.fault for one in read_form(content).figures)


def forget_codes(book: Workbook) -> None:
    for sheet in book.worksheets:
        sheet.delete_cols(1)


def forget_columns(book: Workbook) -> None:
    book.worksheets[FIGURES].delete_rows(5)


def forget_rows(book: Workbook) -> None:
    for sheet in book.worksheets[:-1]:
        for cell in sheet["A"]:
            cell.value = None if str(cell.value).startswith("lt|") else cell.value


class TestNoForm:
    def test_a_workbook_of_something_else(self):
        with pytest.raises(FormFileError):
            read_form(edited(file_of(), forget_codes))

    @pytest.mark.parametrize("deed", [forget_columns, forget_rows])
    def test_a_form_that_lost_its_codes(self, deed):
        with pytest.raises(FormFileError) as error:
            read_form(edited(file_of(), deed))
        assert "42-sxd" not in str(error.value)

    def test_sheets_of_different_forms(self):
        def mix(book: Workbook) -> None:
            book.worksheets[CLASSES]["A1"].value = "lo-trinh:1:small:18073:2026-Q4"

        with pytest.raises(FormFileError) as error:
            read_form(edited(file_of(), mix))
        assert "18073 2026-Q4; 42-sxd 2026-Q4" in str(error.value)

    def test_a_file_that_is_no_workbook(self):
        with pytest.raises(SheetError):
            read_form(b"%PDF-1.4")

    def test_a_form_in_which_nothing_is_owed(self):
        with pytest.raises(FormFileError):
            read_form(file_of(replace(FULL, figures=(), classes=(), tasks=())))
