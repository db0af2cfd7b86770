"""One task update under review beside everything that helps to judge it."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from reports.models import EntryState, TaskUpdate
from reports.presenters.review.links import link_if_there
from reports.presenters.review.rows import ENTRY_LOOKS, Beside, Decidable, files, refusals
from reports.presenters.review.task_words import (
    StandingView,
    percent_text,
    progress_text,
    standing_view,
    update_name,
    update_warning_text,
)
from reports.queries.review import SENT
from tracker.common.labels import day_label
from tracker.common.numbers import MINUS


@dataclass(frozen=True)
class TaskRow(Decidable):
    """One task update; the refusals are empty where the button may be pressed."""

    key: str
    name: str
    wording: str
    url: str
    standing: StandingView
    previous: str
    previous_words: str
    previous_day: str
    value: str
    change: str
    words: str
    has_same_words: bool
    products: str


def task_row(update: TaskUpdate, beside: Beside) -> TaskRow:
    """Build the row of one task update."""
    case, task, key = beside.case, update.assignment.task, f"u{update.pk}"
    last = case.update_histories[update.pk].last
    approve_refusal, return_refusal = refusals(update, beside)
    return TaskRow(
        key=key,
        version=update.version,
        name=update_name(update),
        wording=task.text if task else "",
        url=link_if_there(beside.link, "task", task.code) if task else "",
        standing=standing_view(update.assignment),
        previous=percent_text(last.percent) if last else "",
        previous_words=last.words if last else "",
        previous_day=day_label(last.approved_on) if last else "",
        value=progress_text(update.progress, update.done_on),
        change=_change(update.progress, last.percent if last else None),
        words=update.words,
        has_same_words=bool(last and update.words and update.words == last.words),
        products=update.products,
        files=files(beside.evidence.get(key, ()), beside.link),
        warnings=tuple(update_warning_text(one) for one in case.update_warnings.get(update.pk, ())),
        since_return=beside.changes.get(update.ledger_key),
        corrected_from=_corrected_from(update, beside),
        state_look=ENTRY_LOOKS.get(EntryState(update.state), ""),
        state_label=update.get_state_display(),
        return_reason=update.return_reason,
        is_open=update.state == EntryState.OPEN and case.report.state in SENT,
        approve_refusal=approve_refusal,
        return_refusal=return_refusal,
        is_chosen=key in beside.typed.chosen,
        typed_reason=beside.typed.reasons.get(key, ""),
        lacks_reason=key in beside.typed.lacking,
    )


def _change(progress: int | None, before: int | None) -> str:
    """`+15 percentage points` against the last period, `unchanged`; nothing without one."""
    if progress is None or before is None:
        return ""
    step = progress - before
    if step == 0:
        return _("unchanged")
    return f"{'+' if step > 0 else MINUS}{abs(step)} {_('percentage points')}"


def _corrected_from(update: TaskUpdate, beside: Beside) -> str:
    """In a correction: the approved progress that this one replaces, if it is another."""
    old = beside.earlier_updates.get(update.assignment_id)
    if old is None:
        return ""
    before, now = (progress_text(one.progress, one.done_on) for one in (old, update))
    return "" if before == now else before
