"""How a target is read: which numbers its wording gives, and what meets it."""

from __future__ import annotations

from django.utils.translation import gettext as _

from indicators.method.criterion import DEFAULT_TOLERANCE
from indicators.method.facts import Comparator, Goal, Wanted
from indicators.method.judgement import Reason
from reports.sentences.account import Account
from reports.sentences.why.sums import bare
from tracker.common.labels import day_label


def target_words(account: Account) -> tuple[str, ...]:
    """How the target is read, and by when."""
    goal = account.goal.goal
    if account.goal.reason is Reason.GOAL_INCOMPLETE:
        return (_("It has no number by which a figure could be judged."),)
    return (_reading(account, goal), *_due(account, goal))


def _due(account: Account, goal: Goal) -> list[str]:
    if goal.comparator is Comparator.MILESTONE:
        return []
    return [
        _("It is judged by the figure of %(year)s, or by an earlier one that meets it already.")
        % {"year": goal.year}
    ]


def _reading(account: Account, goal: Goal) -> str:
    if goal.comparator is Comparator.MILESTONE:
        if account.goal.due_on is None:
            return _("Done or not done; the document sets no due date.")
        return _("Done or not done; due on %(due)s.") % {"due": day_label(account.goal.due_on)}
    if goal.comparator is Comparator.CLASSES:
        return _(
            "So many of each class: %(classes)s. What counts is how many are of a class or a "
            "better one, so that a promotion is never a loss."
        ) % {"classes": account.classes(goal.classes or {})}
    if goal.comparator is Comparator.RANGE:
        return _band(account, goal)
    if goal.comparator is Comparator.APPROX:
        return _about(account, goal)
    text = {
        Comparator.GT: _("Read as: above T = %(number)s; T itself is not enough."),
        Comparator.GE: _("Read as: at least T = %(number)s; T itself is enough."),
        Comparator.LT: _("Read as: below T = %(number)s; T itself is too much."),
        Comparator.LE: _("Read as: at most T = %(number)s; T itself is still right."),
        Comparator.FULL: _("Read as: all of them, T = 100 %%."),
    }[goal.comparator]
    return text % {"number": _stated(account, goal)}


def _stated(account: Account, goal: Goal) -> str:
    """T with all its decimals and the unit."""
    number = "" if goal.value is None else bare(goal.value, account)
    return f"{number}\u00a0{account.unit}".strip("\u00a0")


def _about(account: Account, goal: Goal) -> str:
    text = {
        Wanted.HIGHER: _("Read as: about T = %(number)s, where more is better: from T − δ on."),
        Wanted.LOWER: _("Read as: about T = %(number)s, where less is better: up to T + δ."),
        Wanted.NEITHER: _("Read as: about T = %(number)s: from T − δ to T + δ."),
    }[account.judgement.measure.wanted]
    if goal.tolerance is None:
        share = {"share": bare(100 * DEFAULT_TOLERANCE, account)}
        slack = _("The tolerance δ is %(share)s %% of T, since the target states none.") % share
    else:
        stated = {"tolerance": bare(goal.tolerance, account)}
        slack = _("The tolerance δ = %(tolerance)s is stated with the target.") % stated
    return f"{text % {'number': _stated(account, goal)}} {slack}"


def _band(account: Account, goal: Goal) -> str:
    ends = {
        "low": "" if goal.low is None else bare(goal.low, account),
        "high": "" if goal.high is None else bare(goal.high, account),
        "unit": account.unit,
    }
    text = {
        Wanted.HIGHER: _(
            "Read as: from L = %(low)s to U = %(high)s %(unit)s, where more is better: it is met "
            "from the lower end L on, and exceeded above U."
        ),
        Wanted.LOWER: _(
            "Read as: from L = %(low)s to U = %(high)s %(unit)s, where less is better: it is met "
            "up to the upper end U, and exceeded below L."
        ),
        Wanted.NEITHER: _(
            "Read as: to stay between L = %(low)s and U = %(high)s %(unit)s, both ends included."
        ),
    }[account.judgement.measure.wanted]
    return " ".join((text % ends).split())
