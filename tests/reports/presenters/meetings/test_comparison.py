"""Two contents side by side, without a database."""

from __future__ import annotations

from dataclasses import replace

import pytest

from reports.exports.meeting.content import FourCountsLine, StatusCount
from reports.presenters.meetings.comparison import Pair, comparison, comparison_table
from tests.reports.exports.meeting.samples import LABELS, number, sample_content, sample_line

NAMES = ("Trước (25/08/2026)", "Sau (25/11/2026)")


def papers(*lines):
    """The sample with these lines in its one group, counted."""
    content = sample_content(1)
    (group,) = content.groups
    found = [line.status for line in lines]
    counts = tuple(StatusCount(one, LABELS[one], found.count(one)) for one in dict.fromkeys(found))
    return replace(content, groups=(replace(group, lines=lines),), statuses=counts)


def line(place, status, figure="31"):
    severity = list(LABELS).index(status)
    label = LABELS[status]
    return sample_line(
        place, status=status, status_label=label, severity=severity, latest=number(figure)
    )


def compare(before, after):
    return comparison(papers(*before), papers(*after), NAMES)


def test_changes_of_status_stand_first_the_worst_at_the_head():
    page = compare(
        [line(0, "met"), line(1, "met"), line(2, "on_track"), line(3, "behind")],
        [line(0, "met", "32"), line(1, "behind"), line(2, "missed"), line(3, "behind")],
    )
    assert [one.code for one in page.changed] == ["chi-tieu-3", "chi-tieu-2", "chi-tieu-1"]
    assert (
        page.sentence
        == "2 chỉ tiêu thay đổi đánh giá (2 xấu đi, 0 tốt lên); 1 chỉ thay đổi số liệu."
    )


@pytest.mark.parametrize(
    ("then", "now", "told"),
    [
        ("behind", "met", "(0 xấu đi, 1 tốt lên)"),
        ("met", "missed", "(1 xấu đi, 0 tốt lên)"),
        ("no_data", "missed", ""),
        ("met", "no_data", ""),
        ("not_due", "on_track", ""),
    ],
)
def test_what_cannot_be_judged_is_neither_better_nor_worse(then, now, told):
    sentence = compare([line(0, then)], [line(0, now)]).sentence
    assert (told in sentence) if told else ("(" not in sentence)


def test_new_and_dropped_indicators_stand_apart():
    page = compare([line(0, "met"), line(1, "met")], [line(1, "met"), line(2, "behind")])
    assert page.changed == ()
    assert [one.code for one in page.appeared] == ["chi-tieu-3"]
    assert [one.code for one in page.dropped] == ["chi-tieu-1"]
    assert not page.is_empty


def test_counts_then_and_now_worst_first():
    page = compare([line(0, "met"), line(1, "met")], [line(0, "missed"), line(1, "met")])
    assert [(one.status, one.before, one.after, one.difference) for one in page.statuses] == [
        ("missed", 0, 1, "+1"),
        ("met", 2, 1, "−1"),
    ]


def test_tasks_by_the_four_counts_and_their_sum():
    before, after = papers(line(0, "met")), papers(line(0, "met"))
    before = replace(before, tasks=FourCountsLine("", 1, 2, 3, 4))
    after = replace(after, tasks=FourCountsLine("", 2, 2, 1, 6))
    found = comparison(before, after, NAMES).tasks
    assert [(one.before, one.after, one.difference) for one in found] == [
        *((1, 2, "+1"), (2, 2, ""), (3, 1, "−2"), (4, 6, "+2")),
        (10, 11, "+1"),
    ]
    none = FourCountsLine("", 0, 0, 0, 0)
    without = comparison(replace(before, tasks=none), replace(after, tasks=none), NAMES)
    assert without.tasks == ()


def test_the_same_papers_are_empty():
    page = compare([line(0, "met")], [line(0, "met")])
    assert page.is_empty
    assert page.sentence == "Không có chỉ tiêu nào thay đổi đánh giá hoặc số liệu."


def test_both_sides_say_of_when_they_are():
    page = compare([line(0, "met")], [line(0, "met")])
    assert page.after.about == "Sau (25/11/2026), Quý III/2026, số liệu đến 20/11/2026"


def test_the_file_has_every_line_of_the_page():
    page = compare([line(0, "met"), line(1, "met")], [line(1, "behind"), line(2, "met")])
    rows = list(comparison_table(page).rows)
    assert [row[0] for row in rows] == ["chi-tieu-2", "chi-tieu-3", "chi-tieu-1"]
    assert rows[0][2:4] == (LABELS["met"], LABELS["behind"])
    assert comparison_table(page).is_illustrative


def test_a_pair_without_a_difference_says_nothing():
    assert Pair("x", 3, 3).difference == ""
