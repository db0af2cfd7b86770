"""What people type into the grid of a roadmap, and what they ask for; nothing is saved here."""

from __future__ import annotations

import re
import unicodedata
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django import forms
from django.utils.translation import gettext as _

from assignments.models import LocalTarget
from indicators.models import Indicator
from reports.forms.entry import number_text
from reports.hard_checks import CellError, read_number
from reports.roadmaps.checks import check_goal
from reports.roadmaps.filling import Cell, GoalFilling

LONGEST_NOTE = 1000
LINES = ("value", "denominator")
_STAMP = re.compile(r"^(\d{4})-(\d{1,9})-([0-9a-f]{1,8})$")


@dataclass(frozen=True)
class TypedGoal:
    """What stands in the two fields of one year, as written."""

    value: str = ""
    denominator: str = ""

    def mark(self, note: str) -> str:
        """A short mark of the content with the row's note: two that say the same have the same."""
        texts = (self.value, self.denominator, note) if self.value or self.denominator else ()
        return f"{zlib.crc32(chr(31).join(texts).encode()):08x}"


@dataclass(frozen=True)
class TypedRow:
    """One indicator's row: each year, the note that holds for all of them, and what was shown."""

    goals: Mapping[int, TypedGoal] = field(default_factory=dict)
    note: str = ""
    shown: Mapping[int, tuple[int, str]] = field(default_factory=dict)
    """Year → version and mark of the cell as the page showed it."""

    @property
    def stamp(self) -> str:
        """What was shown, for the hidden field."""
        return " ".join(f"{year}-{seen[0]}-{seen[1]}" for year, seen in self.shown.items())

    @property
    def changed(self) -> list[int]:
        """The years in which the person changed anything since the row was shown."""
        return [
            year for year, goal in self.goals.items() if goal.mark(self.note) != self._seen(year)[1]
        ]

    def _seen(self, year: int) -> tuple[int, str]:
        return self.shown.get(year, (0, TypedGoal().mark("")))

    def version(self, year: int) -> int:
        """The version of the cell that the person saw; 0 for an empty one."""
        return self._seen(year)[0]


def field_name(key: int, line: str, year: int | None = None) -> str:
    """The name of a field in the form: e12-value-2026, e12-note, e12-version."""
    return f"e{key}-{line}" if year is None else f"e{key}-{line}-{year}"


def typed_row(data: Mapping[str, str], key: int, years: Iterable[int]) -> TypedRow | None:
    """The indicator's row in a posted form; None where the form has no such row."""
    stamp = data.get(field_name(key, "version"))
    if stamp is None:
        return None
    found = (_STAMP.match(part) for part in stamp.split())
    return TypedRow(
        goals={
            year: TypedGoal(*(_clean(data.get(field_name(key, line, year), "")) for line in LINES))
            for year in years
        },
        note=_clean(data.get(field_name(key, "note"), "")),
        shown={int(one[1]): (int(one[2]), one[3]) for one in found if one},
    )


def _clean(text: str) -> str:
    plain_text = text.replace("\x00", "").replace("\r\n", "\n").strip()
    return unicodedata.normalize("NFC", plain_text)


def shown_row(cells: Iterable[LocalTarget], years: Iterable[int]) -> TypedRow:
    """What the fields of one indicator show: text that is read back to the same content."""
    by_year = {cell.year: cell for cell in cells}
    note = next((one.note for one in by_year.values() if one.note), "")
    goals = {year: _shown_goal(by_year.get(year)) for year in years}
    return TypedRow(
        goals=goals,
        note=note,
        shown={
            year: (by_year[year].version if year in by_year else 0, goal.mark(note))
            for year, goal in goals.items()
        },
    )


def _shown_goal(cell: LocalTarget | None) -> TypedGoal:
    if cell is None:
        return TypedGoal()
    return TypedGoal(number_text(cell.value), number_text(cell.denominator))


def read_cells(indicator: Indicator, typed: TypedRow) -> tuple[list[Cell], dict[str, str]]:
    """The changed cells, and by field name why one cannot be read."""
    cells, faults = [], {}
    if len(typed.note) > LONGEST_NOTE:
        faults[field_name(indicator.pk, "note")] = _("Shorten the note to %(most)d characters.") % {
            "most": LONGEST_NOTE
        }
    for year in typed.changed:
        goal = typed.goals[year]
        try:
            value, denominator = (read_number(line, getattr(goal, line)) for line in LINES)
            check_goal(indicator, value, denominator)
        except CellError as error:
            faults[field_name(indicator.pk, error.column, year)] = error.sentence
            continue
        filling = GoalFilling(value, denominator, typed.note)
        cells.append(Cell(indicator, year, filling, typed.version(year)))
    return cells, faults


class RoadmapActForm(forms.Form):
    """What is to be done with a roadmap; `version` is the roadmap as the person saw it."""

    verb = forms.CharField(max_length=20)
    version = forms.IntegerField()
    reason = forms.CharField(required=False, max_length=2000)
