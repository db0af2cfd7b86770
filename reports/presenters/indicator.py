"""The page of one indicator: how it stands, why, against which words, and where it comes from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from indicators.method.facts import Kind
from reports.assessment import Assessment, TargetAssessment
from reports.charts.tables import Chart
from reports.presenters.charts import class_chart, contribution_chart
from reports.presenters.local import LocalShares
from reports.presenters.rows import (
    IndicatorRow,
    Link,
    TargetView,
    UnitView,
    indicator_row,
    target_view,
    unit_view,
)
from reports.presenters.sentences import superseded_sentence, target_sentence
from reports.presenters.target_facts import Fact, target_facts
from reports.presenters.trajectory import trajectory_chart
from reports.presenters.values import (
    EMPTY,
    classes_text,
    measured,
    nature_label,
    observation_text,
)
from reports.presenters.why import WhyView, why_view
from tracker.common.labels import period_label
from tracker.common.numbers import format_number


@dataclass(frozen=True)
class TargetCard:
    """One target with the sentence that explains its status and the numbers behind it."""

    view: TargetView
    sentence: str
    facts: tuple[Fact, ...]
    why: WhyView


@dataclass(frozen=True)
class ClausePassage:
    """A clause in its own words."""

    ref: str
    text: str
    url: str


@dataclass(frozen=True)
class HistoryLine:
    """One figure of the series with where it comes from."""

    period: str
    value: str
    parts: str
    nature: str
    coverage: str
    definition: str
    source: str


@dataclass(frozen=True)
class IndicatorPage:
    """Everything on the page."""

    row: IndicatorRow
    sentence: str
    superseded: str
    superseded_note: str
    definition: str
    baseline: str
    baseline_source: str
    coordinating: tuple[UnitView, ...]
    cards: tuple[TargetCard, ...]
    trajectory: Chart | None
    contributions: Chart | None
    classes: tuple[Chart, ...]
    history: tuple[HistoryLine, ...]
    clauses: tuple[ClausePassage, ...]
    is_illustrative: bool

    @property
    def why(self) -> WhyView | None:
        """Why the indicator has its status: that of its headline target."""
        return next((card.why for card in self.cards if card.view.is_headline), None)

    @property
    def has_charts(self) -> bool:
        """Whether anything is drawn; the page loads the drawing library only then."""
        return bool(self.trajectory or self.contributions or self.classes)

    @property
    def has_parts(self) -> bool:
        """Whether any figure has a numerator and a denominator."""
        return any(line.parts for line in self.history)

    @property
    def has_coverage(self) -> bool:
        """Whether any figure covers less than all units."""
        return any(line.coverage for line in self.history)


def indicator_page(
    assessment: Assessment,
    link: Link,
    *,
    local: LocalShares | None,
    sources: Mapping[tuple[str, str], str],
) -> IndicatorPage:
    """Build the page; `sources` are the published sources by (period, definition), `local` the
    local units whose contributions are shown."""
    row = indicator_row(assessment, link)
    headline = assessment.headline
    return IndicatorPage(
        row=row,
        sentence=target_sentence(assessment, headline) if headline else "",
        superseded=superseded_sentence(assessment.indicator) if assessment.is_superseded else "",
        superseded_note=assessment.indicator.superseded_note,
        definition=assessment.indicator.definition,
        baseline=_baseline(assessment),
        baseline_source=assessment.baseline.source if assessment.baseline else "",
        coordinating=tuple(unit_view(unit, link) for unit in assessment.owners.coordinating),
        cards=tuple(_card(assessment, one, link, sources) for one in assessment.targets),
        trajectory=trajectory_chart(assessment, link),
        contributions=(
            contribution_chart(assessment, headline, local, link) if headline and local else None
        ),
        classes=_class_charts(assessment, link),
        history=_history(assessment, sources),
        clauses=_clauses(assessment, link),
        is_illustrative=assessment.is_illustrative,
    )


def _baseline(assessment: Assessment) -> str:
    baseline = assessment.baseline
    if baseline is None:
        return ""
    if baseline.classes is not None:
        text = classes_text(baseline.classes)
    elif baseline.value is not None:
        text = measured(baseline.value, assessment.indicator)
    else:
        text = EMPTY
    nature = nature_label(baseline.nature)  # type: ignore[arg-type]
    return f"{text} ({baseline.year}, {nature})"


def _class_charts(assessment: Assessment, link: Link) -> tuple[Chart, ...]:
    if assessment.indicator.kind != Kind.CLASSES:
        return ()
    judged = [target for target in assessment.targets if target.judgement is not None]
    return tuple(class_chart(assessment, target, link) for target in judged)


def _card(
    assessment: Assessment,
    target: TargetAssessment,
    link: Link,
    sources: Mapping[tuple[str, str], str],
) -> TargetCard:
    return TargetCard(
        view=target_view(assessment, target, link),
        sentence=target_sentence(assessment, target),
        facts=tuple(target_facts(assessment, target)),
        why=why_view(assessment, target, sources),
    )


def _history(
    assessment: Assessment, sources: Mapping[tuple[str, str], str]
) -> tuple[HistoryLine, ...]:
    series = [("", assessment.series.own), *assessment.series.others.items()]
    lines = [
        (
            one.period.sort_key,
            HistoryLine(
                period=period_label(one.period),
                value=observation_text(assessment, one),
                parts=_parts(one.numerator, one.denominator),
                nature=nature_label(one.nature),
                coverage="" if one.coverage == 1 else f"{format_number(100 * one.coverage, 0)} %",
                definition=definition,
                source=sources.get((str(one.period), definition), ""),
            ),
        )
        for definition, observations in series
        for one in observations
    ]
    return tuple(line for _key, line in sorted(lines, key=lambda pair: pair[0], reverse=True))


def _parts(numerator: Decimal | None, denominator: Decimal | None) -> str:
    if numerator is None or denominator is None:
        return ""
    return f"{format_number(numerator)} / {format_number(denominator)}"


def _clauses(assessment: Assessment, link: Link) -> tuple[ClausePassage, ...]:
    found: dict[str, ClausePassage] = {}
    for target in assessment.targets:
        clause = target.target.clause
        if clause is not None:
            url = target_view(assessment, target, link).clause_url
            found[clause.ref] = ClausePassage(clause.ref, clause.text, url)
    return tuple(found.values())
