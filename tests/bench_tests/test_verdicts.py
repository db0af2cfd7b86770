"""Which limits hold."""

import pytest

from tests.bench.verdicts import broken, is_judged, shown, shown_size
from tests.bench_tests.lines import line, numbers


@pytest.mark.parametrize(("growth", "holds"), [(1.5, True), (1.51, False), (None, True)])
def test_growth_has_a_limit_where_it_is_judged(growth, holds):
    assert (not list(broken(line(growth=growth)))) == holds
    assert not list(broken(line(growth=growth, is_growth_judged=False)))


def test_a_line_without_limits_is_not_judged():
    assert is_judged(line())
    assert is_judged(line(growth=None, ratio_limit=2.5))
    assert not is_judged(line(growth=None))
    assert not is_judged(line(is_growth_judged=False))


def test_the_numbers_are_those_of_the_largest_size():
    sizes = {"50k": numbers(0.1, 0.1), "10m": numbers(0.1, 0.02), "deep": numbers(9)}
    found = line(sizes=sizes, ratio_limit=2.5)
    assert shown(found)["ratio"] == pytest.approx(5)
    assert list(broken(found)) == ["ratio 5.0, at most 2.5"]


def test_seconds_have_a_limit_of_their_own():
    found = line(sizes={"wide": numbers(0.6)}, growth=None, seconds_limit=0.5)
    assert shown_size(found) == "wide"
    assert list(broken(found)) == ["0.60 s, at most 0.5 s"]
