"""One period of an indicator, from the figures that were known of it. No queries."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal

from assignments.models import Unit
from indicators.method.facts import Kind, Nature
from indicators.method.rollup import UnitFigure, roll_up
from indicators.models import Collection, Indicator
from reports.observing.kept import Kept, Place
from reports.queries.facts import FigureRow
from tracker.common.periods import period_of

LastDenominator = Callable[[int], Decimal | None]
"""What a unit counted last, in the period or before it; None where it never did."""
_CAUTION = {Nature.OFFICIAL: 0, Nature.ESTIMATE: 1, Nature.ILLUSTRATIVE: 2}


class LocalUnits:
    """The units whose figures of an indicator are rolled up: none where it is the province's."""

    def __init__(self, indicator: Indicator, local_units: Mapping[int, Unit]) -> None:
        self.indicator = indicator
        is_local = indicator.collection == Collection.LOCAL
        self.units: Mapping[int, Unit] = local_units if is_local else {}
        self.factor = indicator.factor
        self._existing: dict[date, tuple[int, ...]] = {}

    def local(self, rows: Iterable[FigureRow]) -> list[FigureRow]:
        """The rows that are rolled up; the others speak for the province."""
        return [row for row in rows if row.unit_id in self.units]

    def existing_on(self, day: date) -> tuple[int, ...]:
        """Those that existed on the day."""
        if day not in self._existing:
            keys = (key for key, unit in self.units.items() if unit.is_valid_on(day))
            self._existing[day] = tuple(keys)
        return self._existing[day]

    def expected(self, place: Place, reported: Mapping[int, FigureRow]) -> list[int]:
        """All that existed at the end of the period, and those that reported all the same."""
        existing = self.existing_on(period_of(place.year, place.quarter).ends_on)
        more = reported.keys() - set(existing)
        return [*existing, *more]


def observe(
    units: LocalUnits, place: Place, rows: Sequence[FigureRow], last: LastDenominator
) -> Kept:
    """What the rows of a place, in the order in which they became known, say of the province.

    A figure entered for the province goes first; else the local units are rolled up.
    """
    theirs = units.local(rows)
    reporting = len({row.unit_id for row in theirs})
    if len(theirs) == len(rows):
        return _rolled_up(units, place, theirs, last, reporting)
    given = [row for row in rows if row.unit_id not in units.units]
    return _given(units.indicator, given, reporting)


def _given(indicator: Indicator, rows: Sequence[FigureRow], reporting: int) -> Kept:
    """The figure known last; for classes the count of each class known last."""
    last = rows[-1]
    has_classes = indicator.kind == Kind.CLASSES
    classes = {row.class_code: int(row.value or 0) for row in rows} if has_classes else None
    is_quotient = last.numerator is not None and bool(last.denominator)
    return Kept(
        value=None if has_classes or is_quotient else last.value,
        numerator=last.numerator,
        denominator=last.denominator,
        classes=None if classes is None else tuple(classes.items()),
        done_on=last.done_on,
        nature=most_cautious(rows).value if has_classes else last.nature,
        reporting=reporting,
    )


def _rolled_up(
    units: LocalUnits,
    place: Place,
    rows: Sequence[FigureRow],
    last: LastDenominator,
    reporting: int,
) -> Kept:
    """Silent units lower the coverage."""
    reported = {row.unit_id: row for row in rows}
    figures = [
        _unit_figure(key, reported.get(key), last) for key in units.expected(place, reported)
    ]
    result = roll_up(figures, factor=units.factor)
    return Kept(
        value=None if result.numerator is not None and result.denominator else result.value,
        numerator=result.numerator,
        denominator=result.denominator,
        nature=most_cautious(rows).value,
        covered=result.covered,
        whole=result.whole,
        error=result.error or "",
        reporting=reporting,
    )


def _unit_figure(key: int, row: FigureRow | None, last: LastDenominator) -> UnitFigure:
    """Only a unit that does not count itself is asked for what it counted last."""
    if row is None:
        return UnitFigure(str(key), known_denominator=last(key))
    known = last(key) if row.numerator is None or row.denominator is None else None
    return UnitFigure(str(key), row.numerator, row.denominator, row.value, known)


def most_cautious(rows: Iterable[FigureRow]) -> Nature:
    """The least reliable nature among figures that stand together."""
    natures = {row.nature for row in rows}
    return max(map(Nature, natures), key=_CAUTION.__getitem__, default=Nature.OFFICIAL)
