"""The form as a workbook: what stands where, what can be filled in, what is hidden."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from zipfile import ZipFile

import pytest
from defusedxml.ElementTree import fromstring
from django.utils.translation import override
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from reports.exports.form.book import form_book
from reports.exports.form.content import Form
from reports.exports.form.guide import topics
from tests.reports.exports.form.forms import APPROVED, CLASSES, FLOOR, FULL, HEAD, TASKS, URBAN

OPEN, SHUT = "00FFF7D6", "00E9ECF0"


def opened(form: Form = FULL) -> Workbook:
    with override("vi"):
        return load_workbook(BytesIO(form_book(form)))


@pytest.fixture(scope="module")
def book() -> Workbook:
    return opened()


def table(sheet: Worksheet) -> list[dict[str, object]]:
    """The rows with a code, each cell by the code of its column."""
    rows = list(sheet.iter_rows())
    head = next(row for row in rows if row[0].value == "lt:row")
    codes = [str(cell.value).removeprefix("lt:") for cell in head]
    lines = [row for row in rows if str(row[0].value).startswith("lt|")]
    return [dict(zip(codes, row, strict=False)) for row in lines]


def texts(sheet: Worksheet) -> list[str]:
    return [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value]


class TestSheets:
    def test_one_for_figures_classes_tasks_and_a_guide(self, book):
        assert len(book.sheetnames) == 4

    @pytest.mark.parametrize(
        ("form", "count"),
        [
            (replace(FULL, classes=()), 3),
            (replace(FULL, figures=(), classes=()), 2),
            (replace(FULL, tasks=()), 3),
            (Form(HEAD), 1),
        ],
    )
    def test_a_sheet_with_nothing_in_it_is_left_out(self, form, count):
        assert len(opened(form).sheetnames) == count

    def test_each_names_unit_programme_window_deadline_and_who_fetched_it(self, book):
        for sheet in book.worksheets[:-1]:
            said = " ".join(texts(sheet))
            for part in ("Sở Xây dựng", "1-CTr/TU", "QUÝ IV/2026", "Nguyễn Văn Bình"):
                assert part in said
            for day in ("15/09/2026", "14/12/2026", "16/12/2026", "20/11/2026"):
                assert day in said

    def test_made_up_figures_are_said_to_be(self, book):
        plain = texts(book.worksheets[0])
        marked = texts(
            opened(replace(FULL, head=replace(HEAD, is_illustrative=True))).worksheets[0]
        )
        assert len(" ".join(marked)) > len(" ".join(plain))

    def test_a_form_that_cannot_be_filled_says_why(self):
        head = replace(HEAD, closed="Báo cáo đã gửi.")
        book = opened(replace(FULL, head=head))
        assert all("Báo cáo đã gửi." in texts(sheet) for sheet in book.worksheets)

    def test_the_properties_name_author_and_programme(self, book):
        assert book.properties.creator == "Nguyễn Văn Bình"
        assert book.properties.subject == "1-CTr/TU"


class TestRows:
    def test_what_is_known_stands_in_its_cells(self, book):
        row = {code: cell.value for code, cell in table(book.worksheets[0])[0].items()}
        assert row["name"] == "Tỷ lệ đô thị hóa"
        assert row["measure"] == "%\n(số của cả năm)"
        assert row["last"] == "38,51 %\n2025"
        assert (row["year_before"], row["expected"]) == ("37,2 %", "40,0 %")
        assert (row["value"], row["note"], row["kept"]) == ("38,51", None, None)
        assert row["estimate"]

    def test_a_milestone_says_what_to_write(self, book):
        assert "ngày hoặc “chưa”" in str(table(book.worksheets[0])[2]["measure"].value)

    def test_groups_have_a_heading_that_is_not_merged(self, book):
        sheet = book.worksheets[0]
        row = next(cell.row for cell in sheet["B"] if cell.value == "Hạ tầng")
        assert not any(row in range(one.min_row, one.max_row + 1) for one in sheet.merged_cells)

    def test_classes_stand_under_their_indicator_with_the_rule_of_their_sum(self, book):
        sheet = book.worksheets[1]
        names = [cell.value for cell in sheet["B"] if cell.value][-4:]
        assert names == ["Đô thị theo loại", "Hệ thống tự cộng các loại.", "Loại II", "Loại III"]
        assert "numerator" not in table(sheet)[0]

    def test_parts_only_where_an_indicator_takes_them(self):
        assert "numerator" not in table(opened(replace(FULL, figures=(FLOOR,))).worksheets[0])[0]

    def test_tasks_with_their_words_and_the_document_below(self, book):
        sheet = book.worksheets[2]
        first, second = table(sheet)
        assert (first["number"].value, first["name"].value) == ("1.1", "Lập quy hoạch chung")
        assert (first["progress"].value, first["done_on"].value) == ("100", "15/09/2026")
        assert second["words"].value == "Đã trình\nĐã họp"
        assert "Lập quy hoạch chung theo văn bản." in texts(sheet)

    def test_a_return_says_why(self):
        line = replace(FLOOR, state="Trả lại", returned="xem lại")
        (row,) = table(opened(replace(FULL, figures=(line,))).worksheets[0])
        assert row["state"].value == "Trả lại: xem lại"


class TestRefusedRows:
    def test_the_sentence_stands_beside_what_was_typed(self):
        line = replace(URBAN, value="4,7–5,1", message="Không phải là một số.")
        first, second = table(opened(replace(FULL, figures=(line, FLOOR))).worksheets[0])
        assert (first["value"].value, first["message"].value) == (
            "4,7–5,1",
            "Không phải là một số.",
        )
        assert first["message"].fill.fgColor.rgb == "00FBE5E3"
        assert second["message"].value is None

    def test_without_any_there_is_no_such_column(self, book):
        assert all("message" not in row for row in table(book.worksheets[0]))


class TestWhatCanBeFilledIn:
    def test_inputs_are_open_light_and_text(self, book):
        row = table(book.worksheets[0])[0]
        for code in ("value", "numerator", "denominator", "estimate", "kept", "note"):
            cell = row[code]
            assert (cell.protection.locked, cell.fill.fgColor.rgb) == (False, OPEN)
            assert cell.number_format == "@"

    def test_everything_else_is_locked(self, book):
        for sheet in book.worksheets[:-1]:
            inputs = {"value", "numerator", "denominator", "estimate", "kept", "note"}
            inputs |= {"progress", "done_on", "words", "products"}
            for row in table(sheet):
                told = [cell for code, cell in row.items() if code not in inputs]
                assert all(cell.protection.locked for cell in told)

    @pytest.mark.parametrize(
        ("place", "codes"), [(1, ("numerator", "denominator")), (3, ("kept",))]
    )
    def test_what_does_not_fit_the_row_is_grey_and_locked(self, book, place, codes):
        row = table(book.worksheets[0])[place]
        for code in codes:
            assert row[code].protection.locked
            assert row[code].fill.fgColor.rgb == SHUT
        assert not row["value"].protection.locked

    def test_an_approved_line_is_locked_altogether(self, book):
        row = table(book.worksheets[0])[4]
        assert row["value"].value == APPROVED.value
        assert all(cell.protection.locked for cell in row.values())

    def test_sheets_are_protected_without_a_password(self, book):
        for sheet in book.worksheets:
            assert sheet.protection.sheet
            assert sheet.protection.password is None

    def test_columns_can_be_resized_and_rows_inserted(self, book):
        guard = book.worksheets[0].protection
        assert not (guard.formatColumns or guard.insertRows or guard.insertColumns or guard.sort)


class TestDropDowns:
    def test_estimate_and_kept_offer_yes_and_no(self, book):
        sheet = book.worksheets[0]
        row = table(sheet)[0]
        rules = sheet.data_validations.dataValidation
        assert {rule.formula1 for rule in rules} == {rules[0].formula1}
        chosen = str(row["estimate"].value)
        assert chosen in rules[0].formula1.strip('"').split(",")
        for code in ("estimate", "kept"):
            assert any(row[code].coordinate in rule.sqref for rule in rules)

    def test_nothing_else_is_restricted(self, book):
        row = table(book.worksheets[0])[2]
        rules = book.worksheets[0].data_validations.dataValidation
        assert not any(row["value"].coordinate in rule.sqref for rule in rules)


class TestHiddenCodes:
    def test_codes_stand_in_hidden_rows_and_a_hidden_column(self, book):
        for sheet in book.worksheets[:-1]:
            marks = [cell for cell in sheet["A"] if cell.value]
            assert sheet.column_dimensions["A"].hidden
            assert marks[0].value == "lo-trinh:1:small:42-sxd:2026-Q4"
            assert [sheet.row_dimensions[cell.row].hidden for cell in marks[:2]] == [True, True]
            assert not sheet.row_dimensions[marks[2].row].hidden

    def test_every_line_has_one_with_its_stamp(self, book):
        marks = [
            str(row["row"].value).split("|")
            for sheet in book.worksheets[:-1]
            for row in table(sheet)
        ]
        lines = (*FULL.figures, *FULL.classes, *FULL.tasks)
        assert [(one[2], one[4]) for one in marks] == [(one.stamp, one.code) for one in lines]
        assert [one[1] for one in marks] == ["f"] * 7 + ["t"] * 2


class TestPaper:
    def test_a4_landscape_one_page_wide_with_repeated_header(self, book):
        for sheet in book.worksheets[:-1]:
            header = next(cell.row for cell in sheet["A"] if cell.value == "lt:header")
            assert sheet.page_setup.orientation == "landscape"
            assert (sheet.page_setup.paperSize, sheet.page_setup.fitToHeight) == (9, 0)
            assert sheet.print_title_rows == f"${header}:${header}"
            assert sheet.freeze_panes.endswith(str(header + 1))

    def test_names_stay_in_sight(self, book):
        assert [sheet.freeze_panes[0] for sheet in book.worksheets[:-1]] == ["C", "C", "D"]

    def test_rows_are_as_high_as_their_text_and_free_to_grow(self, book):
        content = form_book(replace(FULL, figures=(replace(FLOOR, note="dài " * 200),)))
        with ZipFile(BytesIO(content)) as archive:
            sheet = archive.read("xl/worksheets/sheet1.xml").decode()
        row = sheet[sheet.rindex("<row ") : sheet.rindex("<row ") + 60]
        assert float(row.split('ht="')[1].split('"')[0]) > 200
        assert "customHeight" not in row


class TestSafety:
    @pytest.mark.parametrize("text", ["=1+1", "+A1", "-3", "@SUM(A1)", '=HYPERLINK("http://x")'])
    def test_no_text_becomes_a_formula(self, text):
        line = replace(FLOOR, name=text, value=text, note=text, last=text, message=text)
        words = replace(TASKS[0], title=text, words=text, wording=text)
        form = Form(replace(HEAD, unit_name=text), (line,), CLASSES, (words,))
        content = form_book(form)
        with ZipFile(BytesIO(content)) as archive:
            sheets = [name for name in archive.namelist() if "worksheets/sheet" in name]
            assert not any(b"<f>" in archive.read(name) for name in sheets)
        assert table(load_workbook(BytesIO(content)).worksheets[0])[0]["note"].value == text


_ORDER = (
    *("sheetPr", "dimension", "sheetViews", "sheetFormatPr", "cols", "sheetData"),
    *("sheetProtection", "mergeCells", "dataValidations", "printOptions", "pageMargins"),
    *("pageSetup", "headerFooter"),
)
"""The parts of a sheet in the order of ECMA-376; a spreadsheet repairs any other."""


class TestNoRepair:
    def test_the_parts_of_every_sheet_stand_in_their_order(self):
        with ZipFile(BytesIO(form_book(FULL))) as archive:
            names = [name for name in archive.namelist() if "worksheets/sheet" in name]
            for name in names:
                parts = [one.tag.rpartition("}")[2] for one in fromstring(archive.read(name))]
                assert parts == sorted(set(parts), key=_ORDER.index)

    def test_names_are_defined_once_for_each_sheet(self):
        with ZipFile(BytesIO(form_book(FULL))) as archive:
            names = fromstring(archive.read("xl/workbook.xml")).findall(".//{*}definedName")
        places = [(one.get("name"), one.get("localSheetId")) for one in names]
        assert len(places) == len(set(places)) == 3


class TestGuide:
    def test_it_speaks_of_what_the_form_holds(self):
        headings = {one.heading for one in topics(FULL)}
        without = {one.heading for one in topics(replace(FULL, tasks=()))}
        assert len(headings - without) == 1

    def test_it_names_deadline_and_office(self, book):
        said = " ".join(texts(book.worksheets[-1]))
        assert "16/12/2026" in said
        assert "Văn phòng Tỉnh ủy" in said


class TestEnglish:
    def test_the_words_follow_the_language(self):
        with override("en"):
            book = load_workbook(BytesIO(form_book(FULL)))
        assert book.sheetnames == ["Figures", "Classes", "Tasks", "Guide"]
        assert table(book.worksheets[0])[0]["estimate"].value == "Yes"
