"""Classes must add up to the total that stands beside them."""

from decimal import Decimal

import pytest

from indicators.models import Indicator
from reports.models import Entry
from reports.sums import mismatches

TOTAL = Indicator(pk=1, code="towns")
CLASSES = Indicator(pk=2, code="by-class", total_code="towns")


def entry(indicator, value, class_code="", year=2025):
    number = None if value is None else Decimal(value)
    return Entry(indicator=indicator, year=year, quarter=0, class_code=class_code, value=number)


@pytest.mark.parametrize(
    ("total", "second", "third", "is_wrong"),
    [
        (3, 2, 1, False),
        (4, 2, 1, True),
        (0, 0, 0, False),
        (None, 2, 1, False),
        (4, 2, None, False),
    ],
)
def test_a_difference_is_named_once_everything_is_filled(total, second, third, is_wrong):
    entries = [entry(TOTAL, total), entry(CLASSES, second, "II"), entry(CLASSES, third, "III")]
    assert bool(mismatches(entries)) is is_wrong


def test_another_period_is_another_total():
    entries = [entry(TOTAL, 9, year=2024), entry(CLASSES, 2, "II")]
    assert mismatches(entries) == []


def test_the_mismatch_says_both_sums():
    (only,) = mismatches([entry(TOTAL, 4), entry(CLASSES, 2, "II")])
    assert (only.added_up, only.stated) == (2, 4)
