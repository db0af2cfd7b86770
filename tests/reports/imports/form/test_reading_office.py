"""A form that LibreOffice opened, changed and saved, as .xlsx and by way of .ods."""

from __future__ import annotations

from io import BytesIO

import pytest
from pypdf import PdfReader

from reports.imports.form.reading import read_form
from tests.reports.imports.form.edits import (
    FIGURES,
    TASKS,
    edited,
    file_of,
    sorted_rows,
    typed,
    typed_text,
)
from tests.reports.imports.form.test_reading import MOVED, UNTOUCHED, stamps, texts
from tests.services.office import Convert

pytestmark = pytest.mark.office


TYPED = ["38,51", "38.51", "03/04/2026", "1e5", "0012", "=1+1", "TRUE"]


@pytest.fixture(scope="module")
def again(libreoffice: Convert) -> dict[str, bytes]:
    """Files as LibreOffice saves them, through .ods; all in one go, for its start takes long."""
    changed = [
        typed(FIGURES, "floor", "value", "100,50"),
        typed(FIGURES, "urban", "numerator", "1.677.934"),
        *MOVED.values(),
    ]
    given = {
        "untouched": file_of(),
        "changed": edited(file_of(), *changed),
        "sorted": edited(file_of(), sorted_rows(FIGURES, first_column=2)),
        **{text: edited(file_of(), typed_text(TASKS, "1.1#7", "words", text)) for text in TYPED},
    }
    made = libreoffice.all(libreoffice.all([*given.values()], "xlsx", "ods"), "ods", "xlsx")
    return dict(zip(given, made, strict=True))


def test_saved_as_xlsx_it_says_the_same(libreoffice):
    form = read_form(libreoffice(file_of(), "xlsx", "xlsx"))
    assert (texts(form), stamps(form)) == (UNTOUCHED, stamps(read_form(file_of())))
    assert not form.strays


def test_saved_as_ods_and_back_it_says_the_same(again):
    form = read_form(again["untouched"])
    assert (texts(form), stamps(form)) == (UNTOUCHED, stamps(read_form(file_of())))
    assert not form.strays


def test_changes_before_and_after_are_all_found(again, libreoffice):
    content = edited(again["changed"], typed(1, "new", "note", "  theo Công bố\n2026 "))
    found = texts(read_form(libreoffice(libreoffice(content, "xlsx", "ods"), "ods", "xlsx")))
    assert found["floor"]["value"] == "100,50"
    assert found["urban"]["numerator"] == "1.677.934"
    assert found["new"]["note"] == "theo Công bố\n2026"


@pytest.mark.parametrize("text", TYPED)
def test_what_is_typed_as_text_stays_text(again, text):
    (found,) = (one for one in read_form(again[text]).tasks if one.code == "1.1#7")
    assert found.cells["words"].text == text


def test_rows_sorted_without_codes_are_noticed_after_it_too(again):
    form = read_form(again["sorted"])
    assert {one.code for one in form.figures if one.fault} == {"urban", "floor", "new", "done"}


def test_it_prints_one_page_wide_a_sheet_to_a_page(libreoffice):
    pages = PdfReader(BytesIO(libreoffice(file_of(), "xlsx", "pdf"))).pages
    assert len(pages) == 4
    said = [page.extract_text() for page in pages]
    assert "1/4" in said[0]
    assert not any("lt|" in one or "lo-trinh" in one for one in said)
