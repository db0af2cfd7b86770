"""The refused rows of a form as a form again: what the file said, with the reason beside it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext as _

from reports.exports.form.content import FigureLine, Form, TaskLine
from reports.imports.cells import why_unread
from reports.imports.form.cells import FLAGS, said
from reports.imports.form.codes import read_flag
from reports.imports.form.comparing import Outcome
from reports.imports.form.rows import RowIn


def refused_form(form: Form, refused: Sequence[Outcome]) -> Form:
    """The form cut down to the refused rows; they keep their stamps, so it can be brought again.

    A row that the report does not have stands at the end, locked.
    """
    known = {one.code for one in (*form.figures, *form.classes)}
    known |= {one.code for one in form.tasks}
    by_code: dict[str, list[Outcome]] = defaultdict(list)
    for one in refused:
        by_code[one.row.code].append(one)
    strangers = [one for one in refused if one.row.code not in known]
    return replace(
        form,
        figures=(
            *(_figure(line, one) for line in form.figures for one in by_code[line.code]),
            *(_stranger(one) for one in strangers if not _is_task(one.row)),
        ),
        classes=tuple(_figure(line, one) for line in form.classes for one in by_code[line.code]),
        tasks=(
            *(_task(line, one) for line in form.tasks for one in by_code[line.code]),
            *(_strange_task(one) for one in strangers if _is_task(one.row)),
        ),
    )


def _figure(line: FigureLine, one: Outcome) -> FigureLine:
    return replace(line, stamp=one.row.stamp, message=one.sentence, **_inputs(one.row))


def _task(line: TaskLine, one: Outcome) -> TaskLine:
    return replace(line, stamp=one.row.stamp, message=one.sentence, **_inputs(one.row))


def _inputs(row: RowIn) -> dict[str, Any]:
    """What the cells of the file say, to be corrected.

    A column that it does not have, and a cell of which nothing can be taken, stay as the report
    has them: the workbook brought back as it is must not store what nobody typed.
    """
    found: dict[str, Any] = {}
    for name, cell in row.cells.items():
        answer = read_flag(cell.text) if name in FLAGS else said(cell)
        if answer is not None and not why_unread(cell, takes_truth=name in FLAGS):
            found[FLAGS.get(name, name)] = answer
    return found


def _is_task(row: RowIn) -> bool:
    return "progress" in row.cells or "words" in row.cells


def _stranger(one: Outcome) -> FigureLine:
    line = FigureLine(
        code=one.row.code,
        stamp=one.row.stamp,
        group=_("Not in the report"),
        name=one.row.name,
        measure="",
        span="",
        last="",
        last_period="",
        year_before="",
        expected="",
        is_locked=True,
    )
    return replace(_figure(line, one), takes_parts=True)


def _strange_task(one: Outcome) -> TaskLine:
    line = TaskLine(
        code=one.row.code,
        stamp=one.row.stamp,
        number="",
        title=one.row.name,
        wording="",
        due="",
        last="",
        last_words="",
        is_locked=True,
    )
    return _task(line, one)
