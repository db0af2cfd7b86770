"""What the form says in words: how to fill it in, when to send it, where, and whom to ask."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from reports.exports.form.content import Form, FormHead
from tracker.common.labels import day_label


@dataclass(frozen=True)
class Topic:
    """A heading with its sentences."""

    heading: str
    sentences: tuple[str, ...]


def topics(form: Form) -> Iterator[Topic]:
    """What concerns this form: nothing about tasks where there are none."""
    yield Topic(_("What to do"), tuple(_steps(form.head)))
    if form.figures or form.classes:
        yield Topic(_("Numbers"), tuple(_numbers(form)))
        yield Topic(_("Estimates, and figures that still hold"), _flags())
    if form.tasks:
        yield Topic(_("Tasks"), _tasks())
    yield Topic(_("Sheets, rows and columns"), _handling())
    yield Topic(_("Whom to ask"), (_asked(form.head),))


def legend() -> tuple[str, str, str]:
    """What a cell to fill in, a closed one, and one that only tells mean."""
    return (
        _("Fill in here."),
        _("Not to be filled in: approved already, or not meant for this row."),
        _("For information: earlier figures, deadlines, the state of the row."),
    )


def _steps(head: FormHead) -> Iterator[str]:
    if head.closed:
        yield head.closed
        return
    yield _(
        "Fill in the light yellow cells, save the file as an Excel workbook (.xlsx), and bring it "
        "back on the page “Import Excel”."
    )
    yield _(
        "Before anything is stored you see what is new, changed, unchanged and refused, each with "
        "its sheet and cell. Refused rows come back as a workbook with the reason beside them."
    )
    yield _(
        "Importing does not send the report: look it over on “Check and send”, attach the evidence "
        "and send it by %(day)s."
    ) % {"day": day_label(head.deadline)}


def _numbers(form: Form) -> Iterator[str]:
    yield _("Decimals are written with a comma: 38,51. Write 1234567,8 or 1.234.567,8.")
    yield _(
        "Write one number in a cell. “4,7–5,1”, “over 40” and “about 4” are not taken: write the "
        "number, and the rest in the note."
    )
    yield _(
        "A percentage is written as 38,51 or 38,51%. A cell that is left empty stays empty; 0 is 0."
    )
    lines = (*form.figures, *form.classes)
    if any(line.takes_parts for line in lines):
        yield _(
            "Where numerator and denominator are light yellow, give either the figure or both "
            "parts; the system computes the share."
        )
    if any(line.hint for line in lines):
        yield _(
            "For a work or a decision give the day on which it was reached (31/12/2026), or “no” "
            "while it is not reached."
        )
    yield _("A small green triangle in a cell (“number stored as text”) is no fault; leave it.")


def _flags() -> tuple[str, ...]:
    return (
        _("Choose “Yes” under “Estimate?” while the figure is not official yet."),
        _(
            "Choose “Yes” under “Last figure still holds?” where nothing has changed since "
            "the last period, and give the reason in the note."
        ),
    )


def _tasks() -> tuple[str, ...]:
    return (
        _("Progress is a whole number from 0 to 100."),
        _("A task at 100 needs the day on which it was completed, as 15/09/2026."),
        _("Under products name what came of it: the decision, plan or report with number and day."),
    )


def _handling() -> tuple[str, ...]:
    return (
        _(
            "Columns may be moved and hidden, rows inserted, sheets renamed. Do not delete the "
            "hidden rows and columns: by them the system finds the rows again."
        ),
        _("Formulas are not taken: paste the values."),
        _("Figures of other units or periods cannot be brought with this form."),
    )


def _asked(head: FormHead) -> str:
    if not head.office:
        return _("Ask the office that follows the programme.")
    return _("%(office)s follows the programme and answers questions.") % {"office": head.office}
