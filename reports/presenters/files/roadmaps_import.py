"""The file in which a unit's local targets are filled in: as CSV, and as a workbook."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from django.utils.translation import gettext as _

from assignments.models import LocalTarget, Unit
from reports.exports.tables import TableSheet
from reports.forms.entry import number_text
from reports.imports.roadmap_rows import ROADMAPS
from reports.presenters.roadmaps.sheet import aim_text
from reports.roadmaps.frame import Frame
from tracker.common.table_file import Value

_WIDTHS = (12.0, 28.0, 18.0, 44.0, 8.0, 22.0, 16.0, 18.0)
Stored = Mapping[tuple[int, int], LocalTarget]
"""The cells of a roadmap by indicator and year."""


def roadmap_lines(frame: Frame, unit: Unit, stored: Stored) -> Iterator[list[Value]]:
    """Every cell of the unit's roadmap in the order of the columns, to be typed over."""
    for indicator in frame.indicators:
        label = f"{indicator.name} ({indicator.unit})" if indicator.unit else indicator.name
        for year in frame.years:
            cell = stored.get((indicator.pk, year))
            numbers = (cell.value, cell.denominator) if cell else (None, None)
            aim = aim_text(frame.aim(indicator, year), indicator)
            yield [unit.code, unit.name, indicator.code, label, str(year), aim, *numbers]


def roadmap_sheet(frame: Frame, unit: Unit, stored: Stored) -> TableSheet:
    """The same as a sheet; the cells are text, so that 38,51 stays 38,51 in every Excel."""
    return TableSheet(
        name=_("Local targets"),
        title=_("Roadmap of %(unit)s") % {"unit": unit.name},
        header=[roadmap_label(column) for column in ROADMAPS.columns],
        rows=[_as_texts(line) for line in roadmap_lines(frame, unit, stored)],
        widths=_WIDTHS,
        notes=[
            _("Fill in targets and denominators; codes and years say what they are of."),
            _("A line without a number changes nothing, an empty cell leaves what stands there."),
        ],
        is_filled_in=True,
    )


def _as_texts(line: Sequence[Value]) -> list[Value]:
    return [number_text(one) if isinstance(one, Decimal) else one for one in line]


def roadmap_label(column: str) -> str:
    """The heading of a column; the reader knows it in both languages."""
    return ROADMAPS.label(column)
