"""Figures and targets meet the method here and nowhere else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.utils.translation import gettext as _

from assignments.models import Unit
from indicators.method.facts import (
    Baseline,
    Comparator,
    Frequency,
    Goal,
    Kind,
    Measure,
    Nature,
    Observation,
    Wanted,
)
from indicators.method.judgement import GoalJudgement, Judgement, judge
from indicators.method.thresholds import Thresholds
from indicators.method.trajectory import Trajectory, trajectory
from indicators.models import Baseline as BaselineRow
from indicators.models import Indicator, Programme, Target
from reports.observations import Series, build_series, series_of
from reports.queries.facts import FigureRow, Owners, ProgrammeFacts, load_facts, targets_in_force
from reports.thresholds import thresholds_in_force
from tracker.common.errors import SentenceError


@dataclass(frozen=True)
class TargetAssessment:
    """A target as the document states it, with its judgement; None where it is only shown: a
    vision, or due after the day from which it can no longer be measured (`is_superseded`)."""

    target: Target
    judgement: GoalJudgement | None
    is_superseded: bool = False


@dataclass(frozen=True)
class Assessment:
    """Everything that is known and judged of one indicator on one day."""

    indicator: Indicator
    measure: Measure
    baseline: BaselineRow | None
    owners: Owners
    series: Series
    judgement: Judgement
    targets: tuple[TargetAssessment, ...]
    is_superseded: bool = False
    """Whether it could no longer be measured on the day, and is judged up to the last such day."""

    @property
    def headline(self) -> TargetAssessment | None:
        """The next target due, else the last that was judged; a vision if there is nothing else."""
        for target in self.targets:
            if target.judgement is not None and target.judgement is self.judgement.headline:
                return target
        return self.targets[0] if self.targets else None

    @property
    def latest(self) -> Observation | None:
        """The figure that is judged."""
        return self.judgement.observation

    @property
    def is_illustrative(self) -> bool:
        """Whether any number behind it is made up for a demonstration."""
        shown = (*self.series.all, *([self.latest] if self.latest else []))
        baseline = self.baseline is not None and self.baseline.nature == Nature.ILLUSTRATIVE
        return baseline or any(one.nature is Nature.ILLUSTRATIVE for one in shown)


@dataclass(frozen=True)
class ProgrammeAssessment:
    """A programme on one day, its indicators in the order of the document."""

    programme: Programme
    as_of: date
    indicators: tuple[Assessment, ...]
    local_units: Mapping[int, Unit] = field(default_factory=dict)
    """Every local unit of the province, past and present, by key."""
    figures: Mapping[int, Sequence[FigureRow]] = field(default_factory=dict)
    """The figures of indicators whose observations were not kept, by key."""


class UnknownIndicatorError(SentenceError):
    """The programme has no indicator with this code."""


def assess_programme(
    programme: Programme,
    as_of: date,
    codes: Sequence[str] | None = None,
    *,
    units: Mapping[int, Unit] | None = None,
) -> ProgrammeAssessment:
    """Judge the indicators (all, or those named) as the figures stood on `as_of`.

    Who has the local units at hand gives them as `units` and saves their query.
    """
    facts = load_facts(programme, as_of, codes, units=units)
    missing = sorted(set(codes or ()) - {indicator.code for indicator in facts.indicators})
    if missing:
        raise UnknownIndicatorError(
            _("Programme %(programme)s has no indicator “%(code)s”.")
            % {"programme": programme.code, "code": missing[0]}
        )
    thresholds = thresholds_in_force()
    return ProgrammeAssessment(
        programme,
        as_of,
        tuple(_assess(facts, one, thresholds) for one in facts.indicators),
        facts.local_units,
        facts.figures,
    )


def _assess(facts: ProgrammeFacts, indicator: Indicator, thresholds: Thresholds) -> Assessment:
    series = _series(facts, indicator)
    targets = facts.targets.get(indicator.pk, ())
    last_day = _last_day(indicator, facts.as_of)
    superseded = {one.pk for one in targets if last_day < facts.as_of and _due(one) > last_day}
    judged = [one for one in _judged(targets, facts.programme) if one.pk not in superseded]
    measure = measure_of(indicator)
    baseline: BaselineRow | None = getattr(indicator, "baseline", None)
    judgement = judge(
        measure,
        _baseline(baseline),
        series.all,
        [goal_of(target) for target in judged],
        last_day,
        thresholds,
    )
    by_key = {target.pk: verdict for target, verdict in zip(judged, judgement.goals, strict=True)}
    return Assessment(
        indicator=indicator,
        measure=measure,
        baseline=baseline,
        owners=facts.owners.get(indicator.pk, Owners()),
        series=series,
        judgement=judgement,
        targets=tuple(
            TargetAssessment(target, by_key.get(target.pk), target.pk in superseded)
            for target in targets
        ),
        is_superseded=last_day < facts.as_of,
    )


def _series(facts: ProgrammeFacts, indicator: Indicator) -> Series:
    """As it was kept; else made of the figures, which says the same."""
    if indicator.pk in facts.figures:
        return build_series(indicator, facts.figures[indicator.pk], facts.local_units)
    return series_of(indicator, facts.kept.get(indicator.pk, ()))


def _last_day(indicator: Indicator, as_of: date) -> date:
    """Up to when it is judged: the day of the page, or the last on which it was measurable."""
    if indicator.superseded_on is None or as_of < indicator.superseded_on:
        return as_of
    return indicator.superseded_on - timedelta(days=1)


def _due(target: Target) -> date:
    return target.due or date(target.year, 12, 31)


def _judged(targets: Sequence[Target], programme: Programme) -> list[Target]:
    """All but the vision."""
    return [target for target in targets if target.year != programme.vision_year]


def trajectories(
    programme: Programme,
    indicators: Sequence[Indicator],
    as_of: date,
    targets: Mapping[int, Sequence[Target]] | None = None,
) -> dict[int, Trajectory]:
    """The line of each indicator by its key, without judging where it is on it.

    Two queries, one where the caller knows the `targets` in force on the day.
    """
    keys = [indicator.pk for indicator in indicators]
    targets = targets_in_force(keys, as_of) if targets is None else targets
    baselines = {row.indicator_id: row for row in BaselineRow.objects.filter(indicator__in=keys)}
    return {
        one.pk: trajectory(
            measure_of(one),
            _baseline(baselines.get(one.pk)),
            [goal_of(target) for target in _judged(targets.get(one.pk, ()), programme)],
        )
        for one in indicators
    }


def measure_of(indicator: Indicator) -> Measure:
    """The indicator as the method wants it."""
    return Measure(
        kind=Kind(indicator.kind),
        wanted=Wanted(indicator.wanted),
        decimals=indicator.decimals,
        frequency=Frequency(indicator.frequency),
        factor=indicator.factor,
        class_order=tuple(indicator.class_order),
        is_flow=indicator.is_flow,
    )


def goal_of(target: Target) -> Goal:
    """The target as the method wants it."""
    return Goal(
        year=target.year,
        comparator=Comparator(target.comparator),
        value=target.value,
        low=target.low,
        high=target.high,
        classes=target.classes,
        due=target.due,
        tolerance=target.tolerance,
    )


def _baseline(row: BaselineRow | None) -> Baseline | None:
    if row is None:
        return None
    return Baseline(
        year=row.year, value=row.value, classes=row.classes, same_definition=not row.definition
    )
