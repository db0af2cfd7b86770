"""The figures of local units behind what is seen of the province: only those that a page shows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Set

from django.db.models import Q

from indicators.models import Collection as Collected
from reports.assessment import Assessment, ProgrammeAssessment
from reports.queries.facts import FigureRow, known_figures, read_rows
from tracker.common.periods import Period

LocalFigures = Mapping[tuple[int, Period], tuple[FigureRow, ...]]
"""By indicator and period, in the order in which they became known; of its own definition."""


def latest_local_figures(state: ProgrammeAssessment) -> LocalFigures:
    """Of each indicator those of the latest period of which local units have figures; one query."""
    return _of_periods(state, ((one, one.series.last_reported) for one in state.indicators))


def figures_of_last_year(
    state: ProgrammeAssessment, indicators: Iterable[Assessment]
) -> LocalFigures:
    """Of the indicators those of the latest such period and the year before it; one query."""
    wanted = []
    for one in indicators:
        last = one.series.last_reported
        if last is not None:
            recent = (at for at in one.series.reporting if at.position > last.position - 1)
            wanted += [(one, period) for period in recent]
    return _of_periods(state, wanted)


def figures_of_units(state: ProgrammeAssessment, units: Collection[int]) -> LocalFigures:
    """All that these local units reported of the programme's indicators; one query, or none."""
    local = [one for one in state.indicators if one.indicator.collection == Collected.LOCAL]
    mine = {key for key in units if key in state.local_units}
    keys = {one.indicator.pk for one in local if one.series.reporting}
    return _read(state, keys, Q(unit__in=mine), lambda row: row.unit_id in mine)


def _of_periods(
    state: ProgrammeAssessment, wanted: Iterable[tuple[Assessment, Period | None]]
) -> LocalFigures:
    pairs = {(one.indicator.pk, period) for one, period in wanted if period is not None}
    by_period: dict[Period, list[int]] = defaultdict(list)
    for key, period in pairs:
        by_period[period].append(key)
    among = Q(pk__in=())
    for period, keys in by_period.items():
        among |= Q(indicator__in=keys, year=period.year, quarter=period.quarter or 0)
    indicators = {key for key, _period in pairs}
    return _read(state, indicators, among, lambda row: (row.indicator_id, row.period) in pairs)


def _read(
    state: ProgrammeAssessment,
    indicators: Set[int],
    among: Q,
    is_among: Callable[[FigureRow], bool],
) -> LocalFigures:
    """The figures that were read to compute an indicator are not read again."""
    at_hand = (row for key in indicators & state.figures.keys() for row in state.figures[key])
    rows = [row for row in at_hand if not row.definition and is_among(row)]
    asked = known_figures(state.as_of).filter(
        among, indicator__in=indicators - state.figures.keys(), definition=""
    )
    rows += read_rows(asked.order_by("known_on", "id"))
    found: dict[tuple[int, Period], list[FigureRow]] = defaultdict(list)
    for row in rows:
        if row.unit_id in state.local_units:
            found[row.indicator_id, row.period].append(row)
    return {key: tuple(some) for key, some in found.items()}
