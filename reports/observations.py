"""An indicator's observations at province level, from what is kept or from the figures."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from assignments.models import Unit
from indicators.method.facts import Observation
from indicators.models import Indicator
from reports.observing.kept import Kept, Place
from reports.observing.rolling import LocalUnits, observe
from reports.queries.facts import FigureRow
from tracker.common.periods import Period, period_of


@dataclass(frozen=True)
class Series:
    """An indicator's observations in order of time, its own definition and the others apart."""

    own: tuple[Observation, ...] = ()
    others: Mapping[str, tuple[Observation, ...]] = field(default_factory=dict)
    reporting: Mapping[Period, int] = field(default_factory=dict)
    """How many local units have a figure in a period, where any has; of its own definition."""

    @property
    def all(self) -> tuple[Observation, ...]:
        """Every observation, whatever its definition."""
        return self.own + tuple(one for series in self.others.values() for one in series)

    @property
    def last_reported(self) -> Period | None:
        """The latest period of which local units have figures."""
        return max(self.reporting, key=lambda period: period.sort_key, default=None)


def series_of(indicator: Indicator, kept: Iterable[tuple[Place, Kept]]) -> Series:
    """What was kept of the indicator, as it was seen on one day."""
    found: dict[str, list[Observation]] = {}
    reporting = {}
    factor = indicator.factor
    for place, one in sorted(kept, key=lambda pair: (pair[0].definition, pair[0].moment)):
        period = period_of(place.year, place.quarter)
        observation = one.observation(period, factor, place.definition)
        found.setdefault(place.definition, []).append(observation)
        if one.reporting and not place.definition:
            reporting[period] = one.reporting
    own = tuple(found.pop("", ()))
    return Series(own, {name: tuple(series) for name, series in found.items()}, reporting)


def build_series(
    indicator: Indicator, rows: Iterable[FigureRow], local_units: Mapping[int, Unit]
) -> Series:
    """The same from the figures known on the day, in the order in which they became known."""
    by_place: dict[Place, list[FigureRow]] = defaultdict(list)
    for row in rows:
        by_place[Place(row.definition, row.year, row.quarter)].append(row)
    units = LocalUnits(indicator, local_units)
    last: dict[str, dict[int, Decimal]] = defaultdict(dict)
    kept = []
    for place in sorted(by_place, key=lambda one: one.moment):
        known = last[place.definition]
        theirs = units.local(by_place[place])
        known |= {row.unit_id: row.denominator for row in theirs if row.denominator is not None}
        kept.append((place, observe(units, place, by_place[place], known.get)))
    return series_of(indicator, kept)
