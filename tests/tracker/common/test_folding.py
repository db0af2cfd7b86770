"""Words without accents and case, and with accents wherever the tone was put."""

from __future__ import annotations

import unicodedata

import pytest

from tracker.common.folding import fold, plain, spelt


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Đô thị HÓA", "do thi hoa"),
        ("15-CTr/TU", "15 ctr tu"),
        ("57-KH/TU, ngày 24/01/2022", "57 kh tu ngay 24 01 2022"),
        ("khoảng 4,7–5,1 %", "khoang 4 7 5 1"),
        ("phát_triển  \n «bền vững»", "phat trien ben vung"),
        ("日本 % –", ""),
    ],
)
def test_words_without_accents_and_signs(text, words):
    assert plain(text) == words
    assert plain(unicodedata.normalize("NFD", text)) == words


@pytest.mark.parametrize(
    ("one", "other"),
    [("đô thị hoá", "Đô thị hóa"), ("Thuỷ lợi", "thủy lợi"), ("hoè", "hòe"), ("quý", "qúy")],
)
def test_the_tone_may_stand_on_either_vowel(one, other):
    assert spelt(one) == spelt(other) == spelt(unicodedata.normalize("NFD", one))


@pytest.mark.parametrize(("one", "other"), [("hòa", "hóa"), ("đo", "do"), ("đô", "đo")])
def test_other_accents_are_another_word(one, other):
    assert spelt(one) != spelt(other)
    assert plain(one) == plain(other) == fold(other)
