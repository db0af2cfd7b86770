"""Pasted lines: read in both languages and with any separator, and written as they are read."""

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from assignments.models import SuccessionKind, UnitKind
from assignments.reorganisation.rows import Row
from reports.imports.unit_lines import decode_lines, read_lines, write_lines

K = SuccessionKind
WANTED = Row("436", "18073", K.SPLIT, "Phường Thành Sen", "P. Sen", UnitKind.WARD)
TEXTS = st.text("abcĐđ ếx;,\"'\t1", max_size=12).map(lambda text: " ".join(text.split()))


def rows(text, usual=K.WHOLE):
    found = read_lines(text, usual)
    assert found.faults == ()
    return [row for _line, row in found.rows]


@pytest.mark.parametrize(
    "line",
    [
        "436;18073;tách;Phường Thành Sen;phường;P. Sen",
        "436\t18073\tTÁCH\tPhường Thành Sen\tPhường\tP. Sen",
        "436,18073,split,Phường  Thành Sen,Ward,P. Sen,không",
        '"436";"18073";"tach";"Phường Thành Sen";"phuong";"P. Sen";""',
        "Mã trước;Mã sau\n\n436;18073;tách;Phường Thành Sen;ward;P. Sen\n;;\n",
        "436;18073;tách;Phường Thành Sen;phường;P. Sen;;;\r\n",
    ],
)
def test_one_line_in_many_shapes(line):
    assert rows(line) == [WANTED]


def test_the_usual_kind_and_the_mark_of_what_lives_on():
    assert rows("436;437;;;;;x", K.PARTIAL) == [Row("436", "437", K.PARTIAL, lives_on=True)]


def test_the_number_of_the_line_is_that_of_the_text():
    found = read_lines("\nmã trước;mã sau\n436;437\n\n438;439;gộp", K.WHOLE)
    assert [line for line, _row in found.rows] == [3]
    assert [fault.line for fault in found.faults] == [5]


@pytest.mark.parametrize("language", ["vi", "en"])
@given(
    row=st.builds(
        Row,
        predecessor=st.sampled_from(["436", "42-sxd"]),
        successor=st.sampled_from(["", "18073"]),
        kind=st.sampled_from(SuccessionKind),
        name=TEXTS,
        short_name=TEXTS,
        unit_kind=st.sampled_from(["", *UnitKind.values]),
        lives_on=st.booleans(),
    )
)
def test_what_is_written_is_read_back(row, language):
    with translation.override(language):
        assert rows(write_lines([row, row])) == [row, row]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_files_as_excel_writes_them(encoding):
    assert decode_lines("436;Đông".encode(encoding)) == "436;Đông"
