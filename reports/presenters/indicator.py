"""The page of one indicator: how it stands, why, against which words, and where it comes from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from indicators.method.facts import Kind
from indicators.method.projection import Outlook
from indicators.method.rounding import clipped, displayed_ratio, displayed_share
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
from reports.presenters.trajectory import trajectory_chart
from reports.presenters.values import (
    EMPTY,
    classes_text,
    measured,
    nature_label,
    observation_text,
)
from tracker.common.labels import period_label
from tracker.common.numbers import format_number


@dataclass(frozen=True)
class Fact:
    """A labelled value."""

    label: str
    value: str
    note: str = ""


@dataclass(frozen=True)
class TargetCard:
    """One target with the sentence that explains its status and the numbers behind it."""

    view: TargetView
    sentence: str
    facts: tuple[Fact, ...]


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
        cards=tuple(_card(assessment, target, link) for target in assessment.targets),
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


def _card(assessment: Assessment, target: TargetAssessment, link: Link) -> TargetCard:
    return TargetCard(
        view=target_view(assessment, target, link),
        sentence=target_sentence(assessment, target),
        facts=tuple(_target_facts(assessment, target)),
    )


def _target_facts(assessment: Assessment, target: TargetAssessment) -> list[Fact]:
    judged, indicator = target.judgement, assessment.indicator
    if judged is None:
        return []
    facts = []
    if judged.attainment is not None:
        share = format_number(displayed_share(judged.attainment))
        facts.append(Fact(_("Attainment"), f"{share} %", _("of the way from baseline to target")))
    elif judged.share_of_target is not None:
        share = format_number(displayed_share(judged.share_of_target))
        facts.append(Fact(_("Ratio to target"), f"{share} %"))
    if judged.expected is not None and not judged.is_frozen:
        ratio = judged.ratio
        done = format_number(displayed_ratio(ratio)) if ratio is not None else ""
        note = _("%(share)s %% of the expected way done") % {"share": done} if done else ""
        facts.append(
            Fact(_("Expected at the figure's date"), measured(judged.expected, indicator), note)
        )
    if judged.missing:
        counted = indicator.display_counted or _("cases")
        facts.append(Fact(_("Still needed"), f"{format_number(judged.missing)} {counted}"))
    facts += _pace_facts(assessment, target)
    return facts


def _pace_facts(assessment: Assessment, target: TargetAssessment) -> list[Fact]:
    judged = target.judgement
    pace = assessment.judgement.recent_pace
    if judged is None or judged.is_frozen:
        return []
    facts = []
    if judged.required_pace is not None:
        facts.append(Fact(_("Required pace per year"), _signed(judged.required_pace, assessment)))
        if pace is not None:
            note = _("the trend is not stable yet") if pace.is_unstable else ""
            facts.append(Fact(_("Recent pace per year"), _signed(pace.mean, assessment), note))
    projection = judged.projection
    if projection is not None:
        ends = (projection.point, projection.low, projection.high)
        point, low, high = (_on_screen(end, assessment) for end in ends)
        note = _("80 %% interval %(low)s to %(high)s; at half the pace: %(half)s") % {
            "low": low,
            "high": high,
            "half": outlook_label(projection.half_pace_outlook),
        }
        value = f"{point} – {outlook_label(projection.outlook)}"
        facts.append(Fact(_("Projection for %(year)d") % {"year": judged.goal.year}, value, note))
    return facts


def _on_screen(value: Decimal, assessment: Assessment) -> str:
    """A projected value; a percentage is kept within 0 to 100 on the screen only."""
    shown = clipped(value) if assessment.measure.is_percentage else value
    return measured(shown, assessment.indicator)


def _signed(value: Decimal, assessment: Assessment) -> str:
    places = max(1, assessment.indicator.decimals)
    text = measured(value, assessment.indicator, places=places)
    return f"+{text}" if value > 0 else text


def outlook_label(outlook: Outlook) -> str:
    """Whether the target will be met at the pace in question, in a word."""
    return {
        Outlook.LIKELY: _("likely"),
        Outlook.POSSIBLE: _("possible"),
        Outlook.UNLIKELY: _("unlikely"),
    }[outlook]


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
