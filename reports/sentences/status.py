"""The sentence that explains a status to its reader: one for every reason of the ladder."""

from __future__ import annotations

from collections.abc import Callable
from decimal import ROUND_FLOOR, Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from indicators.method.facts import Comparator, Nature
from indicators.method.figures import Fault
from indicators.method.judgement import GoalJudgement, Judgement, Reason, Status
from indicators.method.rounding import displayed_pair, displayed_ratio
from reports.sentences.account import Account, FormatNumber, places, target_text
from reports.sentences.gap import gap_phrase
from tracker.common.decimals import round_half_up
from tracker.common.labels import day_label
from tracker.common.periods import Period


def status_sentence(
    goal_judgement: GoalJudgement,
    judgement: Judgement,
    unit: str,
    format_number: FormatNumber,
    period_label: Callable[[Period], str],
) -> str:
    """Why the target has its status, with its numbers: one sentence for every `Reason`.

    What rests on an estimate, slips, or waits for its due figure is said in a second one.
    """
    account = Account(goal_judgement, judgement, unit, format_number, period_label)
    return " ".join([_SENTENCES.get(goal_judgement.reason, _plain)(account), *_additions(account)])


def _facts(account: Account) -> dict[str, str]:
    """What nearly every sentence names."""
    gap = gap_phrase(account.goal, account.judgement, account.unit, account.format_number)
    return {
        "target": target_text(account),
        "year": str(account.goal.goal.year),
        "value": account.value,
        "period": account.period,
        "gap": gap or "–",
    }


def _additions(account: Account) -> list[str]:
    goal, found = account.goal, []
    if goal.slipping:
        found.append(_("But its recent figures move the wrong way."))
    if goal.is_overdue and goal.reason is not Reason.DUE_MISSING and goal.observation is not None:
        found.append(_("The target is due and its final figure is still missing."))
    if goal.is_provisional:
        found.append(_("This rests on an estimate; the official figure may change it."))
    elif goal.observation is not None and goal.observation.nature is Nature.ESTIMATE:
        found.append(_("The figure is an estimate."))
    return found


def _due_missing(account: Account) -> str:
    if account.goal.goal.comparator is Comparator.MILESTONE and account.goal.due_on:
        due = day_label(account.goal.due_on)
        return _("Due on %(due)s; no report says whether it was done.") % {"due": due}
    if account.goal.value is None:
        return _("The target for %(year)s is due and its figure is missing.") % _facts(account)
    return _(
        "The target for %(year)s is due and its figure is missing;"
        " the last one is %(value)s (%(period)s)."
    ) % _facts(account)


def _data_error(account: Account) -> str:
    observation = account.goal.observation
    if account.goal.error is Fault.UNKNOWN_CLASS:
        text = _("Data error in %(period)s: a class that the indicator does not have; not judged.")
        return text % {"period": account.period}
    n = observation.numerator if observation else None
    d = observation.denominator if observation else None
    if n is None or d is None:
        text = _("Data error in %(period)s: a unit reports more than its total; not judged.")
        return text % {"period": account.period}
    text = _("Data error in %(period)s: %(n)s of %(d)s is more than all; not judged.")
    numbers = {"n": account.bare(n.normalize()), "d": account.bare(d.normalize())}
    return text % ({"period": account.period} | numbers)


def _partial(account: Account) -> str:
    """89.96 % must not print as the 90 % that would suffice: the share is rounded down."""
    coverage = account.goal.observation.coverage if account.goal.observation else Decimal(0)
    share = account.bare((100 * coverage).to_integral_value(ROUND_FLOOR))
    text = _("Only %(share)s %% of the figures for %(period)s are in: shown, not judged.")
    return text % {"share": share, "period": account.period}


def _stale(account: Account) -> str:
    months = account.judgement.age_months or 0
    text = ngettext(
        "The last figure, %(value)s (%(period)s), is %(months)s month old: too old to judge.",
        "The last figure, %(value)s (%(period)s), is %(months)s months old: too old to judge.",
        months,
    )
    return text % (_facts(account) | {"months": months})


def _baseline_lost(account: Account) -> str:
    x, before, raw = account.shown, account.judgement.previous_value, account.goal.value
    if x is None or raw is None or before is None:
        text = _("The baseline had met the target; %(value)s (%(period)s) no longer does: at risk.")
        return text % _facts(account)
    pair = displayed_pair(before, raw, places(x))
    facts = _facts(account) | {
        "previous": account.number(pair[0]),
        "value": account.number(pair[1]),
    }
    if account.goal.status is Status.BEHIND:
        return (
            _(
                "The baseline had met the target, which is lost; from %(previous)s to %(value)s"
                " (%(period)s) it improves: behind."
            )
            % facts
        )
    return (
        _(
            "The baseline had met the target, which is lost; from %(previous)s to %(value)s"
            " (%(period)s) it does not improve: at risk."
        )
        % facts
    )


def _on_the_line(account: Account) -> dict[str, str]:
    """Expected and actual value side by side, and the share of the way, none contradicting the
    status: what is behind never prints as equal."""
    goal, x, facts = account.goal, account.shown, _facts(account)
    raw = goal.value
    if goal.expected is not None and x is not None and raw is not None:
        expected, actual = round_half_up(goal.expected, places(x)), x
        if goal.status is not Status.ON_TRACK:
            expected, actual = displayed_pair(goal.expected, raw, places(x))
        facts |= {"expected": account.number(expected), "value": account.number(actual)}
    if goal.ratio is not None:
        facts["share"] = account.bare(displayed_ratio(goal.ratio, account.judgement.thresholds))
    return facts


def _level_line(account: Account) -> str:
    if account.goal.status is Status.ON_TRACK:
        text = _("Hardly any change is due by %(period)s; the figure is %(value)s: on track.")
    else:
        text = _(
            "Hardly any change is due by %(period)s, yet the figure fell back to %(value)s: behind."
        )
    return text % _facts(account)


def _ratio(account: Account) -> str:
    """R of a number against its line; by classes there is no expected number to name."""
    goal, facts = account.goal, _on_the_line(account)
    if "expected" not in facts:
        return _class_ratio(account, facts)
    if goal.status is Status.ON_TRACK:
        text = _(
            "The trajectory asks for %(expected)s in %(period)s, actual %(value)s: on track"
            " (%(share)s %% of the way expected by then)."
        )
    elif goal.status is Status.BEHIND:
        text = _(
            "The trajectory asks for %(expected)s in %(period)s, actual %(value)s: behind"
            " (%(share)s %% of the way expected by then)."
        )
    elif goal.ratio is not None and goal.ratio < 0:
        text = _(
            "The trajectory asks for %(expected)s in %(period)s, actual %(value)s: at risk"
            " (it has moved away from the baseline)."
        )
    else:
        text = _(
            "The trajectory asks for %(expected)s in %(period)s, actual %(value)s: at risk"
            " (%(share)s %% of the way expected by then)."
        )
    return text % facts


def _class_ratio(account: Account, facts: dict[str, str]) -> str:
    text = {
        Status.ON_TRACK: _(
            "%(value)s (%(period)s), %(gap)s: on track (%(share)s %% of the promotions expected)."
        ),
        Status.BEHIND: _(
            "%(value)s (%(period)s), %(gap)s: behind (%(share)s %% of the promotions expected)."
        ),
        Status.AT_RISK: _(
            "%(value)s (%(period)s), %(gap)s: at risk (%(share)s %% of the promotions expected)."
        ),
    }
    return text[account.goal.status] % facts


def _milestone(account: Account) -> str:
    goal = account.goal
    days = {
        "day": day_label(goal.done_on) if goal.done_on else "–",
        "due": day_label(goal.due_on) if goal.due_on else "–",
    }
    if goal.reason is Reason.MILESTONE_DONE and goal.due_on is None:
        return _("Done on %(day)s.") % days
    text = {
        Reason.MILESTONE_DONE: _("Done on %(day)s, by the due date %(due)s."),
        Reason.MILESTONE_DONE_LATE: _("Done on %(day)s, after the due date %(due)s."),
        Reason.MILESTONE_OVERDUE: _("Was due on %(due)s and is not done yet."),
        Reason.MILESTONE_NOT_DUE: _("Not due yet: to be done by %(due)s."),
        Reason.MILESTONE_UNDATED: _("Not done yet; the document sets no due date."),
    }
    return text[goal.reason] % days


def _plain(account: Account) -> str:
    text = {
        Reason.GOAL_INCOMPLETE: _("The target for %(year)s has no number to be judged by."),
        Reason.NOT_YET_EXPECTED: _(
            "Not due yet: the first figure after the baseline is still to come."
        ),
        Reason.NO_FIGURE: _("There is no figure later than the baseline that could be judged."),
        Reason.NOT_APPLICABLE: _("Nothing to count in %(period)s: not judged."),
        Reason.DUE_MET: _(
            "The target for %(year)s (%(target)s) is met: %(value)s (%(period)s), %(gap)s."
        ),
        Reason.DUE_MISSED: _(
            "The target for %(year)s (%(target)s) is not met: %(value)s (%(period)s), %(gap)s."
        ),
        Reason.MET_EARLY: _(
            "The target for %(year)s (%(target)s) is met ahead of time:"
            " %(value)s (%(period)s), %(gap)s."
        ),
        Reason.NO_BASELINE: _(
            "Without a baseline progress cannot be measured: %(value)s (%(period)s), %(gap)s."
        ),
        Reason.DEFINITION_BREAK: _(
            "The definition has changed since the baseline, so that progress cannot be measured:"
            " %(value)s (%(period)s), %(gap)s."
        ),
    }
    return text[account.goal.reason] % _facts(account)


_SENTENCES: dict[Reason, Callable[[Account], str]] = {
    Reason.DUE_MISSING: _due_missing,
    Reason.DATA_ERROR: _data_error,
    Reason.PARTIAL: _partial,
    Reason.STALE: _stale,
    Reason.BASELINE_LOST: _baseline_lost,
    Reason.BASELINE_LOST_RECOVERING: _baseline_lost,
    Reason.LEVEL_LINE_HELD: _level_line,
    Reason.LEVEL_LINE_LOST: _level_line,
    Reason.RATIO_ON_TRACK: _ratio,
    Reason.RATIO_BEHIND: _ratio,
    Reason.RATIO_AT_RISK: _ratio,
    Reason.MILESTONE_DONE: _milestone,
    Reason.MILESTONE_DONE_LATE: _milestone,
    Reason.MILESTONE_OVERDUE: _milestone,
    Reason.MILESTONE_NOT_DUE: _milestone,
    Reason.MILESTONE_UNDATED: _milestone,
}
