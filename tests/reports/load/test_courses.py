"""Series are drawn from keys alone, and keep to what a figure can be."""

from decimal import Decimal

import pytest

from reports.load.courses import Course, is_corrected, is_missing, mixed, text
from tracker.common.decimals import plain


def test_the_same_key_and_place_give_the_same_bits_everywhere():
    assert mixed(0, 1) == 0xE220A8397B1DCDAF  # the first number of SplitMix64 with the seed 0


def test_a_few_figures_are_missing_and_a_few_are_corrected():
    draws = [mixed(42, place) for place in range(20_000)]
    missing, corrected = sum(map(is_missing, draws)), sum(map(is_corrected, draws))
    assert 0.025 < missing / len(draws) < 0.035
    assert 0.045 < corrected / len(draws) < 0.058
    both = sum(is_missing(one) and is_corrected(one) for one in draws)
    assert both / len(draws) == pytest.approx(0.0016, abs=0.001)


def test_a_share_never_exceeds_its_whole():
    course = Course(key=5, start=900_000, slope=40_000_000, wobble=5000, base=1234)
    for step in range(1, 40):
        value, numerator, denominator = course.at(step, course.draw(step))
        assert value is None
        assert 0 <= int(numerator) <= int(denominator)


def test_a_value_never_falls_below_zero():
    course = Course(key=5, start=30, slope=-5000, wobble=2, decimals=1)
    assert course.at(39, course.draw(39)) == ("0", None, None)


def test_a_slip_is_another_figure_and_too_low():
    course = Course(key=9, start=500_000, slope=1_000_000, wobble=100, base=5000)
    draw = course.draw(3)
    assert int(course.at(3, draw, slip=True)[1]) < int(course.at(3, draw)[1])


@pytest.mark.parametrize(
    ("number", "decimals", "words"),
    [(385, 1, "38.5"), (380, 1, "38"), (5, 1, "0.5"), (7, 0, "7"), (1205, 2, "12.05")],
)
def test_a_number_is_written_as_the_ledger_writes_it(number, decimals, words):
    assert text(number, decimals) == words == plain(Decimal(words))
