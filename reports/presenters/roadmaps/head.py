"""The head of a unit's roadmap: where it stands, and what the person may do with it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from assignments.models import Roadmap, RoadmapState
from reports.four_eyes import lent
from reports.presenters.roadmaps.states import MISSING, RoadmapMark, mark_of, moment
from reports.roadmaps.deciding import is_own
from reports.roadmaps.workflow import RULES, Actor, Verb
from tracker.accounts.models import User


@dataclass(frozen=True)
class RoadmapAct:
    """One button; `why_not` says why it cannot be pressed now."""

    verb: str
    label: str
    is_primary: bool = False
    needs_reason: bool = False
    why_not: str = ""


@dataclass(frozen=True)
class RoadmapHead:
    """State, what was said last, and the buttons."""

    mark: RoadmapMark
    line: str
    return_reason: str
    version: int
    acts: tuple[RoadmapAct, ...]
    beside: str = ""
    """That an approved roadmap counts on while this one is in work."""


def roadmap_head(
    shown: Roadmap | None, counting: Roadmap | None, acts: tuple[RoadmapAct, ...]
) -> RoadmapHead:
    """`shown` is the roadmap on the page, `counting` the one that counts."""
    if shown is None:
        return RoadmapHead(mark_of(MISSING), "", "", 0, ())
    is_back = shown.state == RoadmapState.RETURNED
    beside = counting is not None and counting.pk != shown.pk
    return RoadmapHead(
        mark=mark_of(shown.state),
        line=_line(shown),
        return_reason=shown.return_reason if is_back else "",
        version=shown.version,
        acts=acts,
        beside=_("The roadmap approved on %(day)s counts until this one is approved.")
        % {"day": moment(counting.approved_at)}
        if beside and counting
        else "",
    )


def _line(shown: Roadmap) -> str:
    """Who did the last deed, and when."""
    if shown.state == RoadmapState.SUBMITTED:
        return _("sent by %(who)s on %(day)s") % {
            "who": shown.submitted_by,
            "day": moment(shown.submitted_at),
        }
    if shown.state == RoadmapState.RETURNED:
        return _("returned by %(who)s on %(day)s") % {
            "who": shown.returned_by,
            "day": moment(shown.returned_at),
        }
    if shown.state == RoadmapState.APPROVED:
        return _("approved by %(who)s on %(day)s") % {
            "who": shown.approved_by,
            "day": moment(shown.approved_at),
        }
    return ""


def roadmap_acts(
    shown: Roadmap, user: User, capacities: Collection[Actor], *, obstacle: str
) -> tuple[RoadmapAct, ...]:
    """What the table lets this person do in these capacities, in the order of the buttons.

    `obstacle` is the sentence that keeps the roadmap from being sent.
    """
    offers = [
        RoadmapAct(Verb.SUBMIT, _("Send to the Office"), is_primary=True, why_not=obstacle),
        RoadmapAct(Verb.WITHDRAW, _("Take the roadmap back")),
        RoadmapAct(Verb.APPROVE, _("Approve the roadmap"), is_primary=True),
        RoadmapAct(Verb.RETURN, _("Return for correction"), needs_reason=True),
        RoadmapAct(Verb.REVISE, _("Change the approved roadmap"), needs_reason=True),
    ]
    rules = {one.verb: RULES[Verb(one.verb)] for one in offers}
    found = [
        one
        for one in offers
        if rules[one.verb].actor in capacities and shown.state in rules[one.verb].states
    ]
    decides = any(one.verb in (Verb.APPROVE, Verb.RETURN) for one in found)
    if not decides:
        return tuple(found)
    refused = {Verb.APPROVE: lent([shown], user).get(shown.pk, "")}
    if is_own(shown, user):
        why = _("Nobody decides on a roadmap that they filled or sent themselves.")
        refused = dict.fromkeys((Verb.APPROVE, Verb.RETURN), why)
    return tuple(replace(one, why_not=refused.get(Verb(one.verb)) or one.why_not) for one in found)
