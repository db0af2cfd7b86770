"""A form that came back, found by its hidden codes: nothing is compared with the report here."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from django.utils.translation import gettext as _

from reports.exports.form.marks import (
    FIGURE,
    HEADER,
    INPUTS,
    NAME,
    ROW_CODE,
    TASK,
    FormMark,
    RowMark,
    check_of,
    column_of,
)
from reports.imports.form.rows import FormIn, RowIn, Stray
from tracker.common.errors import SentenceError
from tracker.common.sheets.cells import column_letters
from tracker.common.sheets.limits import Budget
from tracker.common.sheets.reader import CellIn, SheetIn, read_workbook

MOST_ROWS, MOST_STRAYS = 2_000, 50
"""Rows with a code of a whole form; cells beside it that are told of each sheet."""
_ALL_INPUTS = frozenset(column for columns in INPUTS.values() for column in columns)


class FormFileError(SentenceError):
    """A workbook that is no form of this system, or of which the codes are lost or mixed."""


@dataclass(frozen=True)
class _Found:
    """A row with its mark, before it is known whether it can be taken."""

    mark: RowMark
    row: RowIn


def read_form(content: bytes, budget: Budget | None = None) -> FormIn:
    """The rows of a form by their codes, wherever they stand in the workbook.

    `budget` is that of all the forms of an upload. SheetError for what is no readable workbook,
    FormFileError for one that is no form.
    """
    sheets = read_workbook(content, budget)
    marks = {sheet.name: _marks(sheet) for sheet in sheets}
    form = _one_form(frozenset().union(*marks.values()) if marks else frozenset())
    found: list[_Found] = []
    strays: list[Stray] = []
    for sheet in sheets:
        tables = _tables(sheet)
        if marks[sheet.name] and not tables:
            raise FormFileError(_lost(sheet.name))
        for table in tables:
            found += table.rows()
        strays += _capped(stray for table in tables for stray in table.strays())
    if not found:
        raise FormFileError(_("The form holds no rows with codes. Fetch a new form."))
    if len(found) > MOST_ROWS:
        raise FormFileError(
            _("The form holds more than %(most)d rows with codes. Fetch a new form.")
            % {"most": MOST_ROWS}
        )
    rows = _judged(found)
    return FormIn(
        programme=form.programme,
        unit=form.unit,
        period=form.period,
        figures=tuple(one.row for one in rows if one.mark.kind == FIGURE),
        tasks=tuple(one.row for one in rows if one.mark.kind == TASK),
        strays=tuple(strays),
    )


def _capped(strays: Iterator[Stray]) -> list[Stray]:
    """The first ones; the last of them says how many more there are."""
    told = list(islice(strays, MOST_STRAYS))
    more = sum(1 for _stray in strays)
    return [*told[:-1], replace(told[-1], more=more)] if more else told


def _marks(sheet: SheetIn) -> frozenset[FormMark]:
    texts = (cell.text for cells in sheet.rows.values() for cell in cells.values())
    return frozenset(mark for text in texts if (mark := FormMark.read(text)))


def _one_form(marks: frozenset[FormMark]) -> FormMark:
    if not marks:
        raise FormFileError(
            _("This is not a form of this system. Fetch the form, fill it, and bring that file.")
        )
    if len(marks) > 1:
        raise FormFileError(
            _("The sheets of this file belong to different forms: %(forms)s. Bring each by itself.")
            % {"forms": "; ".join(sorted(f"{one.unit} {one.period}" for one in marks))}
        )
    return next(iter(marks))


def _lost(sheet: str) -> str:
    return _(
        "The sheet “%(sheet)s” has lost its hidden codes. Fetch a new form and copy your "
        "figures into it."
    ) % {"sheet": sheet}


@dataclass(frozen=True)
class _Table:
    """The rows that go by one row of column codes (`head`): those below it, down to the next such
    row; and above the first one those that were sorted there."""

    sheet: str
    head: int
    columns: Mapping[int, str]
    lines: dict[int, Mapping[int, CellIn]]

    def rows(self) -> Iterator[_Found]:
        """The rows with a code."""
        for number, cells in self.lines.items():
            mark = self._mark(cells)
            if mark is not None:
                yield _Found(mark, self._row(number, cells, mark))

    def strays(self) -> Iterator[Stray]:
        """What was typed beside the form: in a row or in a column that has no code."""
        for number, cells in self.lines.items():
            has_code = self._mark(cells) is not None
            if not has_code and (number < self.head or self._code(cells) == HEADER):
                continue
            for place, cell in cells.items():
                column = self.columns.get(place, "")
                if (not column) if has_code else column in _ALL_INPUTS:
                    yield Stray(self.sheet, cell.address, cell.text or _("a formula"))

    def _mark(self, cells: Mapping[int, CellIn]) -> RowMark | None:
        return RowMark.read(self._code(cells))

    def _code(self, cells: Mapping[int, CellIn]) -> str:
        place = next(place for place, code in self.columns.items() if code == "row")
        return cells[place].text if place in cells else ""

    def _row(self, number: int, cells: Mapping[int, CellIn], mark: RowMark) -> RowIn:
        wanted = INPUTS[mark.kind]
        here = {code: place for place, code in self.columns.items()}
        name = cells.get(here.get(NAME, 0))
        return RowIn(
            sheet=self.sheet,
            row=number,
            code=mark.code,
            stamp=mark.stamp,
            name=name.text if name else mark.code,
            cells={
                column: cells.get(here[column]) or CellIn(f"{column_letters(here[column])}{number}")
                for column in wanted
                if column in here
            },
        )


def _tables(sheet: SheetIn) -> list[_Table]:
    """The tables of a sheet: each begins at a row in which the codes of its columns stand."""
    tables: list[_Table] = []
    lines: dict[int, Mapping[int, CellIn]] = {}
    for number, cells in sheet.rows.items():
        if any(cell.text == ROW_CODE for cell in cells.values()):
            lines = {} if tables else lines
            tables.append(_Table(sheet.name, number, _columns(sheet, number), lines))
        else:
            lines[number] = cells
    return tables


def _columns(sheet: SheetIn, head: int) -> dict[int, str]:
    """The codes of the columns; FormFileError where one stands twice, as after copying."""
    places: dict[str, CellIn] = {}
    columns: dict[int, str] = {}
    for place, cell in sheet.rows[head].items():
        code = column_of(cell.text)
        if code in places:
            raise FormFileError(
                _(
                    "On the sheet “%(sheet)s” a column of the form stands twice (%(first)s and "
                    "%(second)s). Delete the one that does not count."
                )
                % {"sheet": sheet.name, "first": places[code].address, "second": cell.address}
            )
        if code:
            places[code], columns[place] = cell, code
    return columns


def _judged(found: Sequence[_Found]) -> list[_Found]:
    """The rows with what is wrong with them as a whole; of two that say the same the first."""
    by_code: dict[tuple[str, str], list[_Found]] = defaultdict(list)
    for one in found:
        by_code[one.mark.kind, one.mark.code].append(one)
    owners = {one.mark.check: one.mark.code for one in found}
    judged = []
    for group in by_code.values():
        if len({_content(one.row) for one in group}) == 1:
            judged.append((group[0], _misplaced(group[0], owners)))
        else:
            first, second = group[0], group[1]
            judged.append((first, _twice(second.row)))
            judged += [(one, _twice(first.row)) for one in group[1:]]
    return [_Found(one.mark, replace(one.row, fault=fault)) for one, fault in judged]


def _content(row: RowIn) -> tuple[object, ...]:
    cells = ((column, cell.text, cell.is_formula) for column, cell in row.cells.items())
    return (row.stamp, *sorted(cells))


def _twice(other: RowIn) -> str:
    return _(
        "This row stands twice in the file with different content; the other one is row %(row)d "
        "of the sheet “%(sheet)s”. Delete the one that does not count."
    ) % {"row": other.row, "sheet": other.sheet}


def _misplaced(one: _Found, owners: Mapping[str, str]) -> str:
    """Whether the name beside the code is that of another row: sorted without its hidden code."""
    check = check_of(one.row.name)
    owner = owners.get(check, one.mark.code)
    if check == one.mark.check or owner == one.mark.code:
        return ""
    return _(
        "This row bears the name of another one: the rows were sorted or moved without their "
        "hidden column. Fetch a new form and copy your figures into it."
    )
