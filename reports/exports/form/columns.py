"""The columns of the form's three tables: what each is called, how wide, what stands in it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from django.utils.translation import gettext as _

from reports.exports.form import looks
from reports.exports.form.content import FigureLine, TaskLine
from reports.exports.form.marks import NAME
from tracker.common.sheets.looks import Look

Line = TypeVar("Line", bound=FigureLine | TaskLine)
MESSAGE = "message"


@dataclass(frozen=True)
class Column(Generic[Line]):
    """A column; without `is_open` it only tells and is never filled in."""

    code: str
    title: str
    width: float
    text: Callable[[Line], str]
    is_open: Callable[[Line], bool] | None = None
    align: str = "left"
    choices: tuple[str, ...] = ()

    def look(self, line: Line) -> Look:
        """How the cell of a line looks, and with it whether it is locked."""
        if self.is_open is not None:
            is_open = self.is_open(line) and not line.is_locked
            return (looks.INPUT if is_open else looks.CLOSED)[self.align]
        if self.code == MESSAGE and line.message:
            return looks.MESSAGE
        if self.code == "state" and line.returned:
            return looks.RETURNED
        return looks.SHOWN[self.align]


def figure_columns(lines: Sequence[FigureLine], period: str) -> tuple[Column[FigureLine], ...]:
    """Those of figures; numerator and denominator only where a line takes them."""
    wants_parts = any(line.takes_parts for line in lines)
    return (
        Column(NAME, _("Indicator"), 30, _name),
        Column("measure", _("Unit of measure"), 15, _measure, align="center"),
        Column("last", _("Last figure"), 15, _last, align="right"),
        Column("year_before", _("A year before"), 13, lambda one: one.year_before, align="right"),
        Column("expected", _("Trajectory"), 13, lambda one: one.expected, align="right"),
        Column("value", _("Figure of %(period)s") % {"period": period}, 12, _value, _always, RIGHT),
        *(_parts() if wants_parts else ()),
        *_flags(),
        Column("note", _("Note, reason, source"), 27, lambda one: one.note, _always),
        Column("state", _("State, reason of the return"), 17, _state),
        *_messages(lines),
    )


def class_columns(lines: Sequence[FigureLine], period: str) -> tuple[Column[FigureLine], ...]:
    """Those of classes: as of figures, without parts and without a trajectory."""
    dropped = ("numerator", "denominator", "expected")
    columns = [one for one in figure_columns(lines, period) if one.code not in dropped]
    head = Column(NAME, _("Indicator, class"), 30, _name)
    return (head, *columns[1:])


def task_columns(lines: Sequence[TaskLine], period: str) -> tuple[Column[TaskLine], ...]:
    """Those of tasks."""
    return (
        Column("number", _("No."), 7, lambda one: one.number, align="center"),
        Column(NAME, _("Task"), 42, _title),
        Column("due", _("Deadline of the task"), 15, lambda one: one.due, align="center"),
        Column("last", _("Last period"), 22, _last_words),
        Column("progress", _("Progress (%)"), 10, lambda one: one.progress, _always, RIGHT),
        Column("done_on", _("Day of completion"), 13, lambda one: one.done_on, _always, "center"),
        Column(
            "words",
            _("What was done in %(period)s") % {"period": period},
            36,
            lambda one: one.words,
            _always,
        ),
        Column("products", _("Products"), 26, lambda one: one.products, _always),
        Column("state", _("State, reason of the return"), 17, _state),
        *_messages(lines),
    )


RIGHT = "right"


def yes_no() -> tuple[str, str]:
    """The words of a drop-down that asks whether."""
    return _("Yes"), _("No")


def _parts() -> tuple[Column[FigureLine], ...]:
    return (
        Column("numerator", _("Numerator"), 11, lambda one: one.numerator, _takes_parts, RIGHT),
        Column(
            "denominator", _("Denominator"), 11, lambda one: one.denominator, _takes_parts, RIGHT
        ),
    )


def _flags() -> tuple[Column[FigureLine], ...]:
    choices, yes = yes_no(), yes_no()[0]
    return (
        Column(
            "estimate",
            _("Estimate?"),
            9,
            lambda one: yes if one.is_estimate else "",
            _always,
            "center",
            choices,
        ),
        Column(
            "kept",
            _("Last figure still holds?"),
            12,
            lambda one: yes if one.is_kept else "",
            lambda one: one.can_keep,
            "center",
            choices,
        ),
    )


def _messages(lines: Sequence[Line]) -> tuple[Column[Line], ...]:
    """Why rows were refused; only in a workbook in which some are."""
    if not any(line.message for line in lines):
        return ()
    return (Column(MESSAGE, _("Why it was not taken"), 32, lambda one: one.message),)


def _always(_line: FigureLine | TaskLine) -> bool:
    return True


def _takes_parts(line: FigureLine) -> bool:
    return line.takes_parts


def _name(line: FigureLine) -> str:
    return line.name


def _value(line: FigureLine) -> str:
    return line.value


def _measure(line: FigureLine) -> str:
    """The unit of measure and the span of time; for a milestone what is to be written."""
    return "\n".join(filter(None, (line.measure, line.hint, f"({line.span})")))


def _last(line: FigureLine) -> str:
    return "\n".join(filter(None, (line.last, line.last_period)))


def _title(line: TaskLine) -> str:
    return line.title


def _last_words(line: TaskLine) -> str:
    return "\n".join(filter(None, (line.last, line.last_words)))


def _state(line: FigureLine | TaskLine) -> str:
    return f"{line.state}: {line.returned}" if line.returned else line.state
