"""The parts of the explanation: figure, target, gap, baseline, line, share of the way, decision."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from indicators.method.facts import Nature
from indicators.method.figures import baseline_figure
from indicators.method.judgement import Reason
from indicators.method.trajectory import Leg
from indicators.method.working import Line, Rule, working
from indicators.method.working.placed import starts_at_baseline
from reports.sentences.account import Account
from reports.sentences.gap import gap_phrase
from reports.sentences.why.decisions import decision_words
from reports.sentences.why.sums import bare, is_rounded, line_text
from reports.sentences.why.targets import target_words

ASKED_FOR_A_START = (
    *(Reason.NO_BASELINE, Reason.DEFINITION_BREAK),
    *(Reason.BASELINE_LOST, Reason.BASELINE_LOST_RECOVERING),
    *(Reason.LEVEL_LINE_HELD, Reason.LEVEL_LINE_LOST),
    *(Reason.RATIO_ON_TRACK, Reason.RATIO_BEHIND, Reason.RATIO_AT_RISK),
)


@dataclass(frozen=True)
class Part:
    """One step of the explanation: what it is about, in words, and its arithmetic.

    `quoted` is a document's or source's own wording, `before` the words that lead to it.
    """

    title: str
    words: tuple[str, ...] = ()
    sums: tuple[str, ...] = ()
    before: str = ""
    quoted: str = ""


@dataclass(frozen=True)
class Why:
    """The parts in order; `is_rounded` asks for the remark that ≈ stands before rounded numbers."""

    parts: tuple[Part, ...]
    is_rounded: bool = False


def why(account: Account, *, wording: str = "", source: str = "") -> Why:
    """The arithmetic of one judgement with its real numbers, as `indicators.method.working` has it.

    `wording` is the target in the document's words, `source` where the figure was published.
    """
    goal = account.goal
    told = working(goal, account.judgement)
    made = (
        (_("The figure"), _figure_words(account), told.figure),
        (_("The target"), target_words(account), told.target),
        (_("Figure beside target"), _gap_words(account, told.gap), told.gap),
        (_("Baseline"), _start_words(account), ()),
        (_("Expected by the trajectory"), _line_words(account, told.line), told.line),
        (_("Share of the expected way"), _way_words(told.progress), told.progress),
        (_("Decision"), decision_words(account), told.decision),
    )
    quotes = {0: (_("Source:"), source), 1: (_("The document says:"), wording)}
    parts = (
        Part(title, tuple(words), tuple(line_text(line, account) for line in lines), *quote)
        for place, (title, words, lines) in enumerate(made)
        if words or lines
        for quote in [quotes.get(place, ("", ""))]
    )
    return Why(tuple(parts), any(is_rounded(line) for line in told.lines))


def _figure_words(account: Account) -> list[str]:
    goal, seen = account.goal, account.goal.observation
    if goal.done_on is not None:
        return []
    if seen is None or goal.standing is None:
        return [_("No figure can be judged yet.")] if goal.standing is not None else []
    facts = {"value": _named(account), "period": account.period, "nature": _nature(seen.nature)}
    found = [_("%(value)s (%(period)s), %(nature)s.") % facts]
    if goal.value is not None and account.shown is not None and account.shown != goal.value:
        found.append(_("The page rounds it; the arithmetic uses the unrounded figure x."))
    if seen.coverage < 1:
        found.append(_("It does not cover all units."))
    if not seen.same_definition:
        found.append(_("It follows another definition than the indicator's present one."))
    if goal.is_frozen:
        found.append(_("It is of the period in which the target is due, or later: it decides."))
    elif goal.standing.has_figure:
        found.append(_("It is the latest figure known on the day of the page."))
    return found


def _named(account: Account) -> str:
    """The figure under its sign: `x = 36,4 %`, `x ≈ 36,4 %` where the page rounds it."""
    x = account.goal.value
    if x is None or account.goal.class_rows:
        return account.value
    return f"x {'=' if account.shown == x else '≈'} {account.value}"


def _nature(nature: Nature) -> str:
    return {
        Nature.OFFICIAL: _("official"),
        Nature.ESTIMATE: _("estimate"),
        Nature.ILLUSTRATIVE: _("illustrative data"),
    }[nature]


def _gap_words(account: Account, lines: Iterable[Line]) -> list[str]:
    goal = account.goal
    phrase = gap_phrase(goal, account.judgement, account.unit, account.format_number)
    if not phrase:
        return []
    found = [f"{phrase[0].upper()}{phrase[1:]}."]
    if goal.comparison.met is not None and goal.met is None:
        found.append(_("The year is not over: a ceiling can be kept to, but not met yet."))
    if goal.class_rows:
        found.append(_("g compares the totals, whatever the class."))
    rules = {line.rule for line in lines}
    if Rule.HEADS in rules:
        found.append(_("k is how many are still needed, counted in whole cases."))
    if Rule.SURPLUS in rules:
        found.append(_("k is how many there are too many, counted in whole cases."))
    return found


def _start_words(account: Account) -> list[str]:
    if account.goal.reason not in ASKED_FOR_A_START:
        return []
    baseline = account.judgement.baseline
    if account.judgement.measure.is_flow:
        return [_("A running total starts each year at 0: b = 0.")]
    if baseline is None:
        return [_("The indicator has no baseline.")]
    value = baseline_figure(baseline)
    facts = {"year": baseline.year, "value": "–"}
    if baseline.classes is not None:
        facts["value"] = account.classes(baseline.classes)
    elif value is not None:
        facts["value"] = f"b = {bare(value, account)}\u00a0{account.unit}".rstrip("\u00a0")
    found = [_("%(value)s (end of %(year)s).") % facts]
    if not baseline.same_definition:
        found.append(_("It follows another definition than the figure."))
    return found


def _line_words(account: Account, lines: Iterable[Line]) -> list[str]:
    """Between which points the line runs there, and how time is counted."""
    leg = account.goal.leg
    if not tuple(lines) or leg is None:
        return []
    found = []
    if account.goal.class_rows:
        found.append(
            _("h counts the promotions still missing: now, h₀ at the baseline, h₁ expected by now.")
        )
    if leg.end is None:
        flat = _("From the end of %(year)s on the line asks for the target of that year.")
        found.append(flat % {"year": int(leg.start[0]) - 1})
    else:
        found += [_course(account, leg), _moments()]
    if leg.share is not None:
        found.append(_("Y is the total that the line gives for the year, s the part of it over."))
    return found


def _moments() -> str:
    return _(
        "t is the moment of the figure: the end of year N is N + 1, that of its quarter q is "
        "N + q/4."
    )


def _course(account: Account, leg: Leg) -> str:
    """From which point to which the line leads there."""
    last = int((leg.end or leg.start)[0]) - 1
    years = {"first": int(leg.start[0]) - 1, "last": last}
    if starts_at_baseline(leg, account.judgement):
        text = _(
            "The line leads straight from the baseline (end of %(first)s) to the target of "
            "%(last)s (end of the year)."
        )
    else:
        text = _(
            "The line leads straight from the target of %(first)s to that of %(last)s, each at the "
            "end of its year."
        )
    return text % years


def _way_words(lines: Iterable[Line]) -> list[str]:
    rules = {line.rule for line in lines}
    found = []
    if Rule.DISTANCE in rules:
        found.append(
            _(
                "k is the distance to what meets the target: of the figure, k₀ of the baseline, "
                "k₁ of the expected value; N is the nearest figure that meets it."
            )
        )
    if Rule.RATIO in rules:
        found.append(_("R is how much was gained, as a share of what should have been by then."))
    return found
