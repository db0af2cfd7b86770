"""The numbers behind the status of one target, as labelled values."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from indicators.method.criterion import criterion
from indicators.method.heads import is_surplus
from indicators.method.judgement import GoalJudgement
from indicators.method.projection import Outlook
from indicators.method.rounding import clipped, displayed_ratio, displayed_share
from reports.assessment import Assessment, TargetAssessment
from reports.presenters.values import difference, measured
from tracker.common.numbers import format_number


@dataclass(frozen=True)
class Fact:
    """A labelled value; `term` explains the label."""

    label: str
    value: str
    note: str = ""
    term: str = ""


def target_facts(assessment: Assessment, target: TargetAssessment) -> list[Fact]:
    """Attainment, expected value, heads still needed, pace and projection: those that there are."""
    judged, indicator = target.judgement, assessment.indicator
    if judged is None:
        return []
    facts = []
    if judged.attainment is not None:
        share = format_number(displayed_share(judged.attainment))
        way = _("of the way from baseline to target")
        facts.append(Fact(_("Attainment"), f"{share} %", way, term="attainment"))
    elif judged.share_of_target is not None:
        share = format_number(displayed_share(judged.share_of_target))
        facts.append(Fact(_("Ratio to target"), f"{share} %"))
    if judged.expected is not None and not judged.is_frozen:
        ratio = judged.ratio
        done = _share_done(ratio, assessment) if ratio is not None else ""
        note = _("%(share)s %% of the expected way done") % {"share": done} if done else ""
        facts.append(
            Fact(
                _("Expected at the figure's date"),
                measured(judged.expected, indicator),
                note,
                term="trajectory",
            )
        )
    if judged.missing:
        counted = indicator.display_counted or _("cases")
        label = _("Too many by") if _is_surplus(assessment, judged) else _("Still needed")
        facts.append(Fact(label, f"{format_number(judged.missing)} {counted}"))
    facts += _pace_facts(assessment, target)
    return facts


def _share_done(ratio: Decimal, assessment: Assessment) -> str:
    """With as many decimals as keep it on its side of the cut-points in force."""
    share = displayed_ratio(ratio, assessment.judgement.thresholds)
    return format_number(share)


def _is_surplus(assessment: Assessment, judged: GoalJudgement) -> bool:
    bounds = criterion(assessment.judgement.measure, judged.goal)
    return judged.value is not None and is_surplus(bounds, judged.value)


def _pace_facts(assessment: Assessment, target: TargetAssessment) -> list[Fact]:
    judged = target.judgement
    pace = assessment.judgement.recent_pace
    if judged is None or judged.is_frozen:
        return []
    facts = []
    if judged.required_pace is not None:
        required = _signed(judged.required_pace, assessment)
        facts.append(Fact(_("Required pace per year"), required, term="pace"))
        if pace is not None:
            note = _("the trend is not stable yet") if pace.is_unstable else ""
            facts.append(Fact(_("Recent pace per year"), _signed(pace.mean, assessment), note))
    projection = judged.projection
    if projection is not None:
        ends = (projection.point, projection.low, projection.high)
        point, low, high = (_on_screen(end, assessment) for end in ends)
        note = _("80 %% interval %(low)s to %(high)s; at half the pace: %(half)s") % {
            "low": low,
            "high": high,
            "half": outlook_label(projection.half_pace_outlook),
        }
        value = f"{point} – {outlook_label(projection.outlook)}"
        label = _("Projection for %(year)d") % {"year": judged.goal.year}
        facts.append(Fact(label, value, note, term="projection"))
    return facts


def _on_screen(value: Decimal, assessment: Assessment) -> str:
    """A projected value; a percentage is kept within 0 to 100 on the screen only."""
    shown = clipped(value) if assessment.measure.is_percentage else value
    return measured(shown, assessment.indicator)


def _signed(value: Decimal, assessment: Assessment) -> str:
    places = max(1, assessment.indicator.decimals)
    text = difference(value, assessment.indicator, places=places)
    return f"+{text}" if value > 0 else text


def outlook_label(outlook: Outlook) -> str:
    """Whether the target will be met at the pace in question, in a word."""
    return {
        Outlook.LIKELY: _("likely"),
        Outlook.POSSIBLE: _("possible"),
        Outlook.UNLIKELY: _("unlikely"),
    }[outlook]
