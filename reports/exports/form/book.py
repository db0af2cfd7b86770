"""The quarter's form as a workbook: a sheet each for figures, classes, tasks, and a guide."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Generic

from django.utils.translation import gettext as _

from reports.exports.form import looks
from reports.exports.form.columns import (
    MESSAGE,
    Column,
    Line,
    class_columns,
    figure_columns,
    task_columns,
)
from reports.exports.form.content import FigureLine, Form, FormHead, TaskLine
from reports.exports.form.guide import legend, topics
from reports.exports.form.heights import fitted_row, height_of
from reports.exports.form.marks import (
    FIGURE,
    HEADER,
    NAME,
    ROW_CODE,
    TASK,
    FormMark,
    RowMark,
    check_of,
    column_mark,
)
from tracker.common.labels import day_label
from tracker.common.sheets.looks import Look, Paper
from tracker.common.sheets.writer import Book, Cell, Sheet

_FIRST, _HIDDEN_WIDTH = 2, 4
"""The first column that is seen; before it stand the codes of the rows."""


@dataclass(frozen=True)
class _Table(Generic[Line]):
    """One sheet of the form."""

    name: str
    title: str
    kind: str
    columns: tuple[Column[Line], ...]
    lines: tuple[Line, ...]
    heading: Callable[[Line], tuple[str, str]]
    """The group of a line, and what is said once of it."""
    wordings: tuple[tuple[str, str], ...] = ()
    """Number and full wording, to be read below the table."""


def form_book(form: Form) -> bytes:
    """The form as .xlsx; a sheet with nothing in it is left out.

    Where lines have a message, a column beside them tells it: such a file can be brought again.
    """
    head = form.head
    book = Book(title=_file_title(head), author=head.made_by, subject=head.programme_number)
    if form.figures:
        _table_sheet(book, head, _figures(form))
    if form.classes:
        _table_sheet(book, head, _classes(form))
    if form.tasks:
        _table_sheet(book, head, _tasks(form))
    _guide_sheet(book, form)
    return book.save()


def _figures(form: Form) -> _Table[FigureLine]:
    columns = figure_columns(form.figures, form.head.period_label)
    title = _("Figures of the indicators, %(period)s")
    return _Table(_("Figures"), title, FIGURE, columns, form.figures, _group)


def _classes(form: Form) -> _Table[FigureLine]:
    columns = class_columns(form.classes, form.head.period_label)
    title = _("Figures by class, %(period)s")
    return _Table(_("Classes"), title, FIGURE, columns, form.classes, _group)


def _tasks(form: Form) -> _Table[TaskLine]:
    columns = task_columns(form.tasks, form.head.period_label)
    title = _("Progress of the tasks, %(period)s")
    wordings = tuple((line.number, line.wording) for line in form.tasks if line.wording)
    return _Table(_("Tasks"), title, TASK, columns, form.tasks, lambda _line: ("", ""), wordings)


def _group(line: FigureLine) -> tuple[str, str]:
    return line.group, line.group_note


def _file_title(head: FormHead) -> str:
    return f"{head.unit_name} {head.period} {head.programme_number}"


def _table_sheet(book: Book, head: FormHead, table: _Table[Line]) -> None:
    widths = [one.width for one in table.columns]
    about = _about(head)
    header = len(about) + 4
    pinned = _FIRST + 1 + [one.code for one in table.columns].index(NAME)
    sheet = book.sheet(
        table.name,
        widths=[_HIDDEN_WIDTH, *widths],
        paper=_paper(head, header),
        freeze=f"{chr(ord('A') + pinned - 1)}{header + 1}",
        hidden=(1,),
    )
    mark = FormMark(head.programme, head.unit, head.period)
    sheet.row([Cell(str(mark), looks.HIDDEN)], is_hidden=True)
    title = table.title % {"period": head.period_label}
    for text, look in ((title.upper(), looks.TITLE), *about):
        _across(sheet, text, look, widths)
    _header(sheet, table)
    for line_group in _groups(table):
        _group_rows(sheet, table, *line_group)
    _choices(sheet, table, header)
    _wordings(sheet, table)
    _guard(sheet)


def _about(head: FormHead) -> list[tuple[str, Look]]:
    """What stands under the title: whose, of when, until when, by whom; and why it is closed."""
    programme = f"{head.programme_number}: {head.programme_title}".strip(": ")
    window = _("Data up to %(day)s") % {"day": day_label(head.cut_off)}
    if head.starts_on:
        window = _("Data from %(first)s to %(last)s") % {
            "first": day_label(head.starts_on),
            "last": day_label(head.cut_off),
        }
    until = _("to be sent by %(day)s") % {"day": day_label(head.deadline)}
    made = _("form fetched on %(day)s by %(who)s") % {
        "day": day_label(head.made_on),
        "who": head.made_by,
    }
    rows = [
        (f"{head.unit_name} · {programme}", looks.SUBTITLE),
        (" · ".join(filter(None, (window, until, made, _sample(head)))), looks.ABOUT),
    ]
    return [*rows, (head.closed, looks.CLOSED_SENTENCE)] if head.closed else rows


def _sample(head: FormHead) -> str:
    return _("contains illustrative data") if head.is_illustrative else ""


def _paper(head: FormHead, header: int | None = None) -> Paper:
    parts = (head.programme_number, head.unit_name, head.period_label, _sample(head))
    rows = (header, header) if header else None
    return Paper(repeat_rows=rows, footer=" · ".join(filter(None, parts)))


def _across(sheet: Sheet, text: str, look: Look, widths: Sequence[float]) -> None:
    """A row of text over the whole width, as high as the text needs."""
    cell = Cell(text, look)
    number = sheet.row([None, cell], height=height_of([cell], [sum(widths)]))
    sheet.merge((number, _FIRST), (number, _FIRST + len(widths) - 1))


def _header(sheet: Sheet, table: _Table[Line]) -> None:
    codes = [ROW_CODE, *(column_mark(one.code) for one in table.columns)]
    sheet.row([Cell(code, looks.HIDDEN) for code in codes], is_hidden=True)
    titles = [Cell(one.title, _header_look(one)) for one in table.columns]
    height = height_of(titles, [one.width for one in table.columns])
    sheet.row([Cell(HEADER, looks.HIDDEN), *titles], height=height + 4)


def _header_look(column: Column[Line]) -> Look:
    return looks.MESSAGE_HEADER if column.code == MESSAGE else looks.HEADER


def _groups(table: _Table[Line]) -> Iterator[tuple[tuple[str, str], list[Line]]]:
    for heading, members in groupby(table.lines, table.heading):
        yield heading, list(members)


def _group_rows(
    sheet: Sheet, table: _Table[Line], heading: tuple[str, str], lines: Sequence[Line]
) -> None:
    """A heading that is not merged, so that the rows can be sorted; then a row per line."""
    name, note = heading
    for text, look in ((name, looks.GROUP), (note, looks.GROUP_NOTE)):
        if text:
            rest = [Cell(None, look)] * (len(table.columns) - 1)
            sheet.row([None, Cell(text, look), *rest])
    for line in lines:
        cells = [Cell(column.text(line), column.look(line)) for column in table.columns]
        code = Cell(_row_mark(table, line), looks.HIDDEN)
        fitted_row(sheet, [code, *cells], [_HIDDEN_WIDTH, *(one.width for one in table.columns)])


def _wordings(sheet: Sheet, table: _Table[Line]) -> None:
    """The document's own words for each task, where nobody fills anything in."""
    if not table.wordings:
        return
    sheet.skip()
    sheet.row([None, Cell(_("The tasks in the words of the document"), looks.AFTER_HEAD)])
    _number, *rest = (one.width for one in table.columns)
    for number, wording in table.wordings:
        text = Cell(wording, looks.AFTER_TEXT)
        height = height_of([text], [sum(rest)])
        place = sheet.row([None, Cell(number, looks.AFTER_NUMBER), text], height=height)
        sheet.merge((place, _FIRST + 1), (place, _FIRST + len(rest)))


def _row_mark(table: _Table[Line], line: Line) -> str:
    name = next(one for one in table.columns if one.code == NAME).text(line)
    return str(RowMark(table.kind, line.stamp, check_of(name), line.code))


def _choices(sheet: Sheet, table: _Table[Line], header: int) -> None:
    for place, column in enumerate(table.columns, start=_FIRST):
        if column.choices:
            sheet.choices(place, (header + 1, sheet.rows), column.choices)


def _guard(sheet: Sheet) -> None:
    """Lock what is not to be filled in; rows and columns may be added, as they do no harm."""
    sheet.lock()
    sheet.raw.protection.insertRows = sheet.raw.protection.insertColumns = False


def _guide_sheet(book: Book, form: Form) -> None:
    widths = (22.0, 84.0)
    paper = Paper(is_landscape=False, footer=_paper(form.head).footer)
    sheet = book.sheet(_("Guide"), widths=widths, paper=paper)
    fitted_row(sheet, [Cell(_("How to fill in the form"), looks.GUIDE_TITLE)], widths)
    for sample, text in zip(looks.SAMPLES, legend(), strict=True):
        fitted_row(sheet, [Cell(_("sample"), sample), Cell(text, looks.GUIDE_TEXT)], widths)
    for topic in topics(form):
        sheet.skip()
        heading: Cell | None = Cell(topic.heading, looks.GUIDE_HEAD)
        for sentence in topic.sentences:
            fitted_row(sheet, [heading, Cell(sentence, looks.GUIDE_TEXT)], widths)
            heading = None
    sheet.lock()
