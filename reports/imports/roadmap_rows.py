"""From the lines of a file to local targets: what each would change, or why it is refused."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assignments.models import LocalTarget, Roadmap, Unit
from reports.hard_checks import CellError, read_number
from reports.imports.cells import check_cell_kinds
from reports.imports.rows import MESSAGE, Layout, Refusal, Row
from reports.queries.roadmaps import CellKey
from reports.roadmaps.checks import check_goal
from reports.roadmaps.filling import Cell, GoalFilling, says
from reports.roadmaps.frame import Frame, sets_targets
from reports.roadmaps.workflow import Verb, check_stage
from tracker.common.errors import SentenceError

ROADMAPS = Layout(
    columns=(
        *("unit", "unit_name", "indicator", "indicator_name", "year", "province"),
        *("value", "denominator"),
    ),
    required=("unit", "indicator", "year"),
    headings={
        **dict.fromkeys(("ma don vi", "don vi", "unit code"), "unit"),
        **dict.fromkeys(("ten don vi", "unit name"), "unit_name"),
        **dict.fromkeys(("ma chi tieu", "indicator code"), "indicator"),
        **dict.fromkeys(("chi tieu", "ten chi tieu", "indicator name"), "indicator_name"),
        **dict.fromkeys(("nam",), "year"),
        **dict.fromkeys(("tinh can", "muc tieu cua tinh", "province wants"), "province"),
        **dict.fromkeys(("muc tieu", "gia tri", "target"), "value"),
        **dict.fromkeys(("mau so",), "denominator"),
    },
    unread=frozenset({"unit_name", "indicator_name", "province", MESSAGE}),
    labels={
        "unit": gettext_lazy("Unit code"),
        "unit_name": gettext_lazy("Unit name"),
        "indicator": gettext_lazy("Indicator code"),
        "indicator_name": gettext_lazy("Indicator name"),
        "year": gettext_lazy("Year"),
        "province": gettext_lazy("Province wants"),
        "value": gettext_lazy("Target"),
        "denominator": gettext_lazy("Denominator"),
    },
)
"""Local targets; the unread columns help whoever fills the file."""
_NUMBERS = ("value", "denominator")


@dataclass(frozen=True)
class Change:
    """One line that can stand: the cell as it is and as it would be."""

    place: str
    unit: Unit
    cell: Cell
    was: LocalTarget | None

    @property
    def key(self) -> CellKey:
        """Which cell of which roadmap."""
        return self.unit.pk, self.cell.indicator.pk, self.cell.year

    @property
    def is_unchanged(self) -> bool:
        """Whether the cell holds this already."""
        return says(self.was, self.cell.filling)

    @property
    def is_new(self) -> bool:
        """Whether the cell holds no number yet."""
        return self.was is None or (self.was.value is None and self.was.denominator is None)


@dataclass
class RowChecker:
    """Checks lines for one person: their units by verb, the roadmaps in work and their cells."""

    frame: Frame
    units: Mapping[str, Unit]
    own: frozenset[int]
    is_office: bool
    latest: Mapping[int, Roadmap]
    """Unit → its latest roadmap."""
    cells: Mapping[CellKey, LocalTarget]
    day: date

    def check(self, row: Row) -> Change | Refusal | None:
        """The change, or the first fault for which the line is refused; None without a number."""
        if not (row["value"] or row["denominator"] or row.faults):
            return None
        try:
            return self._change(row)
        except CellError as error:
            return row.refusal(error.column, error.sentence)

    def _change(self, row: Row) -> Change:
        unit = self._unit(row)
        indicator = self.frame.indicator(row["indicator"])
        if indicator is None:
            raise CellError("indicator", _("The roadmap has no such indicator."))
        check_cell_kinds(row, indicator, _NUMBERS)
        year = self._year(row)
        was = self.cells.get((unit.pk, indicator.pk, year))
        value = _or(read_number("value", row["value"]), was.value if was else None)
        size = _or(read_number("denominator", row["denominator"]), was.denominator if was else None)
        check_goal(indicator, value, size)
        filling = GoalFilling(value, size, was.note if was else "")
        cell = Cell(indicator, year, filling, was.version if was else 0)
        return Change(row.place("value"), unit, cell, was)

    def _unit(self, row: Row) -> Unit:
        unit = self.units.get(row["unit"])
        if unit is None:
            raise CellError("unit", _("The province has no unit with this code."))
        if not (unit.pk in self.own or self.is_office):
            raise CellError("unit", _("You do not report for this unit."))
        if not sets_targets(unit, self.frame.programme, self.day):
            raise CellError("unit", _("This unit sets no local targets in this programme."))
        roadmap = self.latest.get(unit.pk)
        if roadmap is not None:
            try:
                check_stage(verb_for(unit, self.own), roadmap)
            except SentenceError as error:
                raise CellError("unit", str(error)) from error
        return unit

    def _year(self, row: Row) -> int:
        text = row["year"]
        if not (text.isascii() and text.isdigit() and int(text[:5]) in self.frame.years):
            years = self.frame.years
            raise CellError(
                "year",
                _("Write a year from %(first)d to %(last)d.")
                % {"first": years[0], "last": years[-1]},
            )
        return int(text)


def verb_for(unit: Unit, own: Collection[int]) -> Verb:
    """As what a person writes into the unit's roadmap: as one of its people, else as the Office."""
    return Verb.FILL if unit.pk in own else Verb.BRING


def _or(number: Decimal | None, standing: Decimal | None) -> Decimal | None:
    """An empty cell of the file leaves what stands there."""
    return standing if number is None else number
