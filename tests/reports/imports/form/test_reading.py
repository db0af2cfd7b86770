"""A form that came back: found by its codes, whatever was moved, inserted or renamed."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from io import BytesIO

import pytest
from openpyxl import Workbook, load_workbook

from reports.imports.form.codes import read_flag
from reports.imports.form.reading import read_form
from reports.imports.form.rows import FormIn
from tests.reports.exports.form.forms import CLASSES, FULL
from tests.reports.imports.form.edits import (
    FIGURES,
    GUIDE,
    TASKS,
    edited,
    file_of,
    row,
    sorted_rows,
    swapped,
    typed,
)


def texts(form: FormIn) -> dict[str, dict[str, str]]:
    """What stands in the input cells, by code of row and column."""
    return {
        one.code: {name: cell.text for name, cell in one.cells.items()}
        for one in (*form.figures, *form.tasks)
    }


def stamps(form: FormIn) -> dict[str, str]:
    return {one.code: one.stamp for one in (*form.figures, *form.tasks)}


UNTOUCHED = texts(read_form(file_of()))
FLOOR_100 = typed(FIGURES, "floor", "value", "100,5")


class TestUnchanged:
    def test_it_knows_of_what_it_is(self):
        form = read_form(file_of())
        assert (form.programme, form.unit, form.period) == ("small", "42-sxd", "2026-Q4")

    def test_every_line_comes_back_with_its_stamp_and_texts(self):
        form = read_form(file_of())
        lines = {one.code: one.stamp for one in (*FULL.figures, *FULL.classes, *FULL.tasks)}
        assert stamps(form) == lines
        assert texts(form)["floor"]["note"] == "Niên giám thống kê"
        assert texts(form)["1.2#9"]["words"] == "Đã trình\nĐã họp"
        assert not form.strays

    def test_rows_name_themselves_and_their_place(self):
        first, *_rest = read_form(file_of()).figures
        assert first.name == "Tỷ lệ đô thị hóa"
        assert first.cells["value"].address == f"G{first.row}"

    def test_an_empty_cell_has_an_address_too(self):
        form = read_form(file_of())
        line = next(one for one in form.figures if one.code == "floor")
        assert (line.cells["value"].text, line.cells["value"].address) == ("", f"G{line.row}")

    def test_a_column_that_is_not_there_is_no_empty_one(self):
        form = read_form(file_of(replace(FULL, figures=())))
        assert set(form.figures[0].cells) == {"value", "estimate", "kept", "note"}

    def test_saved_anew_by_another_program_it_says_the_same(self):
        again = read_form(edited(file_of()))
        assert (texts(again), stamps(again)) == (UNTOUCHED, stamps(read_form(file_of())))

    def test_refused_rows_can_be_brought_again(self):
        lines = (replace(FULL.figures[0], message="Không phải là một số."), *FULL.figures[1:])
        assert texts(read_form(file_of(replace(FULL, figures=lines)))) == UNTOUCHED


def insert_rows(book: Workbook) -> None:
    for sheet in book.worksheets[:-1]:
        sheet.insert_rows(1, 2)
        sheet.insert_rows(9)


def insert_column(book: Workbook) -> None:
    book.worksheets[FIGURES].insert_cols(3, 2)


def rename(book: Workbook) -> None:
    for number, sheet in enumerate(book.worksheets):
        sheet.title = f"Trang {number}"


def reorder(book: Workbook) -> None:
    book.move_sheet(book.worksheets[TASKS], -2)


def unhide(book: Workbook) -> None:
    for sheet in book.worksheets:
        sheet.column_dimensions["A"].hidden = False
        for dimension in sheet.row_dimensions.values():
            dimension.hidden = False


def drop_guide(book: Workbook) -> None:
    book.remove(book.worksheets[GUIDE])


MOVED = {
    "rows inserted": insert_rows,
    "columns inserted": insert_column,
    "sheets renamed": rename,
    "nothing hidden any more": unhide,
    "columns moved": swapped(FIGURES, "value", "note"),
    "codes moved to the right": swapped(FIGURES, "row", "state"),
    "rows sorted": sorted_rows(FIGURES),
    "no guide": drop_guide,
    "sheets in another order": reorder,
}


class TestMoved:
    @pytest.mark.parametrize("deed", MOVED.values(), ids=MOVED.keys())
    def test_it_is_found_all_the_same(self, deed):
        form = read_form(edited(file_of(), FLOOR_100, deed))
        floor = UNTOUCHED["floor"] | {"value": "100,5"}
        assert texts(form) == UNTOUCHED | {"floor": floor}
        assert not form.strays
        assert not any(one.fault for one in (*form.figures, *form.tasks))

    def test_everything_at_once(self):
        form = read_form(edited(file_of(), *MOVED.values()))
        assert texts(form) == UNTOUCHED

    def test_the_address_is_where_it_stands_now(self):
        content = edited(file_of(), FLOOR_100, insert_rows, insert_column, rename)
        form = read_form(content)
        line = next(one for one in form.figures if one.code == "floor")
        sheet = load_workbook(BytesIO(content))[line.sheet]
        assert sheet[line.cells["value"].address].value == "100,5"

    def test_part_of_the_sheets_is_part_of_the_form(self):
        def drop(book: Workbook) -> None:
            book.remove(book.worksheets[FIGURES])

        form = read_form(edited(file_of(), drop))
        assert [one.code for one in form.figures] == [one.code for one in CLASSES]


class TestWhatWasTyped:
    @pytest.mark.parametrize("text", ["38,51", "38.51", "38,51%", "4,7–5,1", "trên 40", "0"])
    def test_text_stays_as_it_was_typed(self, text):
        form = read_form(edited(file_of(), typed(FIGURES, "floor", "value", text)))
        assert texts(form)["floor"]["value"] == text

    def test_a_number_keeps_its_digits(self):
        form = read_form(edited(file_of(), typed(FIGURES, "floor", "value", 38.51)))
        (cell,) = (one.cells["value"] for one in form.figures if one.code == "floor")
        assert cell.number == Decimal("38.51")

    def test_a_formula_is_told_and_not_computed(self):
        form = read_form(edited(file_of(), typed(FIGURES, "floor", "value", "=1+1")))
        (cell,) = (one.cells["value"] for one in form.figures if one.code == "floor")
        assert (cell.is_formula, cell.text) == (True, "")

    @pytest.mark.parametrize("language", ["vi", "en"])
    def test_yes_is_understood_in_either_language(self, language):
        form = read_form(file_of(language=language))
        flags = {one.code: read_flag(one.cells["estimate"].text) for one in form.figures}
        assert flags["urban"] is True
        assert flags["floor"] is False

    @pytest.mark.parametrize(
        ("text", "meaning"),
        [
            *((word, True) for word in ("Có", "co", "YES", "x", "1")),
            *((word, False) for word in ("Không", "No", "", "0")),
            *((word, None) for word in ("có lẽ", "2")),
        ],
    )
    def test_words_of_a_drop_down(self, text, meaning):
        assert read_flag(text) is meaning


class TestStrays:
    def test_what_was_typed_into_an_inserted_row(self):
        def type_below(book: Workbook) -> None:
            sheet = book.worksheets[FIGURES]
            sheet.insert_rows(row(sheet, "floor"))
            sheet.cell(row(sheet, "floor") - 1, 7).value = "55,5"

        (stray,) = read_form(edited(file_of(), type_below)).strays
        assert stray.text == "55,5"
        assert stray.address.startswith("G")

    def test_what_was_typed_beside_the_table(self):
        def type_beside(book: Workbook) -> None:
            sheet = book.worksheets[TASKS]
            sheet.cell(row(sheet, "1.2#9"), 20).value = "ghi thêm"

        (stray,) = read_form(edited(file_of(), type_beside)).strays
        assert (stray.text, stray.sheet) == ("ghi thêm", read_form(file_of()).tasks[0].sheet)

    def test_words_far_from_the_form_are_not_its_business(self):
        def scribble(book: Workbook) -> None:
            book.worksheets[FIGURES]["C1"].value = "ghi chú"
            book.worksheets[FIGURES]["B40"].value = "Người lập biểu"
            book.worksheets[GUIDE]["D40"].value = "đã đọc"
            book.create_sheet("Nháp")["A1"].value = "1"

        assert not read_form(edited(file_of(), scribble)).strays

    def test_a_row_that_lost_its_code_tells_what_was_in_it(self):
        def lose(book: Workbook) -> None:
            sheet = book.worksheets[FIGURES]
            sheet.cell(row(sheet, "urban"), 1).value = "lt|f|hỏng"

        form = read_form(edited(file_of(), lose))
        assert "urban" not in texts(form)
        assert {one.text for one in form.strays} >= {"38,51"}
