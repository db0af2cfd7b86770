"""Indicators as lines of a file: the list, the overview's parts, one indicator's figures."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from django.utils.translation import gettext as _

from indicators.method.facts import Kind, Nature, Observation
from indicators.method.rounding import displayed_gap, displayed_share
from reports.assessment import Assessment, ProgrammeAssessment, TargetAssessment
from reports.charts.tables import Chart
from reports.presenters.overview import Overview
from reports.presenters.rows import IndicatorRow
from reports.presenters.statuses import status_label
from reports.presenters.values import (
    EMPTY,
    figure_number,
    nature_label,
    observation_text,
)
from tracker.common.decimals import round_half_up
from tracker.common.labels import period_label
from tracker.common.table_file import Table, Value


def indicator_table(
    title: str, rows: Iterable[IndicatorRow], state: ProgrammeAssessment, *, part: str = ""
) -> Table:
    """The rows in their order, each with its figure, next target and gap as numbers."""
    found = {one.indicator.code: one for one in state.indicators}
    header = [
        *(_("Code"), _("Indicator"), _("Group"), _("Status"), _("Latest figure")),
        *(_("Unit of measure"), _("Period"), _("Kind of figure"), _("Next target"), _("Year")),
        *(_("Gap to target"), _("Against the next target"), _("Attainment, %")),
        *(_("Clause"), _("Lead unit")),
    ]
    lines = [_line(row, found[row.code]) for row in rows]
    return Table(title, header, lines, any(one.is_illustrative for one in found.values()))


def _line(row: IndicatorRow, one: Assessment) -> list[Value]:
    target = row.headline
    latest = one.latest
    return [
        *(row.code, row.name, row.group, row.status_label),
        figure_value(one, latest) if latest else None,
        *(one.indicator.display_unit, row.period),
        ", ".join(_kind(row, latest)),
        *((target.wording, target.year) if target else (None, None)),
        _gap(one, one.headline),
        target.gap if target and target.has_gap else None,
        None if row.attainment is None else displayed_share(row.attainment, 1),
        target.clause if target else None,
        row.lead.full_name or row.lead.name if row.lead else None,
    ]


def _kind(row: IndicatorRow, latest: Observation | None) -> list[str]:
    """How far the figure can be relied on; the tags say so of all that are not official."""
    is_official = latest is not None and latest.nature is Nature.OFFICIAL
    return [*([nature_label(Nature.OFFICIAL)] if is_official else []), *row.tags]


def figure_value(one: Assessment, figure: Observation) -> Value:
    """A number or a day where the figure is one, else its words."""
    if one.indicator.kind == Kind.MILESTONE and figure.done_on is not None:
        return figure.done_on
    number = figure_number(one, figure)
    if number is not None:
        return number
    words = observation_text(one, figure)
    return None if words == EMPTY else words


def _gap(one: Assessment, target: TargetAssessment | None) -> Value:
    """The signed gap of a figure that is a number; below 0 it falls short."""
    judged = target.judgement if target else None
    if judged is None or judged.gap is None or judged.value is None or judged.class_rows:
        return None
    return displayed_gap(one.measure, judged.goal, judged.value)


def group_table(page: Overview) -> Table:
    """Groups by status."""
    header = [_("Group"), *(label for _status, label in page.statuses), _("Indicators")]
    rows: list[Sequence[Value]] = [
        [group.name, *(cell.count for cell in group.cells), group.total] for group in page.groups
    ]
    return Table(_("Groups by status"), header, rows)


def change_table(page: Overview, now: ProgrammeAssessment, before: ProgrammeAssessment) -> Table:
    """What changed, with both figures and both statuses."""
    title = _("What changed since %(period)s") % {"period": page.since}
    header = [
        *(_("Code"), _("Indicator"), _("Status before"), _("Figure before"), _("Period before")),
        *(_("Status now"), _("Figure now"), _("Period now"), _("Unit of measure")),
    ]
    new = {one.indicator.code: one for one in now.indicators}
    old = {one.indicator.code: one for one in before.indicators}
    rows: list[Sequence[Value]] = [
        [
            *(one.code, one.name, status_label(one.before_status), *_dated(old[one.code])),
            *(status_label(one.after_status), *_dated(new[one.code])),
            new[one.code].indicator.display_unit,
        ]
        for one in page.changes
    ]
    return Table(title, header, rows)


def _dated(one: Assessment) -> tuple[Value, Value]:
    if one.latest is None:
        return None, None
    return figure_value(one, one.latest), period_label(one.latest.period)


def history_table(one: Assessment, sources: Mapping[tuple[str, str], str]) -> Table:
    """Every figure of the series and of series by other definitions, latest first."""
    header = [
        *(_("Period"), _("Other definition"), _("Value"), _("Unit of measure"), _("Numerator")),
        *(_("Denominator"), _("Kind of figure"), _("Coverage, %"), _("Source")),
    ]
    series = [("", one.series.own), *one.series.others.items()]
    figures = [(figure, name) for name, figures in series for figure in figures]
    figures.sort(key=lambda pair: pair[0].period.sort_key, reverse=True)
    rows: list[Sequence[Value]] = [
        [
            *(period_label(figure.period), name, figure_value(one, figure)),
            *(one.indicator.display_unit, figure.numerator, figure.denominator),
            nature_label(figure.nature),
            round_half_up(100 * figure.coverage, 1),
            sources.get((str(figure.period), name), ""),
        ]
        for figure, name in figures
    ]
    title = _("Figures of %(indicator)s") % {"indicator": one.indicator.display_name}
    return Table(title, header, rows, one.is_illustrative)


def chart_table(title: str, charts: Sequence[Chart]) -> Table:
    """The numbers of charts of one kind one under the other; which is which in the first column."""
    header = list(charts[0].table.header)
    is_illustrative = any(chart.is_illustrative for chart in charts)
    if len(charts) == 1:
        return Table(f"{title}: {charts[0].title}", header, charts[0].table.rows, is_illustrative)
    rows = [[chart.title, *row] for chart in charts for row in chart.table.rows]
    return Table(title, [_("Chart"), *header], rows, is_illustrative)
