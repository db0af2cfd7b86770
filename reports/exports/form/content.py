"""What the quarter's form says, as plain data; the workbook is made from this alone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class FormHead:
    """Of what and whom the form is, until when, and who fetched it."""

    programme: str
    """Its code."""
    programme_title: str
    unit: str
    """Its code."""
    unit_name: str
    period: str
    """`2026-Q3`."""
    period_label: str
    cut_off: date
    deadline: date
    made_on: date
    made_by: str
    is_illustrative: bool = False
    programme_number: str = ""
    starts_on: date | None = None
    """First day of the data window."""
    office: str = ""
    """Whom a unit asks: the office that monitors the programme."""
    closed: str = ""
    """Why nothing can be filled in now; then every line is locked."""


@dataclass(frozen=True)
class FigureLine:
    """One figure of the report. Texts of inputs are as the grid shows them: `38,51`, `chưa`."""

    code: str
    """`I01`, of a class `I01/II`: see reports/imports/form/codes.py."""
    stamp: str
    """Version and mark of what is shown, as in the grid's hidden field: `3-0badcafe`."""
    group: str
    name: str
    measure: str
    span: str
    """Of the quarter, or of the whole year."""
    last: str
    last_period: str
    year_before: str
    expected: str
    value: str = ""
    numerator: str = ""
    denominator: str = ""
    note: str = ""
    is_estimate: bool = False
    is_kept: bool = False
    takes_parts: bool = False
    """Whether it can be given as numerator and denominator."""
    can_keep: bool = True
    """Whether there is an earlier figure that could still hold."""
    hint: str = ""
    """What is expected where a number alone would not do: `dd/mm/yyyy or no`."""
    state: str = ""
    is_locked: bool = False
    """An approved figure is shown and cannot be changed."""
    returned: str = ""
    """Why the Office gave it back."""
    message: str = ""
    """Why it was refused, in a workbook of refused rows."""
    group_note: str = ""
    """What is said once of the group: of classes, what they add up to."""


@dataclass(frozen=True)
class TaskLine:
    """One task of the report; inputs as in the grid."""

    code: str
    stamp: str
    number: str
    title: str
    wording: str
    due: str
    last: str
    last_words: str
    progress: str = ""
    done_on: str = ""
    words: str = ""
    products: str = ""
    state: str = ""
    is_locked: bool = False
    returned: str = ""
    message: str = ""


@dataclass(frozen=True)
class Form:
    """The whole form: figures, classes (a line per class, grouped by `group`) and tasks."""

    head: FormHead
    figures: tuple[FigureLine, ...] = ()
    classes: tuple[FigureLine, ...] = ()
    tasks: tuple[TaskLine, ...] = ()
