"""Figures of local units as the units of a day would have reported them. No queries.

Whole mergers and renamings add up (n and d, or what can be added); a unit that was divided, or
took in or gave away a part, has no figures for its present area before that day.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import groupby

from assignments.models import Succession, SuccessionKind, Unit
from indicators.method.rollup import UnitFigure, back_series
from reports.observing.rolling import most_cautious
from reports.queries.facts import FigureRow
from tracker.common.periods import Period

_IN_FULL = (SuccessionKind.WHOLE, SuccessionKind.RENAME)
_WITHOUT_LAND = (SuccessionKind.FUNCTIONS, SuccessionKind.ENDED)


@dataclass(frozen=True)
class Break:
    """Why a unit has no figures for its present area before a day: the successions that changed it.

    `is_gift`: it gave a part away and lives on; else it was made of parts, or took some in.
    """

    day: date
    rows: tuple[Succession, ...]
    is_gift: bool = False


@dataclass(frozen=True)
class Gap:
    """Why a unit has no figure of one period: a break, predecessors without a figure, or figures
    of several predecessors that do not add up (`is_uncounted`: no numerator and denominator)."""

    broken: Break | None = None
    silent: tuple[Unit, ...] = ()
    is_uncounted: bool = False


@dataclass(frozen=True)
class Restated:
    """One period by the units of a day: `placed` and `left` together are all that was reported.

    `left` stays with the units that reported it; `gaps` says by unit of the day why it has none.
    """

    placed: tuple[FigureRow, ...] = ()
    left: tuple[FigureRow, ...] = ()
    gaps: Mapping[int, Gap] = field(default_factory=dict)


class Lineage:
    """How the units of a province passed into those that exist on a day."""

    def __init__(
        self, units: Mapping[int, Unit], successions: Iterable[Succession], day: date
    ) -> None:
        known = [row for row in successions if row.happened_on <= day]
        self.day = day
        self.units = units
        self._rows = sorted(
            (row for row in known if row.successor_id and row.kind not in _WITHOUT_LAND),
            key=lambda row: (row.happened_on, row.pk or 0),
        )
        self._ends: dict[int, list[Succession]] = defaultdict(list)
        for row in self._rows:
            if _is_end(row):
                self._ends[row.predecessor_id].append(row)
        self._breaks: dict[date, dict[int, Break]] = {}

    def ends_of(self, key: int) -> tuple[Succession, ...]:
        """Into which units one passed when it ended; none if it lives on or nobody followed."""
        return tuple(self._ends.get(key, ()))

    def heirs(self, key: int) -> tuple[int, ...]:
        """The units of the day in which an ended one lives on, over any number of dates."""
        found: dict[int, None] = {}
        ahead, seen = [key], {key}
        while ahead:
            for row in self._ends.get(ahead.pop(0), ()):
                heir = row.successor_id
                if heir is None or heir in seen:
                    continue
                seen.add(heir)
                if self.is_present(heir):
                    found[heir] = None
                else:
                    ahead.append(heir)
        return tuple(found)

    def home(self, key: int) -> int | None:
        """The one unit of the day of which this one is a part as a whole; None if divided."""
        seen: set[int] = set()
        while not self.is_present(key):
            rows = self._ends.get(key, ())
            if key in seen or len(rows) != 1 or rows[0].kind not in _IN_FULL:
                return None
            seen.add(key)
            key = rows[0].successor_id or 0
        return key

    def family(self, key: int) -> frozenset[int]:
        """The units that are, as a whole, part of this one on the day; itself in any case."""
        return frozenset(one for one in self.units if self.home(one) == key) | {key}

    def breaks_after(self, day: date) -> dict[int, Break]:
        """Units whose area changed otherwise than by whole mergers after the day, and how last."""
        if day not in self._breaks:
            later = [row for row in self._rows if row.happened_on > day]
            broken: dict[int, Break] = {}
            for moment, rows in groupby(later, key=lambda row: row.happened_on):
                broken |= _broken_on(moment, list(rows), broken)
            self._breaks[day] = broken
        return self._breaks[day]

    def restate(
        self,
        period: Period,
        rows: Sequence[FigureRow],
        *,
        adds_up: bool = True,
        among: Set[int] | None = None,
    ) -> Restated:
        """The local figures of one period by the units of the day.

        `adds_up` False: figures without n and d (a ratio given as such) are never added. A unit
        that was made later and states a figure for the period speaks for its present area.
        `among` says that only these units matter (a `family`); `rows` must then hold theirs.
        """
        return _Restating(self, period, rows, adds_up=adds_up, among=among).run()

    def is_present(self, key: int) -> bool:
        """Whether it is one of the units of the day."""
        unit = self.units.get(key)
        return unit is not None and unit.is_valid_on(self.day)


def _is_end(row: Succession) -> bool:
    """Whether the predecessor ended with this succession; from one that lives on nothing passes."""
    ended = row.predecessor.valid_to
    return ended is not None and ended <= row.happened_on


def _broken_on(
    day: date, rows: Sequence[Succession], before: Mapping[int, Break]
) -> dict[int, Break]:
    """What the successions of one day break; a whole merger hands on what was broken before."""
    parts = Counter(row.predecessor_id for row in rows)
    handed_on: dict[int, Break] = {}
    into: dict[int, list[Succession]] = defaultdict(list)
    given: dict[int, list[Succession]] = defaultdict(list)
    for row in rows:
        heir = row.successor_id or 0
        if _is_end(row) and row.kind in _IN_FULL and parts[row.predecessor_id] == 1:
            if row.predecessor_id in before:
                handed_on[heir] = before[row.predecessor_id]
            continue
        into[heir].append(row)
        if not _is_end(row):
            given[row.predecessor_id].append(row)
    gifts = {key: Break(day, tuple(some), is_gift=True) for key, some in given.items()}
    taken = {key: Break(day, tuple(some)) for key, some in into.items()}
    return handed_on | gifts | taken


class _Restating:
    """One period on its way: sources by home, then added up by the method."""

    def __init__(
        self,
        lineage: Lineage,
        period: Period,
        rows: Sequence[FigureRow],
        *,
        adds_up: bool,
        among: Set[int] | None,
    ) -> None:
        self.lineage, self.period, self.adds_up = lineage, period, adds_up
        self.concerned = [key for key in lineage.units if among is None or key in among]
        rows = [row for row in rows if among is None or row.unit_id in among]
        self.reported: dict[int, FigureRow] = {row.unit_id: row for row in rows}
        self.others = [row for row in rows if row is not self.reported[row.unit_id]]
        self.breaks = lineage.breaks_after(period.ends_on)
        self.gaps: dict[int, Gap] = {}

    def run(self) -> Restated:
        """Nothing that was reported is lost, and nothing counted twice."""
        self._name_breaks()
        sources = self._sources()
        merged = self._merge(sources)
        placed = tuple(self._row(home, merged[home], sources[home]) for home in merged)
        used = {key for home in merged for key in sources[home]}
        left = [row for key, row in self.reported.items() if key not in used]
        return Restated(placed, (*left, *self.others), self.gaps)

    def _speaks_for_itself(self, key: int) -> bool:
        """Whether a unit of the day was made after the period and states a figure for it."""
        unit = self.lineage.units[key]
        born = unit.valid_from is not None and unit.valid_from > self.period.ends_on
        return born and key in self.reported

    def _name_breaks(self) -> None:
        for key, broken in self.breaks.items():
            if self.lineage.is_present(key) and not self._speaks_for_itself(key):
                self.gaps[key] = Gap(broken=broken)

    def _sources(self) -> dict[int, list[int]]:
        """Home → the units that make it up: those that reported, and those that should have."""
        found: dict[int, list[int]] = defaultdict(list)
        for key in self.concerned:
            unit = self.lineage.units[key]
            if key not in self.reported and not unit.is_valid_on(self.period.ends_on):
                continue
            home = self.lineage.home(key)
            if home is None or home in self.gaps:
                continue
            if key == home or not self._speaks_for_itself(home):
                found[home].append(key)
        return found

    def _merge(self, sources: Mapping[int, list[int]]) -> dict[int, UnitFigure]:
        units = self.lineage.units
        figures = []
        for home, keys in list(sources.items()):
            given = [self.reported[key] for key in keys if key in self.reported]
            if not given:
                continue
            silent = tuple(units[key] for key in keys if key not in self.reported)
            plain = len(keys) > 1 and any(row.denominator is None for row in given)
            if silent or (plain and not self.adds_up):
                self.gaps[home] = Gap(silent=silent, is_uncounted=not silent)
                continue
            figures += [unit_figure(units[row.unit_id], row) for row in given]
        homes = {units[home].code: home for home in sources}
        heirs = {
            units[key].code: (units[home].code,) for home, keys in sources.items() for key in keys
        }
        merged, without = back_series(figures, heirs)
        for code in without:
            self.gaps[homes[code]] = Gap(is_uncounted=True)
        return {homes[figure.unit]: figure for figure in merged}

    def _row(self, home: int, figure: UnitFigure, keys: Sequence[int]) -> FigureRow:
        rows = [self.reported[key] for key in keys]
        if len(rows) == 1:
            return replace(rows[0], unit_id=home)
        return replace(
            rows[-1],
            unit_id=home,
            numerator=figure.numerator,
            denominator=figure.denominator,
            value=figure.value,
            nature=most_cautious(rows).value,
            source="",
        )


def unit_figure(unit: Unit, row: FigureRow) -> UnitFigure:
    """A stored figure as the method wants it."""
    return UnitFigure(unit.code, row.numerator, row.denominator, row.value)
