"""What the rows of a reorganisation must be to each other and to what is stored."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from assignments.models import Succession, SuccessionKind, Unit
from assignments.reorganisation.rows import Proposal, Row, RowFault
from assignments.units_file import (
    SuccessionEntry,
    UnitEntry,
    broken_dates,
    circular,
    repeated,
)
from assignments.units_file import SuccessionKind as FileKind
from assignments.units_file import UnitKind as FileUnitKind
from indicators.models import Province
from tracker.common.labels import day_label

_IN_FULL = (SuccessionKind.WHOLE, SuccessionKind.RENAME)


@dataclass(frozen=True)
class Conflicts:
    """The rows that are sound by themselves, beside each other and beside the province's units."""

    province: Province
    proposal: Proposal
    units: Mapping[str, Unit]
    rows: Mapping[int, Row]

    def found(self) -> Iterator[RowFault]:
        """Every fault, in the order in which somebody would look for them."""
        yield from self._ends()
        yield from self._whole_ones()
        yield from self._dates()
        yield from self._repeats_and_circles()

    def _name(self, code: str) -> str:
        unit = self.units.get(code)
        return f"{unit.name} ({code})" if unit else code

    def _by_predecessor(self) -> dict[str, dict[int, Row]]:
        found: dict[str, dict[int, Row]] = defaultdict(dict)
        for place, row in self.rows.items():
            found[row.predecessor][place] = row
        return found

    def _ends(self) -> Iterator[RowFault]:
        """A unit ends once, and its rows agree on whether it does."""
        for code, rows in self._by_predecessor().items():
            place, unit, name = next(iter(rows)), self.units[code], {"unit": self._name(code)}
            lives_on = {row.lives_on for row in rows.values()}
            if len(lives_on) > 1:
                sentence = _("%(unit)s lives on in one row and ends in another.")
                yield RowFault(place, sentence % name)
            if unit.valid_to is None:
                continue
            named = name | {"day": day_label(unit.valid_to)}
            if unit.valid_to <= self.proposal.day:
                yield RowFault(place, _("%(unit)s has ended already, on %(day)s.") % named)
            elif lives_on != {True}:
                sentence = _("%(unit)s is to end on %(day)s already: it cannot end twice.")
                yield RowFault(place, sentence % named)

    def _whole_ones(self) -> Iterator[RowFault]:
        """As a whole one passes into one unit only, and what ended has nobody beside it."""
        for code, rows in self._by_predecessor().items():
            kinds = [row.kind for row in rows.values()]
            place, name = max(rows), {"unit": self._name(code)}
            if sum(kind in _IN_FULL for kind in kinds) > 1:
                sentence = _("%(unit)s can pass as a whole, or be renamed, into one unit only.")
                yield RowFault(place, sentence % name)
            if SuccessionKind.ENDED in kinds and len(set(kinds)) > 1:
                sentence = _("%(unit)s has successors in other rows: it did not just end.")
                yield RowFault(place, sentence % name)
        counts: dict[str, int] = defaultdict(int)
        for row in self.rows.values():
            counts[row.successor] += 1
        for place, row in self.rows.items():
            if row.kind == SuccessionKind.RENAME and counts[row.successor] > 1:
                sentence = _("%(unit)s has several predecessors: then none of them was renamed.")
                yield RowFault(place, sentence % {"unit": self._name(row.successor)})

    def _dates(self) -> Iterator[RowFault]:
        ending = {row.predecessor for row in self.rows.values() if not row.lives_on}
        day = self.proposal.day
        entries = {
            code: _entry(unit, day if code in ending else unit.valid_to)
            for code, unit in self.units.items()
        }
        for place, row in self.rows.items():
            old = self.units[row.predecessor]
            has_ended = old.valid_to is not None and old.valid_to <= day
            for broken in broken_dates(self._entry(row), entries):
                if not (has_ended and broken.key == "from"):
                    values = {key: self._word(value) for key, value in broken.values.items()}
                    yield RowFault(place, str(broken.message) % values)

    def _repeats_and_circles(self) -> Iterator[RowFault]:
        """Each row once, and no unit after itself, in these rows with those that are stored."""
        stored = [
            SuccessionEntry(old, new, day, FileKind(kind), "")
            for old, new, day, kind in Succession.objects.filter(
                predecessor__province=self.province
            ).values_list("predecessor__code", "successor__code", "happened_on", "kind")
        ]
        places = list(self.rows)
        together = [*stored, *(self._entry(row) for row in self.rows.values())]
        for index in repeated(together):
            if index >= len(stored):
                yield RowFault(places[index - len(stored)], _("This succession stands twice."))
        for index in circular(together):
            if index >= len(stored):
                row = together[index]
                values = {
                    "origin": self._name(row.from_code),
                    "heir": self._name(row.to_code or ""),
                }
                sentence = _("%(origin)s already comes after %(heir)s: a circle.") % values
                yield RowFault(places[index - len(stored)], sentence)

    def _entry(self, row: Row) -> SuccessionEntry:
        kind = FileKind(row.kind.value)
        return SuccessionEntry(
            row.predecessor, row.successor or None, self.proposal.day, kind, self.proposal.basis
        )

    def _word(self, value: object) -> str:
        if isinstance(value, date):
            return day_label(value)
        return self._name(str(value))


def _entry(unit: Unit, valid_to: date | None) -> UnitEntry:
    kind = FileUnitKind(unit.kind) if unit.kind else FileUnitKind.COMMUNE
    return UnitEntry(unit.code, unit.name, kind, valid_from=unit.valid_from, valid_to=valid_to)
