"""What somebody should know before a reorganisation is done, in sentences."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assignments.reorganisation.plan import Plan
from tracker.common.labels import day_label
from tracker.common.timestamps import today


def notices(plan: Plan) -> Iterator[str]:
    """Only those that concern this plan; what holds always stands on the page itself."""
    day = plan.draft.proposal.day
    if day > today():
        yield _(
            "The day lies ahead: until then the old units answer and report, "
            "from %(day)s on the new ones do."
        ) % {"day": day_label(day)}
    elif day < today():
        yield _(
            "The day has passed: pages of the days since %(day)s will show the new units too."
        ) % {"day": day_label(day)}
    questions = len(plan.questions)
    if questions:
        yield ngettext(
            "%(count)d sole lead could go to several units: choose, or it stays without a lead.",
            "%(count)d sole leads could go to several units: choose, or they stay without a lead.",
            questions,
        ) % {"count": questions}
    yield from _left(plan)
    yield from _later(plan)


def _left(plan: Plan) -> Iterator[str]:
    """Duties of units that nobody follows."""
    left: dict[str, int] = {}
    for one in plan.passings:
        if not one.candidates:
            name = one.source.unit.name
            left[name] = left.get(name, 0) + 1
    for name, count in left.items():
        yield ngettext(
            "Nobody follows %(unit)s: %(count)d open duty will lie with nobody.",
            "Nobody follows %(unit)s: %(count)d open duties will lie with nobody.",
            count,
        ) % {"unit": name, "count": count}


def _later(plan: Plan) -> Iterator[str]:
    """Successors whose own end is known already: what they take over goes on from there."""
    ending = {
        one.successor.name: one.successor.valid_to
        for one in plan.draft.successions
        if one.successor is not None and one.successor.valid_to is not None
    }
    for name, day in ending.items():
        yield _(
            "%(unit)s itself ends on %(day)s: what it takes over passes on to its own successors; "
            "a sole lead that could then go to several stays without one."
        ) % {"unit": name, "day": day_label(day)}
