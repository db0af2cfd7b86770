"""The words for a gap: `còn thiếu 3,2 điểm phần trăm`, `vượt 1,5`."""

from __future__ import annotations

from decimal import Decimal

from django.utils.translation import gettext as _

from indicators.method.facts import Comparator, Wanted
from indicators.method.judgement import GoalJudgement, Judgement
from indicators.method.rounding import displayed_gap
from reports.sentences.account import Account, FormatNumber, places


def gap_phrase(
    goal_judgement: GoalJudgement, judgement: Judgement, unit: str, format_number: FormatNumber
) -> str:
    """`còn thiếu 3,2 điểm phần trăm`, `vượt 1,5`; empty where there is no gap to name."""
    account = Account(goal_judgement, judgement, unit, format_number, str)
    if goal_judgement.gap is None:
        return ""
    if goal_judgement.class_rows:
        return _class_gap(account)
    return _number_gap(account)


def _number_gap(account: Account) -> str:
    goal, measure = account.goal, account.judgement.measure
    if goal.value is None:
        return ""
    gap = displayed_gap(measure, goal.goal, goal.value).normalize()
    decimals = max(measure.decimals if gap else 0, places(gap))
    is_share = account.unit.startswith("%")
    unit = _("percentage points") if is_share else account.unit
    amount = f"{account.format_number(abs(gap), decimals)}\u00a0{unit}".strip("\u00a0")
    return _gap_words(account, gap) % {"gap": amount}


def _gap_words(account: Account, gap: Decimal) -> str:
    """The words for a gap, with the place %(gap)s; the verdict decides, the sign says which way."""
    comparator, wanted = account.goal.goal.comparator, account.judgement.measure.wanted
    is_downward = comparator in (Comparator.LT, Comparator.LE) or (
        comparator in (Comparator.APPROX, Comparator.RANGE) and wanted is Wanted.LOWER
    )
    if comparator in (Comparator.APPROX, Comparator.RANGE) and wanted is Wanted.NEITHER:
        if gap >= 0:
            return _("within the range, %(gap)s from its nearest end")
        return _("outside the range by %(gap)s")
    if gap == 0:
        return (
            _("exactly at the target")
            if account.goal.met
            else _("level with the target, which must be passed")
        )
    if gap > 0:
        return _("better than the target by %(gap)s") if is_downward else _("exceeded by %(gap)s")
    if account.goal.met:
        return _("%(gap)s from the target, within its tolerance")
    return _("still above the target by %(gap)s") if is_downward else _("still short by %(gap)s")


def _class_gap(account: Account) -> str:
    """Which "class k or better" is short, and by how many."""
    short = [
        _("%(count)s of class %(name)s or better") % {"count": -row.gap, "name": row.name}
        for row in account.goal.class_rows
        if row.gap < 0
    ]
    if short:
        return _("still short by %(gap)s") % {"gap": ", ".join(short)}
    total = account.goal.class_rows[-1].gap
    return _("exceeded by %(gap)s") % {"gap": total} if total > 0 else _("exactly at the target")
