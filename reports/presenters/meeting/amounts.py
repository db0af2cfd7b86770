"""Figures, targets and gaps as cells of the papers: exact numbers where there is one, else words.

No number is rounded so that it contradicts its verdict; nothing is extrapolated.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from indicators.method.facts import Comparator, Kind, Nature, Observation, Wanted
from indicators.method.judgement import GoalJudgement
from indicators.method.rounding import displayed, displayed_gap
from indicators.models import Indicator, Target
from reports.assessment import Assessment, TargetAssessment
from reports.exports.meeting import marks
from reports.exports.meeting.content import NO_AMOUNT, Amount
from reports.presenters.values import EMPTY, gap_text, observation_text
from tracker.common.decimals import decimal_places
from tracker.common.labels import period_label
from tracker.common.numbers import NumberError, format_number, parse_number

_POINTS = "điểm %"
_NATURES = {
    Nature.OFFICIAL: "",
    Nature.ESTIMATE: marks.ESTIMATE,
    Nature.ILLUSTRATIVE: marks.ILLUSTRATIVE,
}


def plain_amount(value: Decimal, decimals: int, mark: str = "", unit: str = "") -> Amount:
    """A number with at least so many decimals, more where it has them."""
    places = max(decimals, decimal_places(value))
    text = format_number(value, places) + (f"\u00a0{unit}" if unit else "")
    return Amount(text, value, places, mark)


def observed(
    assessment: Assessment, one: Observation | None, *, note: str = "", with_unit: bool = False
) -> Amount:
    """An observation; `note` is said beside it before its nature. Classes are added up."""
    if one is None:
        return NO_AMOUNT
    mark = marks.joined([note, _NATURES[one.nature], marks.PARTIAL if one.coverage < 1 else ""])
    value = _number(assessment, one, with_unit=with_unit)
    if value is None:
        text = observation_text(assessment, one, with_unit=with_unit)
        return NO_AMOUNT if text == EMPTY else Amount(text, mark=mark)
    unit = assessment.indicator.unit if with_unit else ""
    return plain_amount(value, assessment.indicator.decimals, mark, unit)


def _number(assessment: Assessment, one: Observation, *, with_unit: bool) -> Decimal | None:
    if assessment.indicator.kind == Kind.MILESTONE:
        return None
    if one.classes is not None:
        return None if with_unit else Decimal(sum(one.classes.values()))
    if one.value is None:
        return None
    return displayed(
        assessment.measure, one.value, [goal.goal for goal in assessment.judgement.goals]
    )


def baseline_amount(assessment: Assessment) -> Amount:
    """The baseline with its year; another definition and an unofficial one are said."""
    row = assessment.baseline
    if row is None:
        return NO_AMOUNT
    other = "định nghĩa khác" if row.definition else ""
    mark = marks.joined([str(row.year), _NATURES[Nature(row.nature)], other])
    if row.classes is not None:
        return plain_amount(Decimal(sum(row.classes.values())), 0, mark)
    if row.value is None:
        return NO_AMOUNT
    return plain_amount(row.value.normalize(), assessment.indicator.decimals, mark)


def class_amount(counts: Mapping[str, int] | None, name: str, mark: str = "") -> Amount:
    """The count of one class; nothing where the classes are not known."""
    return NO_AMOUNT if counts is None else plain_amount(Decimal(counts.get(name, 0)), 0, mark)


def observed_class(one: Observation | None, name: str) -> Amount:
    """The observed count of one class; that of the whole says of which period it is."""
    return NO_AMOUNT if one is None else class_amount(one.classes, name, _NATURES[one.nature])


def target_amount(target: Target, indicator: Indicator, column_year: int | None) -> Amount:
    """A target in the document's own words, without the unit that has a column of its own.

    A number only where the words are nothing but the number. Another year than the column's is
    said.
    """
    mark = "" if target.year == column_year else f"năm {target.year}"
    wording = _without_unit(target.wording.strip(), indicator.unit)
    number = _parsed(wording)
    if number is not None and target.comparator not in (Comparator.FULL, Comparator.CLASSES):
        return plain_amount(number, 0, mark)
    if target.comparator == Comparator.MILESTONE and _says_the_same(wording, indicator.name):
        wording = "hoàn thành"
    return Amount(_capital(wording), mark=mark)


def _without_unit(wording: str, unit: str) -> str:
    for tail in (unit, unit.partition("/")[0]):
        if tail and wording.endswith(tail) and wording != tail:
            return wording.removesuffix(tail).rstrip()
    return wording


def _parsed(wording: str) -> Decimal | None:
    try:
        return parse_number(wording)
    except NumberError:
        return None


def _says_the_same(wording: str, name: str) -> bool:
    said, known = wording.casefold(), name.casefold()
    return said in known or known in said


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def gap_amount(assessment: Assessment, target: TargetAssessment | None) -> Amount:
    """Above 0 better than the target, below 0 short of it, in the unit or in percentage points.

    Words where a number alone would mislead: nothing to subtract, level with a target that must be
    passed, met within its tolerance, a band that must be kept.
    """
    judged = target.judgement if target is not None else None
    if target is None or judged is None or judged.gap is None:
        return NO_AMOUNT
    gap, mark = _signed_gap(assessment, judged), _other_period(assessment, judged)
    if gap is None:
        text = gap_text(assessment, target)
        return NO_AMOUNT if text == EMPTY else Amount(_capital(text), mark=mark)
    unit = assessment.indicator.unit
    shown = plain_amount(gap, assessment.indicator.decimals, unit=_points_or(unit))
    return Amount(("+" if gap > 0 else "") + shown.text, shown.value, shown.decimals, mark)


def _other_period(assessment: Assessment, judged: GoalJudgement) -> str:
    """Once a target is due its verdict rests on the due period: said where a later figure is in."""
    one, latest = judged.observation, assessment.latest
    is_other = one is not None and latest is not None and one.period != latest.period
    return period_label(one.period) if one is not None and is_other else ""


def _points_or(unit: str) -> str:
    return _POINTS if unit.startswith("%") else unit


def _signed_gap(assessment: Assessment, judged: GoalJudgement) -> Decimal | None:
    if judged.value is None or judged.class_rows or _must_stay(assessment, judged):
        return None
    gap = displayed_gap(assessment.measure, judged.goal, judged.value).normalize()
    is_plain = gap != 0 and judged.met in (None, gap > 0)
    return gap if is_plain else None


def _must_stay(assessment: Assessment, judged: GoalJudgement) -> bool:
    """Whether the figure is to stay in a band, where above and below are equally wrong."""
    is_band = judged.goal.comparator in (Comparator.RANGE, Comparator.APPROX)
    return is_band and assessment.measure.wanted is Wanted.NEITHER
