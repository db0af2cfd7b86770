"""A unit's roadmap as a grid: indicators × years, what the province wants on top of each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from django.utils.translation import gettext as _

from assignments.models import LocalTarget
from indicators.models import Indicator
from reports.forms.roadmap import LINES, TypedRow, field_name, shown_row
from reports.presenters.entry.words import saved_text
from reports.presenters.review.words import number_text
from reports.presenters.rows import Link
from reports.presenters.values import EMPTY, measured
from reports.roadmaps.frame import Aim, Frame
from tracker.common.decimals import decimal_places
from tracker.common.numbers import format_number


@dataclass(frozen=True)
class GoalField:
    """One input: its name in the form, the column of the keyboard, the line it stands in."""

    name: str
    column: str
    line: str
    text: str
    label: str
    placeholder: str = ""
    is_at_fault: bool = False


@dataclass(frozen=True)
class YearCell:
    """One year of one indicator: the province's aim, the unit's own target, what it counts."""

    year: int
    aim: str
    is_target: bool
    value: str
    denominator: str
    fields: tuple[GoalField, ...]


@dataclass(frozen=True)
class RowTrouble:
    """What kept a row from being saved: faults by field name, or what stands there of others."""

    typed: TypedRow
    faults: Mapping[str, str] = field(default_factory=dict)
    theirs: str = ""


@dataclass(frozen=True)
class SheetRow:
    """An indicator over the years; every text is in the current language."""

    key: int
    name: str
    unit: str
    url: str
    cells: tuple[YearCell, ...]
    note: str
    note_name: str
    stamp: str
    last_denominator: str
    is_filled: bool
    is_writable: bool
    saved: str = ""
    saved_by: str = ""
    faults: tuple[str, ...] = ()
    theirs: str = ""

    @property
    def is_unsaved(self) -> bool:
        """Whether something was typed that is not stored."""
        return bool(self.faults or self.theirs)


@dataclass(frozen=True)
class Stored:
    """What is known of one indicator of the unit: its cells, and the last denominator reported."""

    cells: tuple[LocalTarget, ...] = ()
    denominator: Decimal | None = None


def stored_by_indicator(
    cells: Sequence[LocalTarget], denominators: Mapping[int, Decimal]
) -> dict[int, Stored]:
    """Cells and last denominators by indicator."""
    keys = {*(cell.indicator_id for cell in cells), *denominators}
    return {
        key: Stored(tuple(one for one in cells if one.indicator_id == key), denominators.get(key))
        for key in keys
    }


def sheet_rows(
    frame: Frame,
    stored: Mapping[int, Stored],
    link: Link,
    *,
    is_writable: bool,
    troubles: Mapping[int, RowTrouble],
) -> tuple[SheetRow, ...]:
    """One row per indicator, in the order of the programme."""
    return tuple(
        sheet_row(
            frame,
            one,
            stored.get(one.pk, Stored()),
            url=link("indicator", one.code),
            is_writable=is_writable,
            trouble=troubles.get(one.pk),
        )
        for one in frame.indicators
    )


def sheet_row(
    frame: Frame,
    indicator: Indicator,
    stored: Stored,
    *,
    url: str,
    is_writable: bool,
    trouble: RowTrouble | None = None,
) -> SheetRow:
    """The row; after a trouble its fields hold what was typed, not what is stored."""
    shown = shown_row(stored.cells, frame.years)
    typed = trouble.typed if trouble else shown
    last = max(stored.cells, key=lambda one: one.updated_at, default=None)
    writer = _Fields(indicator, typed, trouble, stored)
    by_year = {cell.year: cell for cell in stored.cells}
    return SheetRow(
        key=indicator.pk,
        name=indicator.display_name,
        unit=indicator.display_unit,
        url=url,
        cells=tuple(
            _year_cell(frame, indicator, year, by_year.get(year), writer) for year in frame.years
        ),
        note=typed.note,
        note_name=field_name(indicator.pk, "note"),
        stamp=shown.stamp,
        last_denominator=format_number(stored.denominator),
        is_filled=any(cell.value is not None for cell in stored.cells),
        is_writable=is_writable,
        saved=saved_text(last.updated_at) if last else "",
        saved_by=str(last.updated_by) if last else "",
        faults=tuple(dict.fromkeys(trouble.faults.values())) if trouble else (),
        theirs=trouble.theirs if trouble else "",
    )


@dataclass(frozen=True)
class _Fields:
    """Makes the inputs of one row."""

    indicator: Indicator
    typed: TypedRow
    trouble: RowTrouble | None
    stored: Stored

    def of(self, year: int) -> tuple[GoalField, ...]:
        goal = self.typed.goals.get(year)
        faults = self.trouble.faults if self.trouble else {}
        words = {"value": _("target"), "denominator": _("expected denominator")}
        names = {line: field_name(self.indicator.pk, line, year) for line in LINES}
        return tuple(
            GoalField(
                name=names[line],
                column=f"{line}{year}",
                line=line,
                text=getattr(goal, line) if goal else "",
                label=_("%(indicator)s, %(year)d: %(field)s")
                % {"indicator": self.indicator.display_name, "year": year, "field": words[line]},
                placeholder=self._placeholder(line),
                is_at_fault=names[line] in faults,
            )
            for line in LINES
        )

    def _placeholder(self, line: str) -> str:
        """What weighs while no denominator is expected: the last one reported."""
        return format_number(self.stored.denominator) if line == "denominator" else ""


def _year_cell(
    frame: Frame, indicator: Indicator, year: int, cell: LocalTarget | None, writer: _Fields
) -> YearCell:
    aim = frame.aim(indicator, year)
    value = cell.value if cell else None
    return YearCell(
        year=year,
        aim=aim_text(aim, indicator),
        is_target=aim.is_target,
        value=_bare(value, indicator),
        denominator=format_number(cell.denominator) if cell else "",
        fields=writer.of(year),
    )


def _bare(value: Decimal | None, indicator: Indicator) -> str:
    """The target with every digit that was given; its unit stands above."""
    if value is None:
        return ""
    places = max(indicator.decimals, decimal_places(value))
    return measured(value, indicator, places=places, with_unit=False)


def aim_text(aim: Aim, indicator: Indicator) -> str:
    """The target in the document's words, else the value on the trajectory, else a dash."""
    if aim.is_target:
        return aim.wording
    return EMPTY if aim.value is None else measured(aim.value, indicator, with_unit=False)


def theirs_text(cells: Sequence[LocalTarget], typed: TypedRow, indicator: Indicator) -> str:
    """Somebody else was faster: who, when, and what stands there now in the years concerned."""
    newer = [cell for cell in cells if cell.version != typed.version(cell.year)]
    return " ".join(
        _("%(who)s changed %(year)d at %(when)s; it now says: %(value)s.")
        % {
            "who": cell.updated_by,
            "year": cell.year,
            "when": saved_text(cell.updated_at),
            "value": _content(cell, indicator),
        }
        for cell in newer
    )


def _content(cell: LocalTarget, indicator: Indicator) -> str:
    value = EMPTY if cell.value is None else number_text(cell.value, indicator)
    size = format_number(cell.denominator)
    return f"{value} / {size}" if size else value
