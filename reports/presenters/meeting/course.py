"""An indicator's figures period by period beside what its trajectory asked for."""

from __future__ import annotations

from decimal import Decimal

from indicators.method.facts import Kind, Observation
from indicators.method.rounding import displayed, displayed_pair
from reports.assessment import Assessment
from reports.exports.meeting.content import CoursePoint
from tracker.common.decimals import decimal_places, round_half_up
from tracker.common.labels import period_label
from tracker.common.periods import Period

_UNDRAWN = (Kind.MILESTONE, Kind.CLASSES)


def course_of(assessment: Assessment) -> tuple[CoursePoint, ...]:
    """The own series in order of time, a period without a figure as a gap, then the target years.

    Nothing for milestones and classes, which are no number over time.
    """
    if assessment.indicator.kind in _UNDRAWN:
        return ()
    known = {one.period: one for one in assessment.series.own if one.value is not None}
    if not known:
        return ()
    periods = sorted({*known, *_between(list(known))}, key=lambda period: period.sort_key)
    last = periods[-1]
    ahead = [year for year in _target_years(assessment) if year > last.year]
    points = [_point(assessment, period, known.get(period)) for period in periods]
    return (*points, *(_point(assessment, Period(year), None) for year in ahead))


def _between(periods: list[Period]) -> list[Period]:
    """Those of the same length that are missing in between, unless another ends with them."""
    found, ends = [], {period.position for period in periods}
    for some in ([p for p in periods if p.is_annual], [p for p in periods if not p.is_annual]):
        if some:
            last, first = max(some, key=_key), min(some, key=_key)
            while last != first:
                last = last.previous()
                found.append(last)
    return [period for period in found if period.position not in ends]


def _key(period: Period) -> tuple[Decimal, bool]:
    return period.sort_key


def _target_years(assessment: Assessment) -> list[int]:
    return [one.target.year for one in assessment.targets if one.judgement is not None]


def _point(assessment: Assessment, period: Period, one: Observation | None) -> CoursePoint:
    expected = assessment.judgement.trajectory.at(period.position)
    places = assessment.indicator.decimals
    actual = None
    if one is not None and one.value is not None:
        goals = [goal.goal for goal in assessment.judgement.goals]
        actual = displayed(assessment.measure, one.value, goals)
        if expected is not None:
            places = max(places, decimal_places(actual))
            expected, actual = displayed_pair(expected, one.value, places)
    elif expected is not None:
        expected = round_half_up(expected, places)
    return CoursePoint(period_label(period), actual, expected, str(period))
