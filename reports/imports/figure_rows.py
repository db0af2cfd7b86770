"""From one row of a table to a checked figure entry."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assignments.models import Unit
from indicators.method.facts import Kind, Nature
from indicators.models import Collection, Indicator, Programme
from reports.entries import FigureEntry
from reports.hard_checks import CellError, check_cells
from reports.imports.cells import check_cell_kinds
from reports.imports.rows import Layout, Refusal, Row
from tracker.common.folding import fold
from tracker.common.periods import Period, PeriodError

FIGURES = Layout(
    columns=(
        *("indicator", "unit", "period", "value", "numerator", "denominator", "class"),
        *("nature", "note", "source", "definition"),
    ),
    required=("indicator", "period"),
    headings={
        **dict.fromkeys(("chi tieu", "ma chi tieu", "indicator code"), "indicator"),
        **dict.fromkeys(("don vi", "ma don vi", "unit code"), "unit"),
        **dict.fromkeys(("ky", "ky bao cao", "ky so lieu", "reporting period"), "period"),
        **dict.fromkeys(("gia tri", "so lieu", "figure"), "value"),
        **dict.fromkeys(("tu so",), "numerator"),
        **dict.fromkeys(("mau so",), "denominator"),
        **dict.fromkeys(("loai", "loai do thi"), "class"),
        **dict.fromkeys(("tinh chat", "loai so lieu", "kind of figure"), "nature"),
        **dict.fromkeys(("ghi chu",), "note"),
        **dict.fromkeys(("nguon", "nguon so lieu"), "source"),
        **dict.fromkeys(("dinh nghia", "dinh nghia khac", "other definition"), "definition"),
    },
    labels={
        "indicator": gettext_lazy("Indicator code"),
        "unit": gettext_lazy("Unit code"),
        "period": gettext_lazy("Period"),
        "value": gettext_lazy("Value"),
        "numerator": gettext_lazy("Numerator"),
        "denominator": gettext_lazy("Denominator"),
        "class": gettext_lazy("Class"),
        "nature": gettext_lazy("Kind of figure"),
        "note": gettext_lazy("Note"),
        "source": gettext_lazy("Source"),
        "definition": gettext_lazy("Other definition"),
    },
)
"""A table of figures, one in each row; headings in either language, folded."""
_NUMBERS = ("value", "numerator", "denominator")
_TEXTS = ("note", "source", "definition")
_NATURES = {
    **{member.value: member for member in Nature},
    **dict.fromkeys(("chinh thuc", "so chinh thuc"), Nature.OFFICIAL),
    **dict.fromkeys(("uoc", "uoc thuc hien", "uoc tinh"), Nature.ESTIMATE),
    **dict.fromkeys(("minh hoa", "so lieu minh hoa", "illustrative data"), Nature.ILLUSTRATIVE),
}
_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_QUARTER = re.compile(r"(?:quy|q)? ?(i{1,3}|iv|[1-4])[/ -]+(?:nam )?(\d{4})")


@dataclass
class RowChecker:
    """Checks rows against one programme: its indicators, units, their parts and the calendar."""

    programme: Programme
    indicators: dict[str, Indicator]
    units: dict[str, Unit]
    parts: frozenset[tuple[int, int]]
    """(indicator id, unit id) of every lead and coordinating unit."""
    today: date

    def check(self, row: Row) -> FigureEntry | Refusal:
        """The entry, or why the row is refused (its first fault)."""
        try:
            return self._entry(row)
        except CellError as error:
            return row.refusal(error.column, error.sentence)

    def _entry(self, row: Row) -> FigureEntry:
        indicator = self._indicator(row)
        check_cell_kinds(row, indicator, _NUMBERS, _TEXTS)
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
                % {"programme": self.programme.number or self.programme.code},
            )
        return indicator

    def _period(self, row: Row) -> Period:
        try:
            period = read_period(row["period"])
        except PeriodError as error:
            raise CellError(
                "period", _("Write a period as 2024, 2025-Q3 or Quý III/2025.")
            ) from error
        if period.starts_on > self.today:
            raise CellError("period", _("This period has not begun."))
        return period

    def _nature(self, row: Row, period: Period) -> Nature:
        nature = _NATURES.get(fold(row["nature"]) or Nature.OFFICIAL.value)
        if nature is None:
            known = ", ".join(member.value for member in Nature)
            raise CellError("nature", _("Known natures: %(known)s.") % {"known": known})
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


def read_period(text: str) -> Period:
    """`2024`, `2025-Q3`, `Quý III/2025`, `Năm 2024`; PeriodError for anything else."""
    folded = fold(text)
    if match := _QUARTER.fullmatch(folded):
        return Period(int(match[2]), _QUARTERS[match[1]])
    return Period.parse(folded.removeprefix("nam "))
