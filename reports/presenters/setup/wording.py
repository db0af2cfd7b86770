"""How the words of a target are understood: when it is met, by the method's own criterion."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from django.utils.translation import gettext as _

from indicators.method.comparison import Verdict
from indicators.method.criterion import DEFAULT_TOLERANCE, Criterion, criterion, is_usable
from indicators.method.facts import Comparator, Goal, Kind, Measure
from indicators.plain_table.sentences import remark_sentence
from indicators.wording import Reading, Remark, examples
from reports.presenters.values import classes_text
from tracker.common.labels import day_label
from tracker.common.numbers import format_number

_HUNDRED = Decimal(100)


@dataclass(frozen=True)
class ExampleText:
    """A figure with its verdict; `look` names the colour."""

    figure: str
    verdict: str
    look: str
    icon: str


@dataclass(frozen=True)
class Understood:
    """One target in words: `sentence` says when it is met, or why it is not understood."""

    wording: str
    sentence: str
    is_refused: bool = False
    examples: tuple[ExampleText, ...] = ()
    remarks: tuple[str, ...] = ()


def understood(
    wording: str, reading: Reading, measure: Measure, unit: str, year: int
) -> Understood:
    """When the target is met, with figures on both sides of every edge."""
    goal = reading.goal(year)
    if not is_usable(measure, goal):
        return Understood(wording, _("This does not suit the other targets of the row."), True)
    highest = _HUNDRED if unit.startswith("%") else None
    shown = tuple(
        _example(one.figure, one.verdict, measure, unit)
        for one in examples(measure, goal, highest=highest)
    )
    remarks = tuple(_remark(one, reading) for one in reading.remarks)
    return Understood(wording, met_sentence(goal, measure, unit), False, shown, remarks)


def refused(wording: str, sentence: str) -> Understood:
    """Words that are not understood."""
    return Understood(wording, sentence, is_refused=True)


def met_sentence(goal: Goal, measure: Measure, unit: str) -> str:
    """`Đạt khi từ 4,7 % trở lên.`: what the method accepts, nothing more."""
    if goal.comparator is Comparator.MILESTONE:
        if goal.due is None:
            return _("Met when it is done; due by the end of %(year)d.") % {"year": goal.year}
        return _("Met when it is done on %(day)s at the latest.") % {"day": day_label(goal.due)}
    if goal.comparator is Comparator.CLASSES:
        return _("Met with %(classes)s, or better ones instead.") % {
            "classes": classes_text(goal.classes or {})
        }
    if goal.comparator is Comparator.FULL:
        return _("Met when all of them have it: 100 %%, none left out.") % {}
    said = _bounds_sentence(_in_whole(criterion(measure, goal), measure), unit)
    if goal.comparator is not Comparator.APPROX:
        return said
    percent = {"percent": format_number(DEFAULT_TOLERANCE * 100)}
    return f"{said} {_('“About” allows %(percent)s %% of the number.') % percent}"


def _in_whole(bounds: Criterion, measure: Measure) -> Criterion:
    """What is counted whole meets 20.58 with 21."""
    if measure.kind is not Kind.COUNT:
        return bounds
    low, high = bounds.low, bounds.high
    return replace(
        bounds,
        low=None if low is None else low.to_integral_value(ROUND_CEILING),
        high=None if high is None else high.to_integral_value(ROUND_FLOOR),
    )


def _bounds_sentence(bounds: Criterion, unit: str) -> str:
    low, high = (_measured(one, unit) for one in (bounds.low, bounds.high))
    if bounds.low is not None and bounds.high is not None:
        return _("Met from %(low)s to %(high)s.") % {"low": low, "high": high}
    if bounds.low is not None:
        said = _("Met above %(low)s.") if bounds.is_strict else _("Met from %(low)s up.")
        return said % {"low": low}
    said = _("Met below %(high)s.") if bounds.is_strict else _("Met up to %(high)s.")
    return said % {"high": high}


def _measured(number: Decimal | None, unit: str, places: int | None = None) -> str:
    text = format_number(number, places)
    return f"{text}\u00a0{unit}" if text and unit else text


def _example(figure: Decimal, verdict: Verdict, measure: Measure, unit: str) -> ExampleText:
    word, look, icon = {
        Verdict.EXCEEDED: (_("exceeded"), "exceeded", "exceeded"),
        Verdict.MET: (_("met"), "met", "met"),
        Verdict.NOT_MET: (_("not met"), "missed", "missed"),
    }[verdict]
    return ExampleText(_measured(figure, unit, measure.decimals), word, look, icon)


def _remark(remark: Remark, reading: Reading) -> str:
    """What was assumed, with what it led to."""
    said = remark_sentence(remark)
    if remark is not Remark.PLAIN:
        return said
    led = {
        Comparator.GE: _("It is read as “at least”."),
        Comparator.LE: _("It is read as “at most”."),
    }.get(reading.comparator, _("It is read as “about”."))
    return f"{said} {led}"
