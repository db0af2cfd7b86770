"""The sentence behind a status, with the product's own numbers and labels."""

from __future__ import annotations

from django.utils.translation import gettext as _

from indicators.models import Indicator
from reports.assessment import Assessment, TargetAssessment
from reports.sentences import status_sentence
from tracker.common.labels import day_label, period_label
from tracker.common.numbers import format_number


def target_sentence(assessment: Assessment, target: TargetAssessment) -> str:
    """Why a target has its status; a vision or a superseded target says why it has none."""
    if target.is_superseded:
        return superseded_sentence(assessment.indicator)
    if target.judgement is None:
        return _("A vision for %(year)d: shown, not judged.") % {"year": target.target.year}
    unit = assessment.indicator.display_unit
    return status_sentence(
        target.judgement, assessment.judgement, unit, format_number, period_label
    )


def superseded_sentence(indicator: Indicator) -> str:
    """From when and why it can no longer be measured as written; empty where it can."""
    if indicator.superseded_on is None:
        return ""
    return _(
        "Since %(day)s it can no longer be measured as written (%(basis)s); judged up to the day "
        "before."
    ) % {"day": day_label(indicator.superseded_on), "basis": indicator.superseded_basis}
