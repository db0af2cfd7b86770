"""“Why?” beside a status: the question, the steps with their numbers, and the status they give."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from reports.assessment import Assessment, TargetAssessment
from reports.presenters.rows import WHY_ANCHOR
from reports.presenters.sentences import target_sentence
from reports.presenters.statuses import status_label, target_status
from reports.sentences.account import Account
from reports.sentences.why import Part, question, why
from tracker.common.labels import period_label
from tracker.common.numbers import format_number


@dataclass(frozen=True)
class WhyView:
    """One explanation; `anchor` is the id of its steps, `text` stands instead of steps where
    nothing was judged."""

    anchor: str
    question: str
    status: str
    status_label: str
    parts: tuple[Part, ...] = ()
    text: str = ""
    is_rounded: bool = False


def why_view(
    assessment: Assessment, target: TargetAssessment, sources: Mapping[tuple[str, str], str]
) -> WhyView:
    """Why a target has its status; `sources` are the published sources by (period, definition)."""
    status = target_status(target)
    is_headline = target is assessment.headline
    anchor = WHY_ANCHOR if is_headline else f"{WHY_ANCHOR}-{target.target.year}"
    head = (anchor, question(status), status, status_label(status))
    judged = target.judgement
    if judged is None:
        return WhyView(*head, text=target_sentence(assessment, target))
    unit = assessment.indicator.display_unit
    account = Account(judged, assessment.judgement, unit, format_number, period_label)
    period = str(judged.observation.period) if judged.observation else ""
    told = why(account, wording=target.target.wording, source=sources.get((period, ""), ""))
    return WhyView(*head, parts=told.parts, is_rounded=told.is_rounded)
