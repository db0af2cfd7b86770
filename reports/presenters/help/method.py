"""The page on the method, made from the method: its rungs, readings, numbers and examples."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from indicators.method import age, comparison, criterion, figures, pace, projection
from indicators.method.attainment import AttainmentReason
from indicators.method.facts import Comparator, Frequency, Goal, Kind, Measure, Observation, Wanted
from indicators.method.judgement import judge
from indicators.method.milestones import decide_milestone
from indicators.method.status import Decision, Progress, Reason, Standing, decide
from indicators.method.thresholds import Thresholds
from indicators.method.working.compared import gap_formula
from reports.presenters.help.examples import ExampleView, example_views
from reports.presenters.statuses import status_label
from reports.sentences.rules import readings, rung
from reports.sentences.terms import Term, statuses
from reports.sentences.why.sums import in_signs
from tracker.common.labels import day_label
from tracker.common.numbers import format_number
from tracker.common.periods import Period


@dataclass(frozen=True)
class Rung:
    """One rule of the ladder: when it applies, and the status that it gives."""

    number: int
    rule: str
    status: str
    status_label: str


@dataclass(frozen=True)
class ReadingLine:
    """A comparator: its wording, when it is met, how the gap is measured, when exceeded."""

    key: str
    wording: str
    met: str
    gap: str
    exceeded: str


@dataclass(frozen=True)
class Setting:
    """A number of the method, and what it is for."""

    label: str
    value: str


@dataclass(frozen=True)
class MethodPage:
    """Everything on the page."""

    statuses: tuple[Term, ...]
    readings: tuple[ReadingLine, ...]
    ladder: tuple[Rung, ...]
    milestones: tuple[Rung, ...]
    settings: tuple[Setting, ...]
    examples: tuple[ExampleView, ...]


def method_page(thresholds: Thresholds) -> MethodPage:
    """The page in the current language, with the cut-points of this installation."""
    return MethodPage(
        statuses=statuses(thresholds),
        readings=tuple(_readings()),
        ladder=_rungs(_ladder(thresholds), thresholds),
        milestones=_rungs(_milestones(), thresholds),
        settings=tuple(_settings(thresholds)),
        examples=example_views(thresholds),
    )


def _percent(share: Decimal) -> str:
    return f"{format_number(100 * share)}\u00a0%"


def _readings() -> Iterable[ReadingLine]:
    for one in readings(format_number(100 * comparison.CLEARLY_BETTER)):
        yield ReadingLine(
            one.comparator.value, one.wording, one.met, _gap(one.comparator), one.exceeded
        )


def _gap(comparator: Comparator) -> str:
    """The formula; where the direction that is wanted matters, one for each."""
    if comparator is Comparator.MILESTONE:
        return "–"
    if comparator is Comparator.CLASSES:
        return "n − T"
    found = dict.fromkeys(in_signs(gap_formula(comparator, wanted)) for wanted in Wanted)
    return " · ".join(found)


_RUNNING = Progress(figure=Decimal(0), start=Decimal(0), expected=Decimal(1), unit=Decimal("0.1"))
_LEVEL = replace(_RUNNING, expected=Decimal(0))
_MEASURE = Measure(Kind.VALUE, Wanted.HIGHER)
_LOST = AttainmentReason.BASELINE_MEETS_TARGET


def _ladder(thresholds: Thresholds) -> list[Decision]:
    """What the ladder answers, asked once for each of its rungs in their order."""
    behind = replace(_RUNNING, figure=thresholds.behind)
    empty = judge(_MEASURE, None, [], [Goal(2030, Comparator.GE)], date(2026, 1, 1)).goals[0]
    asked = [
        Standing(has_figure=False, is_past_due=True),
        Standing(has_figure=False, is_expected=False),
        Standing(has_figure=False),
        *(Standing(hindrance=one) for one in _HINDRANCES),
        Standing(freshness=age.Freshness.STALE),
        Standing(is_due_figure=True, met=True),
        Standing(is_due_figure=True, met=False),
        Standing(met=True),
        Standing(obstacle=AttainmentReason.NO_BASELINE),
        Standing(obstacle=AttainmentReason.DEFINITION_BREAK),
        Standing(obstacle=_LOST, progress=replace(_RUNNING, previous=Decimal(-1))),
        Standing(obstacle=_LOST, progress=_RUNNING),
        Standing(progress=_LEVEL),
        Standing(progress=replace(_LEVEL, figure=Decimal(-1))),
        Standing(progress=replace(_RUNNING, figure=thresholds.on_track)),
        *([Standing(progress=behind)] if thresholds.behind < thresholds.on_track else []),
        Standing(progress=_RUNNING),
    ]
    first = Decision(empty.status, empty.reason)
    return [first, *(decide(standing, thresholds) for standing in asked)]


_HINDRANCES = (Reason.DATA_ERROR, Reason.NOT_APPLICABLE, Reason.PARTIAL)


def _milestones() -> list[Decision]:
    """What is said of something to be done: in time, late, open, overdue, without a day."""
    due = date(2025, 12, 31)
    goal, undated = Goal(2025, Comparator.MILESTONE, due=due), Goal(2025, Comparator.MILESTONE)
    silent, done = Observation(Period(2025)), Observation(Period(2025), done_on=due)
    late = Observation(Period(2026, 1), done_on=date(2026, 2, 1))
    after = date(2026, 3, 31)
    return [
        decide_milestone(goal, [done], after),
        decide_milestone(goal, [late], after),
        decide_milestone(goal, [], due),
        decide_milestone(goal, [silent], after),
        decide_milestone(undated, [], after),
    ]


def _rungs(decisions: Iterable[Decision], thresholds: Thresholds) -> tuple[Rung, ...]:
    return tuple(
        Rung(
            number,
            rung(one.reason, thresholds),
            one.status.value,
            status_label(one.status.value),
        )
        for number, one in enumerate(decisions, 1)
    )


def _settings(thresholds: Thresholds) -> Iterable[Setting]:
    """Every number on which a judgement depends, as the code has it."""
    annual, quarterly = age.LIMITS[Frequency.ANNUAL], age.LIMITS[Frequency.QUARTERLY]
    months = _("%(fresh)s months, then late; after %(late)s months too old")
    points = {"fewest": pace.FEWEST_POINTS, "most": pace.MOST_POINTS}
    cut_off = Period(2026, 3).cut_off
    yield Setting(_("On track from R"), format_number(thresholds.on_track))
    yield Setting(_("Behind from R"), format_number(thresholds.behind))
    yield Setting(_("Least coverage of a figure that is judged"), _percent(figures.FULL_COVERAGE))
    yield Setting(
        _("Tolerance of “about” where none is stated"),
        _("%(share)s of T") % {"share": _percent(criterion.DEFAULT_TOLERANCE)},
    )
    yield Setting(
        _("Exceeded, where the wording is strict"),
        _("by more than %(share)s of T") % {"share": _percent(comparison.CLEARLY_BETTER)},
    )
    yield Setting(_("An annual figure is fresh for"), months % _ages(annual))
    yield Setting(_("A quarterly figure is fresh for"), months % _ages(quarterly))
    yield Setting(
        _("Data of a period close on the"),
        _("%(day)s of its last month (Q3/2026: %(example)s)")
        % {"day": cut_off.day, "example": day_label(cut_off)},
    )
    yield Setting(_("Years behind the recent pace"), _("%(fewest)s to %(most)s") % points)
    yield Setting(
        _("Student's t of the projection's 80 %% interval") % {},
        " · ".join(format_number(value, 6) for value in projection.T_90.values()),
    )


def _ages(limits: tuple[int, int]) -> dict[str, int]:
    return {"fresh": limits[0], "late": limits[1]}
