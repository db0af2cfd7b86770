"""What the papers are made of: storage, changes, drafted sentences, marks, row heights."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.exports.meeting.changes import changes
from reports.exports.meeting.content import Amount, FourCountsLine, MeetingContent
from reports.exports.meeting.drafts import paragraph, summary, task_sentence
from reports.exports.meeting.fitting import height_of, room, text_width, wrapped
from reports.exports.meeting.marks import joined, parted, suffix
from reports.exports.meeting.numerals import roman
from reports.exports.meeting.storage import StorageError, digest, from_json, to_json
from tests.reports.exports.meeting.samples import number, sample_content, sample_line

_NUMBERS = st.decimals(allow_nan=False, allow_infinity=False, places=6)


@given(st.builds(Amount, st.text(), st.none() | _NUMBERS, st.integers(0, 20), st.text()))
def test_any_amount_goes_through_json_unchanged(amount):
    content = _with(quarter=amount)
    again = from_json(json.loads(json.dumps(to_json(content))))
    assert again == content
    assert digest(to_json(again)) == digest(to_json(content))


def _with(**changed: object) -> MeetingContent:
    content = sample_content(2)
    first, *rest = content.groups
    line = replace(first.lines[0], **changed)
    return replace(content, groups=(replace(first, lines=(line, *first.lines[1:])), *rest))


def test_the_digest_is_that_of_the_content_alone():
    assert digest(to_json(sample_content(9))) == digest(to_json(sample_content(9)))
    assert digest(to_json(_with(reasons="x"))) != digest(to_json(sample_content(2)))


def test_what_was_stored_before_a_field_came_is_still_read():
    stored = to_json(sample_content(1))
    del stored["task_sentence"], stored["head"]["owners_proposed"]
    del stored["groups"][0]["lines"][0]["judged"]
    again = from_json(stored)
    assert (again.task_sentence, again.head.owners_proposed) == ("", False)
    assert again.lines[0].judged == Amount()


@pytest.mark.parametrize("stored", [{}, [], None, {"head": 1}, {"head": {}, "groups": 5}])
def test_what_is_no_content_is_refused(stored):
    with pytest.raises(StorageError):
        from_json(stored)


def test_the_same_content_has_no_changes():
    assert changes(sample_content(20), sample_content(20)) == ()


def test_changes_of_rating_come_first_the_worst_at_the_head():
    before = _lines(_at(0, status="met"), _at(1, latest=number("1")), _at(2, status="on_track"))
    after = _lines(
        _at(0, status="behind", severity=2),
        _at(1, latest=number("2")),
        _at(2, status="missed", severity=0),
    )
    found = changes(before, after)
    assert [one.code for one in found] == ["chi-tieu-3", "chi-tieu-1", "chi-tieu-2"]
    assert (found[2].before, found[2].after) == ("1,0 (Quý III/2026)", "2,0 (Quý III/2026)")


def test_what_came_and_what_went_is_told():
    before, after = _lines(_at(0), _at(1)), _lines(_at(1), _at(2))
    came, went = sorted(changes(before, after), key=lambda one: one.before != "")
    assert (came.code, came.before, came.before_status) == ("chi-tieu-3", "", "")
    assert (went.code, went.after, went.after_label) == ("chi-tieu-1", "", "")


def _at(place: int, **changed: object):
    return sample_line(place, **({"status": "met", "severity": 5} | changed))


def _lines(*lines) -> MeetingContent:
    content = sample_content(1)
    return replace(content, groups=(replace(content.groups[0], lines=lines),))


def test_the_state_of_the_whole_in_one_sentence():
    said = summary(sample_content(16).statuses)
    assert said.startswith("Trong tổng số 16 chỉ tiêu: 02 vượt mục tiêu, 02 đạt mục tiêu, ")
    assert summary(()) == ""


def test_a_group_names_the_one_furthest_behind_with_its_lead():
    behind = _at(0, status="behind", severity=2, attainment=Decimal("0.1"))
    worse = _at(1, status="at_risk", severity=1, attainment=Decimal("0.9"), name="Nước sạch")
    assert paragraph("Hạ tầng", [behind, worse]) == (
        "Nhóm “Hạ tầng” có 02 chỉ tiêu: 01 chậm tiến độ, 01 có nguy cơ không đạt. Đáng chú ý nhất"
        " là “Nước sạch”: 31,1 % (Quý III/2026); mục tiêu 2030 là trên 45%, chênh lệch -13,9."
        " Cơ quan chủ trì: Sở Tài chính."
    )


def test_a_group_without_figures_says_only_that():
    empty = _at(0, status="no_data", judged=Amount(), latest=Amount())
    assert paragraph("Đất", [empty, empty]) == (
        "Nhóm “Đất” có 02 chỉ tiêu: 02 chưa có số liệu. Chưa có số liệu để đánh giá:"
        " “Tỷ lệ đô thị hóa” và 01 chỉ tiêu khác."
    )


def test_the_four_counts_add_up_in_their_sentence():
    said = task_sentence(FourCountsLine("", 1310, 429, 1812, 175), 0)
    assert said == (
        "Tổng số 3.726 nhiệm vụ tính theo từng cơ quan chủ trì: hoàn thành đúng hạn 1.310; hoàn"
        " thành quá hạn 429; đang thực hiện trong hạn 1.812; quá hạn chưa hoàn thành 175."
    )
    assert task_sentence(FourCountsLine("", 0, 0, 0, 0), 0) == ""


def test_marks_are_joined_and_parted():
    assert parted(joined(["2020", "", "minh họa"])) == ("2020", "minh họa")
    assert [suffix(mark) for mark in ("", "minh họa", "2020; minh họa")] == ["", "*", " (2020)*"]


@pytest.mark.parametrize(("place", "sign"), [(1, "I"), (4, "IV"), (9, "IX"), (14, "XIV")])
def test_groups_have_roman_numerals(place, sign):
    assert roman(place) == sign


@given(st.text(alphabet="aăâđeêioơuư ABCĐ1²\n", max_size=400), st.integers(8, 60))
def test_wrapping_keeps_every_word_and_no_line_of_several_is_too_wide(text, characters):
    lines = wrapped(text, characters, 11, False)
    assert " ".join(lines).split() == text.split()
    wide = [one for one in lines if text_width(one, 11) > room(characters)]
    assert not [one for one in wide if len(one.split()) > 1]


def test_letters_with_marks_are_as_wide_as_those_without():
    assert text_width("đường ổ", 11) == text_width("duong o", 11)
    assert text_width("Đ", 11, is_bold=True) > text_width("Đ", 10, is_bold=True)
    assert height_of(3, 11) > 3 * 11
