"""The sentence behind a status, with the product's own numbers and labels."""

from __future__ import annotations

from django.utils.translation import gettext as _

from reports.assessment import Assessment, TargetAssessment
from reports.sentences import status_sentence
from tracker.common.labels import period_label
from tracker.common.numbers import format_number


def target_sentence(assessment: Assessment, target: TargetAssessment) -> str:
    """Why a target has its status; a vision says that it is shown, never judged."""
    if target.judgement is None:
        return _("A vision for %(year)d: shown, not judged.") % {"year": target.target.year}
    unit = assessment.indicator.display_unit
    return status_sentence(
        target.judgement, assessment.judgement, unit, format_number, period_label
    )
