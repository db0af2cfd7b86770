"""The trajectory chart of one indicator: from assessment to points, lines, bands and words."""

from __future__ import annotations

from decimal import Decimal

from django.utils.translation import gettext as _

from indicators.method.facts import Comparator, Observation
from indicators.method.projection import Outlook
from reports.assessment import Assessment, TargetAssessment
from reports.charts import series, trajectory
from reports.charts.tables import Chart
from reports.presenters.files.links import table_links
from reports.presenters.rows import Link
from reports.presenters.values import figure_text, gap_text
from tracker.common.labels import day_label, period_label
from tracker.common.periods import day_position


def trajectory_chart(assessment: Assessment, link: Link) -> Chart | None:
    """The chart, or None for what is no number over time (milestones, classes)."""
    data = _data(assessment)
    if data is None:
        return None
    words = series.Words.translated(_)
    title = assessment.indicator.display_name
    return Chart(
        id="trajectory",
        title=_heading(assessment),
        finding=_finding(assessment),
        figure=trajectory.figure(data, words),
        table=trajectory.table(data, words, caption=title),
        files=table_links(link, "trajectory", assessment.indicator.code),
        is_illustrative=assessment.is_illustrative,
    )


def _data(assessment: Assessment) -> series.Trajectory | None:
    indicator, judgement = assessment.indicator, assessment.judgement
    numeric = [t for t in assessment.targets if t.judgement and _heights(t)]
    own = tuple(_point(one) for one in assessment.series.own)
    if not numeric or (
        not any(point.value is not None for point in own) and not assessment.baseline
    ):
        return None
    percent = indicator.unit.startswith("%")
    return series.Trajectory(
        unit=indicator.display_unit,
        decimals=indicator.decimals,
        actual=own,
        required=tuple(
            series.Point(position, _year(position), value)
            for position, value in judgement.trajectory.points
        ),
        targets=tuple(_target(target) for target in numeric),
        projection=_projection(assessment, numeric),
        references=tuple(
            series.Series(_other(label), tuple(_point(one) for one in points))
            for label, points in assessment.series.others.items()
        ),
        as_of=day_position(judgement.as_of),
        as_of_label=day_label(judgement.as_of),
        floor=Decimal(0) if percent else None,
        ceiling=Decimal(100) if percent else None,
    )


def _other(name: str) -> str:
    """What the legend calls figures under another definition; its bare name says too little."""
    return _("Other definition: %(name)s") % {"name": name}


def _point(one: Observation) -> series.Point:
    return series.Point(
        position=one.period.position,
        label=period_label(one.period),
        value=one.value,
        nature=one.nature,
        is_partial=one.coverage < Decimal("0.9"),
    )


def _year(position: Decimal) -> str:
    return str(int(position) - 1)


def _heights(target: TargetAssessment) -> tuple[Decimal, ...]:
    row = target.target
    if row.comparator == Comparator.FULL:
        return (Decimal(100),)
    return tuple(v for v in (row.value, row.low, row.high) if v is not None)


def _target(target: TargetAssessment) -> series.Target:
    row = target.target
    value = Decimal(100) if row.comparator == Comparator.FULL else row.value
    return series.Target(
        position=Decimal(row.year + 1),
        year_label=str(row.year),
        wording=row.wording,
        value=value,
        low=row.low,
        high=row.high,
    )


def _projection(
    assessment: Assessment, targets: list[TargetAssessment]
) -> tuple[series.Forecast, ...]:
    return tuple(
        series.Forecast(
            position=Decimal(target.target.year + 1),
            label=str(target.target.year),
            point=target.judgement.projection.point,
            low=target.judgement.projection.low,
            high=target.judgement.projection.high,
        )
        for target in targets
        if target.judgement is not None and target.judgement.projection is not None
    )


def _heading(assessment: Assessment) -> str:
    """An active heading: the figure and what it lacks."""
    latest, headline = assessment.latest, assessment.headline
    if latest is None or headline is None:
        return _("No figure yet")
    gap = gap_text(assessment, headline)
    return _("%(value)s in %(period)s: %(gap)s against the target for %(year)d") % {
        "value": figure_text(assessment),
        "period": period_label(latest.period),
        "gap": gap,
        "year": headline.target.year,
    }


def _finding(assessment: Assessment) -> str:
    """What the pace of recent years leads to."""
    headline = assessment.headline
    judged = headline.judgement if headline else None
    if judged is None or judged.projection is None:
        return _("Fewer than four comparable years: no projection is drawn.") if judged else ""
    outlook = {
        Outlook.LIKELY: _("At the pace of recent years the target for %(year)d is likely."),
        Outlook.POSSIBLE: _(
            "At the pace of recent years the target for %(year)d is possible, not sure."
        ),
        Outlook.UNLIKELY: _("At the pace of recent years the target for %(year)d is out of reach."),
    }[judged.projection.outlook]
    return outlook % {"year": judged.goal.year}
