"""The workbook in which figures of earlier periods are filled in, and refused rows of one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _

from assignments.models import Unit, UnitKind
from indicators.method.facts import Kind
from indicators.models import Collection, Indicator, Programme
from reports.exports.tables import TableSheet
from reports.imports.figure_rows import FIGURES
from reports.imports.rows import MESSAGE, Refusal, Row
from reports.models import FigureNature
from reports.presenters.values import EMPTY
from tracker.common.numbers import format_number
from tracker.common.table_file import Value

_EMPTY_ROWS = 200
_WIDTHS = (22.0, 13.0, 14.0, 14.0, 14.0, 14.0, 10.0, 16.0, 32.0, 36.0, 22.0)
_MESSAGE_WIDTH = 50.0


def figure_label(column: str) -> str:
    """The heading of a column; the reader knows it in both languages."""
    return FIGURES.label(column)


def template_sheets(
    programme: Programme, indicators: Iterable[Indicator], units: Iterable[Unit]
) -> list[TableSheet]:
    """The sheet to fill, then what each column takes, and the codes of indicators and units."""
    header = [figure_label(column) for column in FIGURES.columns]
    nature = FIGURES.columns.index("nature") + 1
    filled = TableSheet(
        name=_("Figures"),
        title=_("Figures of earlier periods: %(number)s") % {"number": programme.number},
        header=header,
        rows=[],
        widths=_WIDTHS,
        notes=[_("One figure in each row. What each column takes stands on the second sheet.")],
        empty=_EMPTY_ROWS,
        is_filled_in=True,
        choices={nature: [str(one.label) for one in FigureNature]},
    )
    return [filled, _guide(programme), _indicator_sheet(indicators), _unit_sheet(units)]


def _guide(programme: Programme) -> TableSheet:
    meaning = {
        "indicator": _("The code from the sheet of indicators. Required."),
        "unit": _("The code from the sheet of units; empty means the whole province (%(code)s).")
        % {"code": programme.province.code},
        "period": _("A year as 2024, or a quarter as 2025-Q3 or Quý III/2025. Required."),
        "value": _(
            "One number as 38,51; for a milestone the day it was reached, or có, or chưa."
            " No range, no “more than”."
        ),
        "numerator": _("For a ratio instead of the value, together with the denominator."),
        "denominator": _("For a ratio instead of the value, together with the numerator."),
        "class": _("Only for indicators with classes: one row for each class."),
        "nature": _("Official if empty. An estimate never replaces an official figure."),
        "note": _("Free text."),
        "source": _("Where the figure was published."),
        "definition": _("Only where the figure counts something else than the indicator does."),
    }
    return TableSheet(
        name=_("Columns"),
        title=_("What each column takes"),
        header=[_("Column"), _("What it takes")],
        rows=[[figure_label(column), meaning[column]] for column in FIGURES.columns],
        widths=(24.0, 90.0),
    )


def _indicator_sheet(indicators: Iterable[Indicator]) -> TableSheet:
    header = [
        *(_("Code"), _("Indicator"), _("Unit of measure"), _("Takes"), _("Reported by")),
        *(_("Classes"), _("Bounds")),
    ]
    rows: list[Sequence[Value]] = [
        [
            *(one.code, one.display_name, one.display_unit, _takes(one)),
            _("local units") if one.collection == Collection.LOCAL else _("the province"),
            *(", ".join(one.class_order), _bounds(one)),
        ]
        for one in indicators
    ]
    return TableSheet(
        name=_("Indicators"),
        title=_("Codes of the indicators"),
        header=header,
        rows=rows,
        widths=(24.0, 48.0, 14.0, 30.0, 20.0, 18.0, 16.0),
    )


def _takes(one: Indicator) -> str:
    return {
        Kind.RATIO: _("value, or numerator and denominator"),
        Kind.MILESTONE: _("day, có or chưa"),
        Kind.CLASSES: _("a whole number for each class"),
        Kind.COUNT: _("a whole number"),
    }.get(Kind(one.kind), _("value"))


def _bounds(one: Indicator) -> str:
    if one.bound_min is None and one.bound_max is None:
        return ""
    ends = (format_number(end) or EMPTY for end in (one.bound_min, one.bound_max))
    return " … ".join(ends)


def _unit_sheet(units: Iterable[Unit]) -> TableSheet:
    header = [
        *(_("Code"), _("Unit"), _("Kind of unit"), _("Existed from"), _("Existed until before"))
    ]
    rows: list[Sequence[Value]] = [
        [one.code, one.name, str(UnitKind(one.kind).label), one.valid_from, one.valid_to]
        for one in units
    ]
    return TableSheet(
        name=_("Units"),
        title=_("Codes of the units"),
        header=header,
        rows=rows,
        widths=(16.0, 48.0, 20.0, 14.0, 16.0),
    )


def refused_sheets(refused: Sequence[tuple[Row, Refusal]]) -> list[TableSheet]:
    """The refused rows as they stood, the reason beside each, the cell at fault marked."""
    columns = (*FIGURES.columns, MESSAGE)
    rows = [
        [*(row[column] for column in FIGURES.columns), f"{one.place}: {one.sentence}"]
        for row, one in refused
    ]
    faults = {
        (number, columns.index(one.column))
        for number, (_row, one) in enumerate(refused)
        if one.column in columns
    }
    return [
        TableSheet(
            name=_("Figures"),
            title=_("Rows that were refused"),
            header=[figure_label(column) for column in columns],
            rows=rows,
            widths=(*_WIDTHS, _MESSAGE_WIDTH),
            notes=[_("Correct them here and bring this file again.")],
            is_filled_in=True,
            faults=faults,
        )
    ]
