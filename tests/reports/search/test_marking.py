"""What is marked, and which part of a long text is shown."""

from __future__ import annotations

import unicodedata
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.search.marking import excerpt, holds_all, marked
from reports.search.wanted import wanted

LONG = f"{'đầu trước ' * 40}tỷ lệ đô thị hóa {'cuối ' * 80}".strip()


def shown(parts):
    """`[…]` around what is marked."""
    return "".join(f"[{part.text}]" if part.is_marked else part.text for part in parts)


@pytest.mark.parametrize(
    ("text", "search", "as_shown"),
    [
        ("Tỷ lệ đô thị hóa", "do thi hoa", "Tỷ lệ [đô thị hóa]"),
        ("Tỷ lệ đô thị hóa", "hóa tỷ", "[Tỷ] lệ đô thị [hóa]"),
        ("Số 15-CTr/TU năm 2022", "15 ctr tu", "Số [15-CTr/TU] năm 2022"),
        ("đo đất ở đô thị", "đô", "đo đất ở [đô] thị"),
        ("hòa với hoa", "hoá", "[hòa] với [hoa]"),
        ("thanh toán ở Thanh Hóa", "than", "[than]h toán ở [Than]h Hóa"),
        ("tự do ở đô thị", "do", "tự [do] ở [đô] thị"),
        ("do doanh nghiệp", "do", "[do] doanh nghiệp"),
        ("Urbanisation", "banis", "Urbanisation"),
        ("nothing", "zzz", "nothing"),
        ("", "a", ""),
    ],
)
def test_marks(text, search, as_shown):
    assert shown(marked(text, wanted(search))) == as_shown


def test_of_a_search_for_whole_words_no_beginning_is_marked():
    asked = replace(wanted("do thi hoa"), is_whole=True)
    assert shown(marked("Quy hoạch đô thị", asked)) == "Quy hoạch [đô thị]"
    assert not holds_all("Quy hoạch đô thị", asked)


def test_decomposed_text_is_marked_alike():
    text = unicodedata.normalize("NFD", "đô thị hóa")
    assert shown(marked(text, wanted("thi"))) == "đô [thị] hóa"


def test_an_excerpt_is_cut_between_words_around_the_longest_stretch():
    text = shown(excerpt(LONG, wanted("do thi hoa dau"), longest=120))
    assert "[đô thị hóa]" in text
    assert text.startswith("… ") and text.endswith("\N{NO-BREAK SPACE}…")
    assert set(text.replace("[", "").replace("]", "").split()) <= {*LONG.split(), "…"}
    assert len(text) < 160


def test_a_short_text_is_shown_whole_and_without_a_find_from_its_beginning():
    assert shown(excerpt("Tỷ lệ  đô thị", wanted("do"))) == "Tỷ lệ [đô] thị"
    assert shown(excerpt(LONG, wanted("zzz"), longest=40)).startswith("đầu trước")


@given(st.text(max_size=120), st.text(max_size=12), st.integers(5, 60))
def test_marking_loses_nothing_and_an_excerpt_invents_nothing(text, search, longest):
    whole = "".join(part.text for part in marked(text, wanted(search)))
    assert whole == unicodedata.normalize("NFC", text)
    parts = excerpt(text, wanted(search), longest)
    shown_text = (
        "".join(part.text for part in parts).removeprefix("… ").removesuffix("\N{NO-BREAK SPACE}…")
    )
    assert shown_text in " ".join(unicodedata.normalize("NFC", text).split())


@pytest.mark.parametrize(("search", "held"), [("thi do", True), ("do t", True), ("oa", False)])
def test_holds_all(search, held):
    assert holds_all("Đô thị hóa", wanted(search)) is held
