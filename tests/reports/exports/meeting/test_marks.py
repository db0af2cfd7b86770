"""What is said beside a number, in every paper alike; numbers as the papers write them."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from django.utils.translation import override

from reports.exports.meeting import marks
from reports.exports.meeting.content import Amount
from reports.exports.meeting.drafts import padded, paragraph
from reports.exports.meeting.numerals import written
from tests.reports.exports.meeting.samples import sample_line


@pytest.mark.parametrize(
    ("period", "mark", "shown"),
    [
        ("2025", "", "38,5 % (2025)"),
        ("", "", "38,5 %"),
        ("2025", "ước", "38,5 % (2025; ước)"),
        ("2025", "ước; minh họa; chưa đủ đơn vị", "38,5 %* (2025; ước; chưa đủ đơn vị)"),
        ("2025", "2025; minh họa", "38,5 %* (2025)"),
        ("", "minh họa", "38,5 %*"),
    ],
)
def test_a_number_with_its_period_and_its_marks(period, mark, shown):
    assert marks.dated("38,5 %", period, mark) == shown


def test_without_a_number_there_is_nothing_to_say():
    assert marks.dated("", "2025", "ước; minh họa") == ""


@pytest.mark.parametrize(
    ("mark", "shown"), [("", ""), ("2020", " (2020)"), ("2020; minh họa", " (2020)*")]
)
def test_what_stands_behind_a_number(mark, shown):
    assert marks.suffix(mark) == shown


def test_the_drafted_sentence_does_not_hide_what_the_figure_rests_on():
    judged = Amount("38,5 %", Decimal("38.5"), 1, "ước; chưa đủ đơn vị")
    line = replace(sample_line(0, status="missed"), judged=judged, judged_period="2025")
    assert "38,5 % (2025; ước; chưa đủ đơn vị); mục tiêu" in paragraph("Đô thị", [line])


@pytest.mark.parametrize("language", ["vi", "en"])
def test_numbers_are_vietnamese_on_every_page(language):
    shown = {
        "0": "0",
        "3726": "3.726",
        "99.60": "99,6",
        "-0.4": "−0,4",
        "-20": "−20",
        "1E+2": "100",
    }
    with override(language):
        assert {number: written(Decimal(number)) for number in shown} == shown
        assert (padded(7), padded(3726)) == ("07", "3.726")
