"""What decided: the rung of the ladder, in words, for every reason that there is."""

from __future__ import annotations

from collections.abc import Callable

from django.utils.translation import gettext as _

from indicators.method.age import LIMITS, age_months
from indicators.method.comparison import CLEARLY_BETTER, Verdict
from indicators.method.facts import Comparator
from indicators.method.figures import FULL_COVERAGE, Fault, first_period
from indicators.method.judgement import Reason
from indicators.method.rounding import displayed_ratio
from reports.sentences.account import Account
from reports.sentences.why.sums import bare
from tracker.common.labels import day_label


def decision_words(account: Account) -> tuple[str, ...]:
    """Why this rung, and what it leads to."""
    goal = account.goal
    found = [_DECISIONS[goal.reason](account)]
    if goal.verdict is Verdict.EXCEEDED:
        found.append(_exceeded(account))
    if goal.slipping:
        found.append(
            _("m is the mean change a year of the recent figures: it points the wrong way.")
        )
    if goal.is_provisional:
        found.append(_("It rests on an estimate: the official figure decides anew."))
    if goal.is_overdue and goal.reason is not Reason.DUE_MISSING and goal.observation is not None:
        found.append(_("The due date has passed; until its figure is there the target runs on."))
    return tuple(found)


def _exceeded(account: Account) -> str:
    comparator = account.goal.goal.comparator
    if comparator in (Comparator.GE, Comparator.LE):
        unit = bare(account.judgement.measure.unit, account)
        return _("It is exceeded: by at least u = %(unit)s, the smallest step that is printed.") % {
            "unit": unit
        }
    if comparator is Comparator.RANGE:
        return _("It is exceeded: beyond the far end of the band.")
    share = bare(100 * CLEARLY_BETTER, account)
    return _("It is exceeded: by more than %(share)s %% of the target.") % {"share": share}


def _not_yet_expected(account: Account) -> str:
    first = first_period(account.judgement.measure, account.judgement.baseline)
    if first is None:
        return _("The first figure is still to come.")
    return _(
        "The data of the first period after the baseline (%(period)s) close on %(day)s; until "
        "then no figure is expected."
    ) % {"period": account.period_label(first), "day": day_label(first.cut_off)}


def _no_figure(account: Account) -> str:
    baseline = account.judgement.baseline
    if baseline is None:
        return _("No figure has been approved; what is not known is not judged.")
    return _(
        "There is no figure later than the baseline of %(year)s, which does not count as one; "
        "what is not known is not judged."
    ) % {"year": baseline.year}


def _due_missing(account: Account) -> str:
    due = account.goal.due_on
    facts = {"due": day_label(due) if due else "–"}
    if account.goal.goal.comparator is Comparator.MILESTONE:
        return _("It was due on %(due)s, and no report up to that day says either way.") % facts
    if account.goal.observation is None:
        return _("It was due on %(due)s, and there is no figure.") % facts
    return _("It was due on %(due)s, its figure is missing and %(age)s") % (
        facts | {"age": _too_old(account)}
    )


def _too_old(account: Account) -> str:
    seen, judgement = account.goal.observation, account.judgement
    months = age_months(seen.period, judgement.as_of) if seen else 0
    late = LIMITS[judgement.measure.frequency][1]
    return _("the last one is %(months)s months old; after %(limit)s it says nothing.") % {
        "months": months,
        "limit": late,
    }


def _stale(account: Account) -> str:
    text = _too_old(account)
    return f"{text[0].upper()}{text[1:]}"


def _data_error(account: Account) -> str:
    if account.goal.error is Fault.UNKNOWN_CLASS:
        return _("The figure names a class that the indicator does not have: it must be corrected.")
    return _("A share can never be more than its whole: the figure must be corrected first.")


def _partial(account: Account) -> str:
    share = bare(100 * FULL_COVERAGE, account)
    text = _("Less than %(share)s %% of the whole is reported: it is shown, but not judged.")
    return text % {"share": share}


def _by_ratio(account: Account) -> str:
    cuts, ratio = account.judgement.thresholds, account.goal.ratio
    facts = {
        "share": "–" if ratio is None else bare(displayed_ratio(ratio, cuts), account),
        "on_track": bare(cuts.on_track, account),
        "behind": bare(cuts.behind, account),
    }
    text = {
        Reason.RATIO_ON_TRACK: _(
            "%(share)s %% of the expected way. On track is R from %(on_track)s on."
        ),
        Reason.RATIO_BEHIND: _(
            "%(share)s %% of the expected way. Behind is R from %(behind)s to below %(on_track)s."
        ),
        Reason.RATIO_AT_RISK: _("%(share)s %% of the expected way. At risk is R below %(behind)s."),
    }[account.goal.reason]
    return text % facts


def _level(account: Account) -> str:
    unit = {"unit": bare(account.judgement.measure.unit, account)}
    if account.goal.reason is Reason.LEVEL_LINE_HELD:
        return (
            _(
                "By now the line has moved by less than u = %(unit)s, so that R would say nothing: "
                "it is enough that the figure is not worse than the baseline by more than u."
            )
            % unit
        )
    return (
        _(
            "By now the line has moved by less than u = %(unit)s, so that R would say nothing; but "
            "the figure is worse than the baseline by more than u."
        )
        % unit
    )


def _days(account: Account) -> dict[str, str]:
    goal = account.goal
    return {
        "day": day_label(goal.done_on) if goal.done_on else "–",
        "due": day_label(goal.due_on) if goal.due_on else "–",
        "today": day_label(account.judgement.as_of),
    }


def _done(account: Account) -> str:
    if account.goal.due_on is None:
        return _("It was done on %(day)s.") % _days(account)
    return _("It was done on %(day)s, not later than %(due)s.") % _days(account)


_DECISIONS: dict[Reason, Callable[[Account], str]] = {
    Reason.GOAL_INCOMPLETE: lambda _a: _("Without a number nothing is judged."),
    Reason.NOT_YET_EXPECTED: _not_yet_expected,
    Reason.DUE_MISSING: _due_missing,
    Reason.NO_FIGURE: _no_figure,
    Reason.DATA_ERROR: _data_error,
    Reason.NOT_APPLICABLE: lambda _a: _("There is nothing to count: neither met nor missed."),
    Reason.PARTIAL: _partial,
    Reason.STALE: _stale,
    Reason.DUE_MET: lambda _a: _("The target is due and its figure meets it: met, for good."),
    Reason.DUE_MISSED: lambda _a: _("The target is due and its figure does not meet it: not met."),
    Reason.MET_EARLY: lambda _a: _("The target is not due yet, and the figure meets it already."),
    Reason.NO_BASELINE: lambda _a: _(
        "Without a baseline there is no line to compare with; the gap is told, the course is not "
        "judged."
    ),
    Reason.DEFINITION_BREAK: lambda _a: _(
        "Baseline and figure follow different definitions: between them no way can be measured."
    ),
    Reason.BASELINE_LOST_RECOVERING: lambda _a: _(
        "The baseline already met the target, which is lost; the figure is better than the one "
        "before (p): behind, but recovering."
    ),
    Reason.BASELINE_LOST: lambda _a: _(
        "The baseline already met the target, which is lost, and no figure before it (p) was "
        "worse: at risk."
    ),
    Reason.LEVEL_LINE_HELD: _level,
    Reason.LEVEL_LINE_LOST: _level,
    Reason.RATIO_ON_TRACK: _by_ratio,
    Reason.RATIO_BEHIND: _by_ratio,
    Reason.RATIO_AT_RISK: _by_ratio,
    Reason.MILESTONE_DONE: _done,
    Reason.MILESTONE_DONE_LATE: lambda a: _("It was done on %(day)s, after %(due)s.") % _days(a),
    Reason.MILESTONE_OVERDUE: lambda a: (
        _("It was due on %(due)s, and a report that reaches that day says that it is not done.")
        % _days(a)
    ),
    Reason.MILESTONE_NOT_DUE: lambda a: (
        _("On %(today)s it is not done, and %(due)s has not passed.") % _days(a)
    ),
    Reason.MILESTONE_UNDATED: lambda _a: _(
        "It is not done, and without a due date it cannot be late."
    ),
}
