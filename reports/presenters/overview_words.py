"""The overview in sentences: how the programme stands, and on what data."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from indicators.method.age import Freshness
from indicators.method.facts import Nature
from reports.assessment import ProgrammeAssessment
from reports.presenters.statuses import OFF_TRACK, REACHED
from tracker.common.labels import day_label


def state_sentence(statuses: Sequence[str], now: ProgrammeAssessment) -> str:
    """How many indicators have reached their target, are on the way, need attention."""
    counts = Counter(statuses)
    reached = sum(counts[status] for status in REACHED)
    concerned = sum(counts[status] for status in OFF_TRACK)
    first = ngettext(
        "Of %(total)d indicator, %(reached)d has reached its target due and %(on)d is on track;"
        " %(concerned)d needs attention.",
        "Of %(total)d indicators, %(reached)d have reached the target due next and %(on)d are on"
        " track; %(concerned)d need attention.",
        len(statuses),
    ) % {
        "total": len(statuses),
        "reached": reached,
        "on": counts["on_track"],
        "concerned": concerned,
    }
    interim = _interim_sentence(now)
    return f"{first} {interim}" if interim else first


def _interim_sentence(now: ProgrammeAssessment) -> str:
    """How the targets of the interim year ended, once it is over."""
    year = now.programme.interim_year
    if year is None or now.as_of.year <= year:
        return ""
    judged = [
        target.judgement.met
        for one in now.indicators
        for target in one.targets
        if target.target.year == year and target.judgement is not None
    ]
    if not judged:
        return ""
    return _(
        "Of %(total)d targets for %(year)d, %(met)d are met, %(missed)d not,"
        " %(open)d lack a figure."
    ) % {
        "total": len(judged),
        "year": year,
        "met": judged.count(True),
        "missed": judged.count(False),
        "open": judged.count(None),
    }


def data_line(now: ProgrammeAssessment) -> str:
    """Cut-off, how complete and how provisional the data are."""
    latest = [one.latest for one in now.indicators if one.latest is not None]
    fresh = sum(one.judgement.freshness is Freshness.FRESH for one in now.indicators)
    estimates = sum(one.nature is Nature.ESTIMATE for one in latest)
    illustrative = sum(one.nature is Nature.ILLUSTRATIVE for one in latest)
    parts = [
        _("Data as of %(day)s") % {"day": day_label(now.as_of)},
        _("%(fresh)d of %(total)d indicators have a fresh figure")
        % {"fresh": fresh, "total": len(now.indicators)},
        ngettext("%(count)d estimate", "%(count)d estimates", estimates) % {"count": estimates},
    ]
    if illustrative:
        parts.append(
            ngettext(
                "%(count)d illustrative figure", "%(count)d illustrative figures", illustrative
            )
            % {"count": illustrative}
        )
    return " · ".join(parts)
