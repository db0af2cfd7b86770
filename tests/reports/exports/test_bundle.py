"""Several files as one zip."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile

from reports.exports.bundle import zip_of


def test_every_file_keeps_its_content_and_one_name_is_given_once():
    given = [("a.xlsx", b"1"), ("b.pdf", b"2"), ("A.xlsx", b"3"), ("a.xlsx", b"4")]
    with ZipFile(BytesIO(zip_of(given))) as archive:
        assert archive.testzip() is None
        found = [(name, archive.read(name)) for name in archive.namelist()]
    assert found == [("a.xlsx", b"1"), ("b.pdf", b"2"), ("A-2.xlsx", b"3"), ("a-3.xlsx", b"4")]


def test_nothing_is_an_empty_zip():
    with ZipFile(BytesIO(zip_of([]))) as archive:
        assert archive.namelist() == []
