"""Statuses as people read them: key, word, order of concern."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from indicators.method.judgement import Status, Verdict
from reports.assessment import Assessment, TargetAssessment
from reports.charts import palette

EXCEEDED, VISION, SUPERSEDED = "exceeded", "vision", "superseded"

_LABELS = {
    "missed": gettext_noop("Not met"),
    "at_risk": gettext_noop("At risk"),
    "behind": gettext_noop("Behind"),
    "no_data": gettext_noop("No data"),
    "not_due": gettext_noop("Not due yet"),
    "on_track": gettext_noop("On track"),
    "met_late": gettext_noop("Met late"),
    "met": gettext_noop("Met"),
    EXCEEDED: gettext_noop("Exceeded"),
    VISION: gettext_noop("Vision"),
    SUPERSEDED: gettext_noop("No longer measured"),
}
WORST_FIRST = palette.WORST_FIRST
"""Every status key, the most worrying first."""
OFF_TRACK = palette.OFF_TRACK
"""What needs attention."""
ON_COURSE = ("on_track",)
REACHED = ("met_late", "met", EXCEEDED)


def status_label(key: str) -> str:
    """The word for a status in the current language."""
    return _(_LABELS[key])


def target_status(target: TargetAssessment) -> str:
    """The status key of one target; "exceeded" where the verdict says so."""
    judgement = target.judgement
    if target.is_superseded:
        return SUPERSEDED
    if judgement is None:
        return VISION
    if judgement.status is Status.MET and judgement.verdict is Verdict.EXCEEDED:
        return EXCEEDED
    return str(judgement.status.value)


def indicator_status(assessment: Assessment) -> str:
    """The status key of an indicator: that of its headline target."""
    headline = assessment.headline
    return "no_data" if headline is None else target_status(headline)
