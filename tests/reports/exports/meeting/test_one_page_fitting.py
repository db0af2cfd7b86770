"""Text of the one page stays in its place: measured, broken at words, cut with a sign."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from reports.exports.meeting.one_page_pen import Style, drawable, fitted, width_of

STYLE = Style(8)


def test_words_are_kept_whole_while_there_is_room():
    made = fitted("Tỷ lệ đô thị hóa toàn tỉnh", STYLE, 60, 3)
    assert " ".join(made.lines) == "Tỷ lệ đô thị hóa toàn tỉnh"
    assert not made.is_cut


def test_what_is_left_out_is_marked():
    made = fitted("một hai ba bốn năm sáu bảy tám chín mười", STYLE, 50, 2)
    assert made.is_cut
    assert made.lines[-1].endswith("…")


def test_a_word_that_is_wider_than_its_place_is_broken():
    made = fitted("x" * 40, STYLE, 50, 9)
    assert "".join(made.lines) == "x" * 40
    assert len(made.lines) > 1


def test_a_number_stays_with_its_unit():
    made = fitted("tỷ lệ 36,4\u00a0%", STYLE, width_of("tỷ lệ 36,4", STYLE) + 2, 2)
    assert made.lines == ("tỷ lệ", "36,4\u00a0%")


def test_nothing_takes_no_line():
    assert fitted("  \n ", STYLE, 50, 2).lines == ()


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=120), st.floats(20, 200), st.integers(1, 4))
def test_no_line_is_wider_than_its_place(words, width, lines):
    made = fitted(words, STYLE, width, lines)
    assert len(made.lines) <= lines
    assert all(width_of(line, STYLE) <= width + 0.01 for line in made.lines)
    if not made.is_cut:
        assert "".join(made.lines).replace(" ", "") == drawable(words).replace(" ", "")
