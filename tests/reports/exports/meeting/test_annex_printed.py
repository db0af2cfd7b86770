"""The Word document as LibreOffice opens and prints it."""

from __future__ import annotations

from io import BytesIO

import docx
import pytest
from pypdf import PdfReader

from reports.exports.meeting.annex import annex_docx
from tests.reports.exports.meeting.samples import sample_content

pytestmark = pytest.mark.office
A4 = (595, 842)


@pytest.fixture(scope="module")
def pages(libreoffice):
    """The printed pages of thirty indicators."""
    content = annex_docx(sample_content(30), is_frozen=True)
    return PdfReader(BytesIO(libreoffice(content, "docx", "pdf"))).pages


def squeezed(page):
    """The text in one line. Where a font lacks Vietnamese letters, another one's are drawn later
    and stand out of place: only plain ones can be looked for."""
    return " ".join(page.extract_text().split())


def test_it_prints_upright_then_across(pages):
    sizes = [(round(float(p.mediabox.width)), round(float(p.mediabox.height))) for p in pages]
    upright = [abs(width - A4[0]) < 2 for width, _height in sizes]
    assert upright == sorted(upright, reverse=True)
    assert 0 < sum(upright) < len(sizes)


def test_every_page_has_its_number_and_every_annex_page_the_columns(pages):
    count = len(pages)
    for number, page in enumerate(pages, start=1):
        assert f"{number}/{count}" in squeezed(page)
        assert "15-CTr/TU" in squeezed(page)
        assert "20/11/2026 12:00" in squeezed(page)
    across = [page for page in pages if page.mediabox.width > page.mediabox.height]
    assert len(across) > 1
    for page in across:
        columns = [f"({column})" for column in range(1, 14)]
        assert all(column in squeezed(page) for column in columns)


def test_every_indicator_is_printed_once(pages):
    content = sample_content(30)
    found = " ".join(map(squeezed, pages))
    for line in content.lines:
        assert line.quarter.text in found
    assert found.count("45%") >= 30


def test_libreoffice_saves_it_without_loss(libreoffice):
    made = annex_docx(sample_content(12))
    again = docx.Document(BytesIO(libreoffice(made, "docx", "docx")))
    first = docx.Document(BytesIO(made))
    tables = ([[c.text for c in r.cells] for r in one.tables[-1].rows] for one in (first, again))
    assert next(tables) == next(tables)
