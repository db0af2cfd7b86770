"""What is seen of a few places from today on, where nothing is known to change later.

Reads the current figures of those places and, for silent units only, what they counted last: not
the history of three hundred units.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from decimal import Decimal
from functools import partial
from typing import NamedTuple

from django.db.models import Q

from assignments.models import Unit
from indicators.models import Indicator
from reports.models import Figure
from reports.observing.kept import Kept, Place
from reports.observing.rolling import LocalUnits, observe
from reports.queries.dated_figures import current_figures, read_current
from reports.queries.facts import FigureRow


class Spot(NamedTuple):
    """A place of an indicator."""

    indicator: int
    place: Place


Reported = Mapping[int, Set[Place]]
"""By indicator the places in which local units have figures."""


def seen_now(
    indicators: Mapping[int, Indicator],
    new: Mapping[int, Sequence[Figure]],
    local_units: Mapping[int, Unit],
    reported: Reported,
) -> dict[Spot, Kept]:
    """What is seen of each place that the new figures concern; `reported` is as it was before them.

    A few queries whatever the number of indicators; reads the figures of those places, and earlier
    ones of units that are silent there.
    """
    units = {key: LocalUnits(one, local_units) for key, one in indicators.items()}
    spots = {Spot(one.indicator_id, place_of(one)) for some in new.values() for one in some}
    places = {key: reported.get(key, frozenset()) | _places(new[key]) for key in indicators}
    spots |= set(_leaning(units, new, places))
    rows = _rows(spots)
    last = _LastDenominators(units, rows, places)
    return {
        spot: observe(units[spot.indicator], spot.place, rows[spot], partial(last.of, spot))
        for spot in spots
    }


def place_of(figure: Figure) -> Place:
    """Of which definition and period a figure is."""
    return Place(figure.definition, figure.year, figure.quarter)


def _places(figures: Iterable[Figure]) -> set[Place]:
    return {place_of(one) for one in figures}


def _rows(spots: Iterable[Spot]) -> dict[Spot, list[FigureRow]]:
    """The current figures of the places, in the order in which they became known; one query."""
    found: dict[Spot, list[FigureRow]] = {spot: [] for spot in spots}
    figures = current_figures().filter(_among(found))
    for one in read_current(figures):
        place = Place(one.row.definition, one.row.year, one.row.quarter)
        rows = found.get(Spot(one.row.indicator_id, place))
        if rows is not None:
            rows.append(one.row)
    return found


def _among(spots: Iterable[Spot]) -> Q:
    by_place: dict[Place, list[int]] = defaultdict(list)
    for spot in spots:
        by_place[spot.place].append(spot.indicator)
    wanted = Q(pk__in=())
    for place, keys in by_place.items():
        wanted |= Q(**place._asdict(), indicator__in=keys)
    return wanted


def _leaning(
    units: Mapping[int, LocalUnits], new: Mapping[int, Sequence[Figure]], places: Reported
) -> Iterator[Spot]:
    """Later places in which a unit that has a new figure counts nothing of its own until then;
    one query, and only where there are later places at all."""
    touched = {
        (Spot(one.indicator_id, place_of(one)), one.unit_id)
        for some in new.values()
        for one in some
        if one.unit_id in units[one.indicator_id].units
    }
    later = {spot: _beside(spot, places, is_later=True) for spot, _unit in touched}
    touched = {pair for pair in touched if later[pair[0]]}
    if not touched:
        return
    counted = _counted(touched)
    for spot, unit in touched:
        for place in later[spot]:
            if (Spot(spot.indicator, place), unit) in counted:
                break
            yield Spot(spot.indicator, place)


def _beside(spot: Spot, places: Reported, *, is_later: bool) -> list[Place]:
    """The places of the same definition with local figures after a spot, or before it, the nearest
    first."""
    moment = spot.place.moment
    found = [
        place
        for place in places[spot.indicator]
        if place.definition == spot.place.definition
        and (place.moment > moment if is_later else place.moment < moment)
    ]
    return sorted(found, key=lambda one: one.moment, reverse=not is_later)


def _counted(touched: Iterable[tuple[Spot, int]]) -> set[tuple[Spot, int]]:
    """Where the units count something of their own; one query."""
    pairs = list(touched)
    figures = current_figures().filter(
        indicator__in={spot.indicator for spot, _unit in pairs},
        unit__in={unit for _spot, unit in pairs},
        denominator__isnull=False,
    )
    columns = ("indicator_id", "unit_id", "definition", "year", "quarter")
    return {
        (Spot(indicator, Place(*place)), unit)
        for indicator, unit, *place in figures.values_list(*columns)
    }


class _LastDenominators:
    """What silent units counted last: looked for in the period before, then in two, four, … more,
    until each is found or there is no earlier period."""

    def __init__(
        self,
        units: Mapping[int, LocalUnits],
        rows: Mapping[Spot, Sequence[FigureRow]],
        places: Reported,
    ) -> None:
        self._known: dict[tuple[Spot, int], Decimal] = {}
        self._missing: dict[Spot, set[int]] = {}
        for spot, some in rows.items():
            if missing := self._silent(units[spot.indicator], spot, some):
                self._missing[spot] = missing
        self._earlier = {spot: _beside(spot, places, is_later=False) for spot in self._missing}
        self._search()

    def of(self, spot: Spot, unit: int) -> Decimal | None:
        """What the unit counted last, in the place or before it."""
        return self._known.get((spot, unit))

    def _silent(self, units: LocalUnits, spot: Spot, rows: Sequence[FigureRow]) -> set[int]:
        """The units whose last denominator matters: those without counts beside others with."""
        theirs = units.local(rows)
        reported = {row.unit_id: row for row in theirs}
        counting = {key for key, row in reported.items() if _counts(row)}
        if len(theirs) < len(rows) or not counting:
            return set()
        for row in theirs:
            if row.denominator is not None:
                self._known[spot, row.unit_id] = row.denominator
        silent = set(units.expected(spot.place, reported)) - counting
        return {key for key in silent if (spot, key) not in self._known}

    def _search(self) -> None:
        size = 1
        while any(self._earlier[spot] for spot in self._missing):
            asked = {spot: self._earlier[spot][:size] for spot in self._missing}
            found = self._read(asked)
            for spot, places in asked.items():
                self._take(spot, places, found)
                del self._earlier[spot][:size]
            self._missing = {
                spot: keys for spot, keys in self._missing.items() if keys and self._earlier[spot]
            }
            size *= 2

    def _take(
        self, spot: Spot, places: Sequence[Place], found: Mapping[tuple[Spot, int], Decimal]
    ) -> None:
        for key in list(self._missing[spot]):
            counted = (found.get((Spot(spot.indicator, one), key)) for one in places)
            known = next((d for d in counted if d is not None), None)
            if known is not None:
                self._known[spot, key] = known
                self._missing[spot].discard(key)

    def _read(self, asked: Mapping[Spot, Sequence[Place]]) -> dict[tuple[Spot, int], Decimal]:
        """The denominators of the missing units in the places; one query."""
        spots = {Spot(spot.indicator, one) for spot, places in asked.items() for one in places}
        figures = current_figures().filter(
            _among(spots),
            unit__in=set().union(*(self._missing[spot] for spot in asked)),
            denominator__isnull=False,
        )
        columns = ("indicator_id", "unit_id", "denominator", "definition", "year", "quarter")
        return {
            (Spot(indicator, Place(*place)), unit): denominator
            for indicator, unit, denominator, *place in figures.order_by(
                "known_on", "id"
            ).values_list(*columns)
        }


def _counts(row: FigureRow) -> bool:
    return row.numerator is not None and row.denominator is not None
