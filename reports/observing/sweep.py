"""What one saw of an indicator on every day, from its figures and the days on which they counted.

Pure: a sweep over the days on which something changed, that rolls up anew only what it concerns.
"""

from __future__ import annotations

from bisect import bisect_right, insort
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from assignments.models import Unit
from indicators.models import Indicator
from reports.observing.kept import FOREVER, Kept, Place, Span
from reports.observing.rolling import LocalUnits, observe
from reports.queries.facts import FigureRow


class Dated(NamedTuple):
    """An approved figure, the day from which it no longer counts, and its key."""

    row: FigureRow
    until: date
    key: int

    @property
    def order(self) -> tuple[date, int]:
        """In which order figures became known."""
        return self.row.known_on, self.key


def spans_of(
    indicator: Indicator,
    figures: Iterable[Dated],
    local_units: Mapping[int, Unit],
    since: date = date.min,
) -> list[Span]:
    """What was seen from the day `since` on; neighbours that say the same are one span.

    On each day it is what `build_series` makes of the figures that counted then. Of the figures
    those may be missing that no longer counted on that first day.
    """
    units = LocalUnits(indicator, local_units)
    by_definition: dict[str, list[Dated]] = defaultdict(list)
    for one in figures:
        if max(one.row.known_on, since) < one.until:
            by_definition[one.row.definition].append(one)
    return [
        span
        for definition in sorted(by_definition)
        for span in _Sweep(units, definition).run(by_definition[definition], since)
    ]


class _Sweep:
    """The figures of one definition that count on the day in question."""

    def __init__(self, units: LocalUnits, definition: str) -> None:
        self.units, self.definition = units, definition
        self.counting: dict[Place, dict[int, list[Dated]]] = defaultdict(dict)
        """By place and unit, in the order in which they became known."""
        self.denominators: dict[int, dict[int, Decimal]] = defaultdict(dict)
        """By unit and moment."""
        self.moments: dict[int, list[int]] = defaultdict(list)
        """The moments of each unit's denominators, in order."""
        self.seen: dict[Place, tuple[date, Kept]] = {}
        """What is seen of each place, and since when."""

    def run(self, figures: list[Dated], since: date) -> Iterator[Span]:
        """Day by day; a day's figures come and go together."""
        changes: dict[date, list[tuple[Dated, bool]]] = defaultdict(list)
        for one in figures:
            changes[max(one.row.known_on, since)].append((one, True))
            if one.until < FOREVER:
                changes[one.until].append((one, False))
        for day in sorted(changes):
            for place in self._concerned(changes[day]):
                yield from self._look(place, day)
        for place, (known_on, kept) in self.seen.items():
            yield Span(place, known_on, FOREVER, kept)

    def _concerned(self, changes: list[tuple[Dated, bool]]) -> set[Place]:
        """Let figures come and go; the places of which something else may be seen by that."""
        touched: dict[Place, set[int]] = defaultdict(set)
        for one, comes in changes:
            place = Place(self.definition, one.row.year, one.row.quarter)
            touched[place].add(one.row.unit_id)
            mine = self.counting[place].setdefault(one.row.unit_id, [])
            if comes:
                insort(mine, one, key=lambda some: some.order)
            else:
                mine.remove(one)
        concerned = set(touched)
        for place, keys in touched.items():
            changed = {key for key in keys if key in self.units.units and self._count(place, key)}
            if changed:
                concerned |= self._leaning_on(place, changed)
        return concerned

    def _count(self, place: Place, unit: int) -> bool:
        """Note what the unit counts in the place; whether that is something else than before."""
        counted = [one.row.denominator for one in self.counting[place][unit]]
        given = [d for d in counted if d is not None]
        known, moment = self.denominators[unit], place.moment
        before = known.get(moment)
        if not given:
            if before is not None:
                del known[moment]
                self.moments[unit].remove(moment)
            return before is not None
        if before is None:
            insort(self.moments[unit], moment)
        known[moment] = given[-1]
        return before != given[-1]

    def _leaning_on(self, place: Place, keys: set[int]) -> set[Place]:
        """Later places in which one of the units counts nothing of its own until then."""
        found = set()
        waiting = set(keys)
        later = (one for one in self.counting if one.moment > place.moment)
        for one in sorted(later, key=lambda some: some.moment):
            waiting = {key for key in waiting if one.moment not in self.denominators[key]}
            if not waiting:
                break
            found.add(one)
        return found

    def _last(self, unit: int, moment: int) -> Decimal | None:
        moments = self.moments[unit]
        place = bisect_right(moments, moment)
        return self.denominators[unit][moments[place - 1]] if place else None

    def _look(self, place: Place, day: date) -> Iterator[Span]:
        """Look at a place on a day; the span that ends there, if something else is seen."""
        rows = sorted((o for mine in self.counting[place].values() for o in mine), key=_order)
        before = self.seen.get(place)
        now = None
        if rows:
            moment = place.moment
            now = observe(
                self.units, place, [one.row for one in rows], lambda key: self._last(key, moment)
            )
        if before is not None and before[1] == now:
            return
        if before is not None:
            yield Span(place, before[0], day, before[1])
            del self.seen[place]
        if now is not None:
            self.seen[place] = (day, now)


def _order(one: Dated) -> tuple[date, int]:
    return one.order
