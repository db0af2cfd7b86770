"""How well something fits what was typed."""

from __future__ import annotations

import pytest

from reports.search.wanted import Grade, kept_names, kept_spelling, kept_text, wanted


def fit(search, *names, text=""):
    texts = [*names, text]
    return wanted(search).fit(kept_names(names), kept_text([text]), kept_spelling(texts))


@pytest.mark.parametrize(
    ("search", "grade"),
    [
        ("ty le do thi hoa", Grade.WHOLE_NAME),
        ("TY-LE, DO", Grade.BEGINS_NAME),
        ("thi hoa", Grade.PHRASE_IN_NAME),
        ("hoa thi le", Grade.WORDS_IN_NAME),
        ("theo nghi quyet", Grade.PHRASE_IN_TEXT),
        ("hoa nghi", Grade.WORDS_IN_TEXT),
        ("do thi ho", Grade.UNFINISHED_IN_NAME),
        ("urb", Grade.UNFINISHED_IN_NAME),
        ("hoa do t", Grade.BEGINNINGS_IN_NAME),
        ("theo nghi quye", Grade.BEGINNINGS_IN_TEXT),
    ],
)
def test_grades(search, grade):
    found = fit(search, "Tỷ lệ đô thị hóa", "Urbanisation rate", text="Theo nghị quyết 06.")
    assert found == (0, grade)


@pytest.mark.parametrize("search", ["do thi xanh", "quyet 07", "ghi quyet", "oa le"])
def test_every_word_must_begin_a_word(search):
    assert fit(search, "Tỷ lệ đô thị hóa", text="Theo nghị quyết 06.") is None


def test_a_phrase_does_not_run_from_one_name_into_the_next():
    assert fit("hoa urban", "Đô thị hóa", "Urban") == (0, Grade.WORDS_IN_NAME)


def test_grades_are_ordered_by_tier():
    assert [grade.tier for grade in Grade] == [0, 0, 0, 0, 1, 2, 3, 3, 3]
    assert [grade.is_whole for grade in Grade] == [True] * 6 + [False] * 3


def test_accents_that_were_typed_are_missed_where_they_lack():
    assert fit("đô thị hoá", "Đô thị hóa")[0] == 0
    assert fit("đô thị hoá", "Đồ thi hoa")[0] == 3
    assert fit("do thi hoa", "Đồ thi hoa")[0] == 0


@pytest.mark.parametrize("text", ["", "   ", "%–/", "日本"])
def test_no_words(text):
    assert wanted(text).words == ()


def test_each_word_once_and_the_text_as_typed():
    asked = wanted("  Sở   sở so ")
    assert asked.text == "Sở sở so"
    assert [word.typed for word in asked.words] == ["sở", "so"]
