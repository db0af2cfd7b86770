"""One task of the grid: what was, what is typed, what is said about it, whether it is saved."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from reports.forms.update import COLUMNS, TypedUpdate, shown_update, update_field
from reports.hard_checks import CellError
from reports.models import EntryState, TaskUpdate
from reports.presenters.entry.head import Viewer
from reports.presenters.entry.progress import is_done
from reports.presenters.entry.row import Field, Trouble
from reports.presenters.entry.words import saved_text
from reports.presenters.review.links import link_if_there
from reports.presenters.review.task_words import (
    StandingView,
    percent_text,
    progress_text,
    standing_view,
    update_name,
    update_warning_text,
)
from reports.queries.task_history import UpdateHistory, update_context
from reports.task_checks import update_warnings
from tracker.common.labels import day_label


@dataclass(frozen=True)
class TaskRow:
    """A task update beside what was said before; every text is in the current language."""

    number: int
    code: str
    title: str
    heading: str
    wording: str
    url: str
    standing: StandingView
    last: str
    last_words: str
    last_day: str
    text: str
    words: str
    products: str
    fields: Mapping[str, Field]
    stamp: str
    files: str
    evidence_url: str
    is_filled: bool
    is_done: bool
    warnings: tuple[str, ...]
    fault: str = ""
    theirs: str = ""
    returned: str = ""
    saved: str = ""
    saved_by: str = ""
    is_approved: bool = False
    is_writable: bool = True
    unsaved: str = ""

    @property
    def key(self) -> str:
        """What the row is called on the page."""
        return f"u{self.number}"

    @property
    def version_name(self) -> str:
        """The name of the hidden field that carries the stamp."""
        return update_field(self.number, "version")


def build_task_row(
    update: TaskUpdate,
    history: UpdateHistory,
    viewer: Viewer | None = None,
    *,
    is_writable: bool,
    trouble: Trouble[TypedUpdate] | None = None,
) -> TaskRow:
    """The row; after a trouble it shows what was typed, not what is stored.

    Without a viewer it has no links: a saved row is put into the page that has them already.
    """
    shown, task, last = shown_update(update), update.assignment.task, history.last
    typed = trouble.typed if trouble else shown
    fault = trouble.fault if trouble else None
    is_approved = update.state == EntryState.APPROVED
    return TaskRow(
        number=update.pk,
        code=task.code if task else "",
        title=task.display_title if task else "",
        heading=task.heading if task else "",
        wording=task.text if task else "",
        url=link_if_there(viewer.desk_link, "task", task.code) if viewer and task else "",
        standing=standing_view(update.assignment),
        last=percent_text(last.percent) if last else "",
        last_words=last.words if last else "",
        last_day=day_label(last.approved_on) if last else "",
        text=_text(update),
        words=update.words,
        products=update.products,
        fields={column: _field(update, typed, fault, column) for column in COLUMNS},
        stamp=f"{update.version}-{shown.mark}",
        files=_files(history.files),
        evidence_url=_evidence_url(viewer, update),
        is_filled=update.is_filled,
        is_done=is_done(update),
        warnings=_warnings(update, history),
        fault=fault.sentence if fault else "",
        theirs=trouble.theirs if trouble else "",
        returned=update.return_reason if update.state == EntryState.RETURNED else "",
        saved=saved_text(update.updated_at),
        saved_by=str(update.updated_by or ""),
        is_approved=is_approved,
        is_writable=is_writable and not is_approved,
        unsaved=trouble.typed.summary if trouble else "",
    )


def _text(update: TaskUpdate) -> str:
    """How the percentage was understood; nothing while there is none."""
    if update.progress is None:
        return ""
    return progress_text(update.progress, update.done_on)


def _evidence_url(viewer: Viewer | None, update: TaskUpdate) -> str:
    if viewer is None:
        return ""
    return f"{viewer.link('report_check')}?about=u{update.pk}#evidence"


def _warnings(update: TaskUpdate, history: UpdateHistory) -> tuple[str, ...]:
    found = update_warnings(update_context(update, history))
    return tuple(update_warning_text(one) for one in found)


def _files(count: int) -> str:
    if not count:
        return ""
    return ngettext("%(count)d file", "%(count)d files", count) % {"count": count}


def _field(update: TaskUpdate, typed: TypedUpdate, fault: CellError | None, column: str) -> Field:
    words = {
        "progress": _("progress in percent"),
        "done_on": _("day of completion"),
        "words": _("what was done"),
        "products": _("products"),
    }
    return Field(
        name=update_field(update.pk, column),
        column=column,
        text=getattr(typed, column),
        label=_("%(name)s: %(field)s") % {"name": update_name(update), "field": words[column]},
        is_at_fault=fault is not None and fault.column == column,
    )


def theirs_update(current: TaskUpdate) -> str:
    """Somebody else was faster: who, when, and what stands there now."""
    return _("%(who)s changed this at %(when)s; it now says: %(value)s.") % {
        "who": current.updated_by or _("Somebody else"),
        "when": saved_text(current.updated_at),
        "value": shown_update(current).summary,
    }
