"""Figures, targets and gaps as text: rounded so that no number contradicts its verdict."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from django.utils.translation import gettext as _

from indicators.method.facts import Kind, Nature, Observation
from indicators.method.rounding import displayed
from indicators.models import Indicator
from reports.assessment import Assessment, TargetAssessment
from reports.sentences import gap_phrase
from tracker.common.decimals import decimal_places, round_half_up
from tracker.common.labels import day_label
from tracker.common.numbers import format_number

EMPTY = "–"


def figure_text(assessment: Assessment, *, with_unit: bool = True) -> str:
    """The latest figure: `36,4 %`, `2 loại II · 1 loại III`, `Hoàn thành 01/01/2025`, or a dash."""
    latest = assessment.latest
    return EMPTY if latest is None else observation_text(assessment, latest, with_unit=with_unit)


def observation_text(
    assessment: Assessment, observation: Observation, *, with_unit: bool = True
) -> str:
    """Any observation of the indicator as text."""
    indicator = assessment.indicator
    if indicator.kind == Kind.MILESTONE:
        return milestone_text(observation)
    if observation.classes is not None:
        return classes_text(observation.classes)
    number = figure_number(assessment, observation)
    if number is None:
        return _("nothing to count") if observation.denominator == 0 else EMPTY
    return measured(number, indicator, places=_places(number), with_unit=with_unit)


def figure_number(assessment: Assessment, observation: Observation | None) -> Decimal | None:
    """The figure as the page rounds it, with the decimals it shows; None where it is no number."""
    if observation is None or observation.value is None or observation.classes is not None:
        return None
    goals = [goal.goal for goal in assessment.judgement.goals]
    shown = displayed(assessment.measure, observation.value, goals)
    return round_half_up(shown, max(assessment.indicator.decimals, decimal_places(shown)))


def _places(rounded: Decimal) -> int:
    """How many decimals a rounded number was given, zeros at its end included."""
    exponent = rounded.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def measured(
    value: Decimal, indicator: Indicator, *, places: int | None = None, with_unit: bool = True
) -> str:
    """A number with its unit of measure."""
    number = format_number(value, indicator.decimals if places is None else places)
    unit = indicator.display_unit
    return f"{number}\u00a0{unit}" if with_unit and unit else number


def difference(value: Decimal, indicator: Indicator, *, places: int | None = None) -> str:
    """How far two figures lie apart: percentages by percentage points, never by per cent."""
    if not indicator.display_unit.startswith("%"):
        return measured(value, indicator, places=places)
    number = format_number(value, indicator.decimals if places is None else places)
    return f"{number} {_('percentage points')}"


def milestone_text(observation: Observation) -> str:
    """Whether and when a milestone was reached."""
    if observation.done_on is None:
        return _("Not done yet")
    return _("Done on %(day)s") % {"day": day_label(observation.done_on)}


def classes_text(classes: Mapping[str, int]) -> str:
    """`2 loại II · 1 loại III`, in the order given; a line never breaks within one class."""
    parts = (
        _("%(count)s class %(name)s") % {"count": format_number(count), "name": name}
        for name, count in classes.items()
    )
    return " · ".join(part.replace(" ", "\u00a0") for part in parts)


def gap_text(assessment: Assessment, target: TargetAssessment) -> str:
    """`còn thiếu 3,2 điểm phần trăm`, `vượt 1,5`, or a dash where there is no gap to name."""
    if target.judgement is None:
        return EMPTY
    unit = assessment.indicator.display_unit
    return gap_phrase(target.judgement, assessment.judgement, unit, format_number) or EMPTY


def nature_label(nature: Nature) -> str:
    """How far a figure can be relied on, in a word."""
    return {
        Nature.OFFICIAL: _("official"),
        Nature.ESTIMATE: _("estimate"),
        Nature.ILLUSTRATIVE: _("illustrative data"),
    }[nature]
