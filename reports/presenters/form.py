"""A report as the quarter's form: the words of the grid, the stamps of its hidden fields."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from indicators.method.facts import Kind
from reports.exports.form.content import FigureLine, Form, FormHead, TaskLine
from reports.forms.cells import in_cells
from reports.forms.entry import shown_cell
from reports.forms.update import shown_update
from reports.imports.form.codes import entry_code, update_code
from reports.models import Entry, EntryState, TaskUpdate
from reports.presenters.entry.grid import frequency_words
from reports.presenters.entry.head import why_closed
from reports.presenters.entry.progress import Line, is_corrected, line_name
from reports.presenters.entry.row import Beside, Row, build_row, sum_text
from reports.presenters.entry.task_row import TaskRow, build_task_row
from reports.queries.form import FormFacts
from reports.queries.sheet import Sheet
from reports.workflow import Verb
from tracker.accounts.models import User
from tracker.common.labels import period_label
from tracker.common.timestamps import today


def form_of(sheet: Sheet, by: User, facts: FormFacts, *, verb: Verb = Verb.FILL) -> Form:
    """The form of the report as it stands; every line is locked where the person cannot fill it.

    `verb` is BRING for a form that the Office brings for the unit.
    """
    head = _head(sheet, by, facts, verb)
    is_open = not head.closed
    plain = [entry for entry in sheet.entries if not entry.class_code]
    classed = [entry for entry in sheet.entries if entry.class_code]
    return Form(
        head=head,
        figures=tuple(
            _figure(entry, sheet, entry.indicator.group.display_name, is_open=is_open)
            for entry in plain
        ),
        classes=tuple(
            line
            for _key, members in groupby(classed, lambda one: one.indicator_id)
            for line in _classes(list(members), sheet, is_open=is_open)
        ),
        tasks=tuple(_task(update, sheet, is_open=is_open) for update in sheet.updates),
    )


def _head(sheet: Sheet, by: User, facts: FormFacts, verb: Verb) -> FormHead:
    report, period = sheet.report, sheet.report.period
    return FormHead(
        programme=period.programme.code,
        programme_title=period.programme.display_title,
        unit=report.unit.code,
        unit_name=report.unit.name,
        period=str(period.period),
        period_label=period_label(period.period),
        cut_off=period.cut_off,
        deadline=sheet.deadline,
        made_on=today(),
        made_by=by.full_name or by.username,
        is_illustrative=facts.is_illustrative,
        programme_number=period.programme.number,
        starts_on=period.starts_on,
        office=facts.office,
        closed=why_closed(report, by, verb),
    )


def _classes(entries: Sequence[Entry], sheet: Sheet, *, is_open: bool) -> list[FigureLine]:
    """A line per class under its indicator, with what the classes add up to now."""
    indicator, total = entries[0].indicator, sum_text(entries)
    rule = _("The system adds the classes up; write no row for the sum.")
    if total:
        rule = _("Sum of the classes in this form: %(sum)s %(unit)s. %(rule)s") % {
            "sum": total,
            "unit": indicator.display_unit,
            "rule": rule,
        }
    return [
        replace(_figure(entry, sheet, indicator.display_name, is_open=is_open), group_note=rule)
        for entry in entries
    ]


def _figure(entry: Entry, sheet: Sheet, group: str, *, is_open: bool) -> FigureLine:
    typed = in_cells(shown_cell(entry))
    row = build_row(entry, Beside(sheet.histories[entry.pk]), is_writable=is_open)
    return FigureLine(
        code=entry_code(entry),
        stamp=f"{entry.version}-{typed.mark}",
        group=group,
        name=line_name(entry),
        measure=entry.indicator.display_unit,
        span=frequency_words(entry.indicator),
        last=row.last,
        last_period=row.last_period,
        year_before=row.year_before,
        expected=row.expected,
        value=typed.value,
        numerator=typed.numerator,
        denominator=typed.denominator,
        note=typed.note,
        is_estimate=typed.is_estimate,
        is_kept=typed.is_kept,
        takes_parts=entry.indicator.kind == Kind.RATIO,
        can_keep=row.can_keep,
        hint=_hint(row),
        state=_state(entry),
        is_locked=not row.is_writable,
        returned=row.returned,
    )


def _task(update: TaskUpdate, sheet: Sheet, *, is_open: bool) -> TaskLine:
    typed = in_cells(shown_update(update))
    row = build_task_row(update, sheet.update_histories[update.pk], is_writable=is_open)
    return TaskLine(
        code=update_code(update),
        stamp=f"{update.version}-{typed.mark}",
        number=row.code,
        title=row.title,
        wording=row.wording,
        due=_joined("; ", row.standing.deadline, row.standing.words),
        last=_last_progress(row),
        last_words=row.last_words,
        progress=typed.progress,
        done_on=typed.done_on,
        words=typed.words,
        products=typed.products,
        state=_state(update),
        is_locked=not row.is_writable,
        returned=row.returned,
    )


def _hint(row: Row) -> str:
    return next((field.placeholder for field in row.fields if field.column == "value"), "")


def _last_progress(row: TaskRow) -> str:
    return f"{row.last} ({row.last_day})" if row.last and row.last_day else row.last


def _state(line: Line) -> str:
    """Where the line stands, in a word or two."""
    if line.state == EntryState.APPROVED:
        return str(capfirst(line.get_state_display()))
    if line.state == EntryState.RETURNED:
        return _("Returned, corrected since") if is_corrected(line) else _("Returned")
    return _("Filled") if line.is_filled else _("Not filled yet")


def _joined(between: str, *texts: str) -> str:
    return between.join(text for text in texts if text)
