"""From the text of one row to a checked figure entry."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _

from assignments.models import Unit
from indicators.method.facts import Kind, Nature
from indicators.models import Collection, Indicator, Programme
from reports.entries import FigureEntry
from reports.hard_checks import CellError, check_cells
from reports.imports.figures_csv import Refusal, Row
from tracker.common.periods import Period, PeriodError


@dataclass
class RowChecker:
    """Checks rows against one programme: its indicators, units, their parts and the calendar."""

    programme: Programme
    indicators: dict[str, Indicator]
    units: dict[str, Unit]
    parts: frozenset[tuple[int, int]]
    """(indicator id, unit id) of every lead and coordinating unit."""
    today: date
    _seen: dict[object, int] = field(default_factory=dict)

    def check(self, row: Row) -> FigureEntry | Refusal:
        """The entry, or why the row is refused (its first fault)."""
        try:
            entry = self._entry(row)
            self._check_once(row, entry)
        except CellError as error:
            return Refusal(row.line, error.column, row[error.column], error.sentence)
        return entry

    def _entry(self, row: Row) -> FigureEntry:
        indicator = self._indicator(row)
        period = self._period(row)
        nature = self._nature(row, period)
        unit = self._unit(row, indicator, period)
        base = FigureEntry(
            indicator=indicator,
            unit=unit,
            period=period,
            nature=nature,
            class_code=self._class(row, indicator),
            definition=row["definition"],
            source=row["source"],
            note=row["note"],
        )
        numbers = check_cells(indicator, period, row.cells, self.today)
        return base.with_numbers(**vars(numbers))

    def _indicator(self, row: Row) -> Indicator:
        indicator = self.indicators.get(row["indicator"])
        if indicator is None:
            raise CellError(
                "indicator",
                _("Programme %(programme)s has no such indicator.")
                % {"programme": self.programme.code},
            )
        return indicator

    def _period(self, row: Row) -> Period:
        try:
            period = Period.parse(row["period"])
        except PeriodError as error:
            raise CellError("period", _("Write a period as 2024 or 2025-Q3.")) from error
        if period.starts_on > self.today:
            raise CellError("period", _("This period has not begun."))
        return period

    def _nature(self, row: Row, period: Period) -> Nature:
        text = row["nature"] or Nature.OFFICIAL.value
        try:
            nature = Nature(text)
        except ValueError as error:
            known = ", ".join(member.value for member in Nature)
            raise CellError("nature", _("Known natures: %(known)s.") % {"known": known}) from error
        if period.cut_off > self.today and nature is not Nature.ESTIMATE:
            raise CellError(
                "period", _("This period is not closed yet: only an estimate can be given.")
            )
        return nature

    def _unit(self, row: Row, indicator: Indicator, period: Period) -> Unit:
        unit = self.units.get(row["unit"] or self.programme.province.code)
        if unit is None:
            raise CellError("unit", _("The province has no unit with this code."))
        if not unit.is_valid_on(period.ends_on):
            raise CellError(
                "unit",
                _("%(unit)s did not exist at the end of this period.") % {"unit": unit.name},
            )
        is_part = (indicator.pk, unit.pk) in self.parts
        if unit.is_local and indicator.collection == Collection.PROVINCE and not is_part:
            raise CellError("unit", _("This indicator is reported at province level."))
        return unit

    def _class(self, row: Row, indicator: Indicator) -> str:
        code = row["class"]
        if indicator.kind != Kind.CLASSES:
            if code:
                raise CellError("class", _("This indicator has no classes."))
            return ""
        if code not in indicator.class_order:
            known = ", ".join(indicator.class_order)
            raise CellError("class", _("Known classes: %(known)s.") % {"known": known})
        return str(code)

    def _check_once(self, row: Row, entry: FigureEntry) -> None:
        first = self._seen.setdefault((entry.key, entry.nature), row.line)
        if first != row.line:
            raise CellError(
                "indicator", _("The same figure already stands in line %(line)d.") % {"line": first}
            )
