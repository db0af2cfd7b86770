"""Reports of units as lines of a file: the Office's queue, and the lines within reports."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from indicators.method.facts import Kind
from reports.models import Entry, Report, TaskUpdate
from reports.presenters.review.queue import revision_label, weight_label
from reports.queries.history import shown_value
from reports.queries.review import Case
from tracker.common.decimals import round_half_up
from tracker.common.labels import period_label
from tracker.common.table_file import Table, Value

_DECIMALS = 6
Lines = Iterable[tuple[Report, Entry | TaskUpdate]]


def queue_table(cases: Iterable[Case]) -> Table:
    """Every report under review in the order of the queue."""
    header = [
        *(_("Unit"), _("Code"), _("Period"), _("Correction"), _("State"), _("Sent on")),
        *(_("Sent by"), _("Sent late"), _("Lines filled"), _("Lines"), _("Warnings"), _("Weight")),
    ]
    rows: list[Sequence[Value]] = [
        [
            *(one.report.unit.name, one.report.unit.code, period_label(one.report.period.period)),
            *(revision_label(one.report), str(one.report.get_state_display())),
            localdate(one.report.submitted_at) if one.report.submitted_at else None,
            one.report.submitted_by.full_name if one.report.submitted_by else "",
            _("yes") if one.report.is_late else "",
            *(one.filled, len(one.lines), one.warning_count, weight_label(one)),
        ]
        for one in cases
    ]
    return Table(_("Reports to review"), header, rows)


def line_table(title: str, lines: Lines) -> Table:
    """Figures and task updates of reports, each with its numbers."""
    header = [
        *(_("Period"), _("Unit"), _("Code"), _("Indicator or task"), _("Class")),
        *(_("Figure of"), _("Value"), _("Unit of measure"), _("Numerator"), _("Denominator")),
        *(_("Completed on"), _("Kind of figure"), _("Note"), _("State"), _("Reason of return")),
    ]
    return Table(title, header, _lines(lines))


def _lines(lines: Lines) -> Iterator[Sequence[Value]]:
    for report, line in lines:
        place = (period_label(report.period.period), report.unit.name)
        content = _task(line) if isinstance(line, TaskUpdate) else _figure(line)
        yield [*place, *content, str(line.get_state_display()), line.return_reason]


def _figure(entry: Entry) -> list[Value]:
    one, number = entry.indicator, shown_value(entry)
    return [
        *(one.code, one.display_name, entry.class_code, period_label(entry.period)),
        _words(entry) if number is None else round_half_up(number, _DECIMALS),
        *(one.display_unit, entry.numerator, entry.denominator, entry.done_on),
        *(str(entry.get_nature_display()) if entry.is_filled else "", entry.note),
    ]


def _words(entry: Entry) -> Value:
    """What a milestone says; nothing where nothing is filled."""
    if entry.indicator.kind != Kind.MILESTONE:
        return None
    if entry.done_on is not None:
        return entry.done_on
    return _("Not done yet") if entry.is_not_done else None


def _task(update: TaskUpdate) -> list[Value]:
    task = update.assignment.task
    return [
        *(update.assignment.subject_code, task.display_title if task else "", "", ""),
        *(update.progress, "%", None, None, update.done_on, ""),
        " – ".join(text for text in (update.words, update.products) if text),
    ]
