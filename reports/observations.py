"""From stored figures of units and classes to one observation per period at province level."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from assignments.models import Unit
from indicators.method.facts import Kind, Nature, Observation
from indicators.method.rollup import UnitFigure, roll_up
from indicators.models import Collection, Indicator
from reports.queries.facts import FigureRow
from tracker.common.periods import Period

_CAUTION = {Nature.OFFICIAL: 0, Nature.ESTIMATE: 1, Nature.ILLUSTRATIVE: 2}


@dataclass(frozen=True)
class Series:
    """An indicator's observations in order of time, its own definition and the others apart."""

    own: tuple[Observation, ...] = ()
    others: Mapping[str, tuple[Observation, ...]] | None = None
    local: Mapping[Period, tuple[FigureRow, ...]] | None = None
    """The local rows behind each rolled-up period."""

    @property
    def all(self) -> tuple[Observation, ...]:
        """Every observation, whatever its definition."""
        others = self.others or {}
        return self.own + tuple(one for series in others.values() for one in series)


def build_series(
    indicator: Indicator, rows: Iterable[FigureRow], local_units: Mapping[int, Unit]
) -> Series:
    """One observation per period and definition; a figure entered for the province goes first."""
    by_definition: dict[str, dict[Period, list[FigureRow]]] = defaultdict(lambda: defaultdict(list))
    for row in rows:
        by_definition[row.definition][row.period].append(row)
    local: dict[Period, tuple[FigureRow, ...]] = {}
    series: dict[str, tuple[Observation, ...]] = {}
    for definition, periods in by_definition.items():
        observed = []
        last_denominators: dict[int, Decimal] = {}
        for period in sorted(periods, key=lambda p: p.sort_key):
            ours, theirs = _split(indicator, periods[period], local_units)
            if theirs and not definition:
                local[period] = tuple(theirs)
            _remember_denominators(theirs, last_denominators)
            observed.append(
                _province_observation(indicator, period, ours, definition)
                if ours
                else _rolled_up(indicator, period, theirs, local_units, last_denominators)
            )
        series[definition] = tuple(observed)
    own = series.pop("", ())
    return Series(own, series, local)


def _split(
    indicator: Indicator, rows: list[FigureRow], local_units: Mapping[int, Unit]
) -> tuple[list[FigureRow], list[FigureRow]]:
    """Rows that speak for the province, and rows of local units to be rolled up."""
    if indicator.collection == Collection.PROVINCE:
        return rows, []
    local = [row for row in rows if row.unit_id in local_units]
    return [row for row in rows if row.unit_id not in local_units], local


def _remember_denominators(rows: list[FigureRow], known: dict[int, Decimal]) -> None:
    known.update({row.unit_id: row.denominator for row in rows if row.denominator is not None})


def _province_observation(
    indicator: Indicator, period: Period, rows: list[FigureRow], definition: str
) -> Observation:
    """The figure known last; for classes the count of each class known last."""
    last = rows[-1]
    classes = None
    if indicator.kind == Kind.CLASSES:
        classes = {row.class_code: int(row.value or 0) for row in rows}
    return Observation(
        period=period,
        value=last.measured(indicator.factor) if classes is None else None,
        numerator=last.numerator,
        denominator=last.denominator,
        classes=classes,
        done_on=last.done_on,
        nature=Nature(last.nature) if classes is None else most_cautious(rows),
        same_definition=not definition,
    )


def _rolled_up(
    indicator: Indicator,
    period: Period,
    rows: list[FigureRow],
    local_units: Mapping[int, Unit],
    last_denominators: Mapping[int, Decimal],
) -> Observation:
    """All local units that existed at the end of the period; silent ones lower the coverage."""
    reported = {row.unit_id: row for row in rows}
    figures = [
        _unit_figure(unit, reported.get(key), last_denominators.get(key))
        for key, unit in local_units.items()
        if key in reported or unit.is_valid_on(period.ends_on)
    ]
    result = roll_up(figures, factor=indicator.factor)
    return Observation(
        period=period,
        value=result.value,
        numerator=result.numerator,
        denominator=result.denominator,
        nature=most_cautious(rows),
        coverage=result.coverage,
        error=result.error,
    )


def _unit_figure(unit: Unit, row: FigureRow | None, known: Decimal | None) -> UnitFigure:
    return UnitFigure(
        unit=unit.code,
        numerator=row.numerator if row else None,
        denominator=row.denominator if row else None,
        value=row.value if row else None,
        known_denominator=known,
    )


def most_cautious(rows: Iterable[FigureRow]) -> Nature:
    """The least reliable nature among figures that stand together."""
    natures = (Nature(row.nature) for row in rows)
    return max(natures, key=_CAUTION.__getitem__, default=Nature.OFFICIAL)
