"""What LibreOffice prints of the workbook."""

from __future__ import annotations

from io import BytesIO

import pytest
from pypdf import PdfReader

from reports.exports.meeting.workbook import meeting_book
from tests.reports.exports.meeting.samples import sample_content

A4_ACROSS = (842, 595)


@pytest.fixture(scope="module")
def pages(libreoffice) -> list[str]:
    printed = libreoffice(meeting_book(sample_content(24)), "xlsx", "pdf")
    reader = PdfReader(BytesIO(printed))
    sizes = {(round(p.mediabox.width), round(p.mediabox.height)) for p in reader.pages}
    assert sizes == {A4_ACROSS}
    return [page.extract_text() for page in reader.pages]


@pytest.mark.office
def test_as_many_pages_as_the_sheets_need(pages):
    """Eleven sheets are shown; none spreads over pages side by side."""
    assert 11 <= len(pages) <= 22


@pytest.mark.office
def test_every_page_says_which_it_is_and_of_what(pages):
    for number, text in enumerate(pages, start=1):
        assert f"{number}/{len(pages)}" in text
        assert "15-CTr/TU" in text
        assert "20/11/2026" in text


@pytest.mark.office
def test_the_header_is_repeated_and_the_whole_table_is_across(pages):
    """The thirteenth column is on the same page as the first."""
    annex = [text for text in pages if "(13)" in text]
    assert len(annex) >= 2
    assert all(f"({number})" in text for text in annex for number in range(1, 13))


@pytest.mark.office
def test_signatures_never_stand_alone(pages):
    """The last indicator with its baseline is on their page. (Only signs that every font has.)"""
    (signed,) = [text for text in pages if "T/L BAN" in text]
    assert "(13)" in signed
    assert "30,0 (2020)" in signed


@pytest.mark.office
def test_no_number_is_printed_as_a_row_of_signs(pages):
    assert not [text for text in pages if "###" in text]


@pytest.mark.office
def test_numbers_have_commas_for_decimals(pages):
    assert "30,0 (2020)" in "".join(pages)
