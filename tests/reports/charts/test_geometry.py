"""Bullets and sparklines: everything lies in its box, better lies to the right."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from reports.charts.bullet import HEIGHT, WIDTH, Bullet, Scale, bullet
from reports.charts.sparkline import Sparkline, sparkline

VALUES = st.decimals("-1000", "1000", places=2)
NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


def numbers(text: str) -> list[float]:
    return [float(n) for n in NUMBER.findall(text)]


def right_end(drawn: Bullet) -> float:
    return float(drawn.bar_x) + float(drawn.bar_width)


@given(VALUES, VALUES, VALUES, st.none() | VALUES)
def test_a_bullet_stays_in_its_box(value, baseline, target, expected):
    assume(baseline != target or baseline != 0)
    drawn = bullet(value, Scale(baseline, target), expected=expected)
    assert 0 <= float(drawn.bar_x) <= right_end(drawn) <= WIDTH + 0.11
    assert 0 <= float(drawn.target_x) <= WIDTH
    assert all(0 <= n <= WIDTH for n in numbers(drawn.expected_path))


@given(VALUES, VALUES, st.decimals("0.05", "1.2", places=2))
def test_better_lies_to_the_right_in_both_directions(baseline, target, share):
    assume(abs(target - baseline) >= 1)
    drawn = bullet(baseline + share * (target - baseline), Scale(baseline, target))
    assert right_end(drawn) > float(drawn.baseline_x)
    assert (right_end(drawn) > float(drawn.target_x) + 0.1) == (share > Decimal("1.00"))


def test_moving_away_goes_left_and_too_far_is_cut():
    scale = Scale(Decimal(24), Decimal(18))
    assert float(bullet(Decimal(25), scale).bar_x) < float(bullet(Decimal(25), scale).baseline_x)
    assert bullet(Decimal(40), scale).is_cut_left
    assert bullet(Decimal(2), scale).is_cut_right
    assert not bullet(Decimal(20), scale).is_cut_left


def test_a_band_is_shaded_and_its_weakest_bound_ticked():
    rising = bullet(Decimal("12.4"), Scale(Decimal("10.6"), None, Decimal("13.3"), Decimal(16)))
    assert rising.target_x == rising.shade_x
    assert float(rising.shade_width) > 0
    falling = bullet(Decimal(12), Scale(Decimal(20), None, Decimal(5), Decimal(10)))
    assert falling.target_x == falling.shade_x


def test_without_a_figure_only_the_scale_is_drawn():
    drawn = bullet(None, Scale(None, Decimal(75)), label="Chưa có số liệu")
    assert (drawn.bar_x, drawn.label) == ("", "Chưa có số liệu")
    assert drawn.target_x


@pytest.mark.parametrize("scale", [Scale(None), Scale(Decimal(5)), Scale(Decimal(0), Decimal(0))])
def test_without_a_target_there_is_no_bullet(scale):
    assert bullet(Decimal(5), scale) == Bullet()


def test_a_baseline_at_the_target_is_measured_from_zero():
    drawn = bullet(Decimal(30), Scale(Decimal(40), Decimal(40)))
    assert float(drawn.baseline_x) < right_end(drawn) < float(drawn.target_x)


@given(st.lists(VALUES | st.none(), max_size=20), st.none() | VALUES)
def test_a_sparkline_stays_in_its_box_and_breaks_at_gaps(values, target):
    points = [(Decimal(2010 + i), v) for i, v in enumerate(values)]
    drawn = sparkline(points, target=target)
    pairs = re.findall(r"([\d.-]+),([\d.-]+)", drawn.path) + list(drawn.dots)
    assert len(pairs) == sum(v is not None for v in values)
    assert all(0 <= float(x) <= drawn.width and 0 <= float(y) <= drawn.height for x, y in pairs)
    assert bool(drawn.last_x) == bool(pairs)
    assert "E" not in drawn.path


def test_no_figures_no_line():
    assert sparkline([], label="Chưa có") == Sparkline(96, 24, label="Chưa có")
    assert HEIGHT == 20


def test_higher_is_higher_and_zero_is_a_value():
    drawn = sparkline([(Decimal(1), Decimal(0)), (Decimal(2), None), (Decimal(3), Decimal(9))])
    assert [float(y) for _, y in drawn.dots] == [20, 4]
