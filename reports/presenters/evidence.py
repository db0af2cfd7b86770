"""The files of a report as a page lists them, with the form that adds one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from reports.models import Entry, EntryState, Evidence, Report, TaskUpdate
from reports.presenters.review.task_words import update_name
from reports.queries.evidence import evidence_of
from reports.workflow import Verb, can
from tracker.accounts.models import User
from tracker.common.file_kinds import BY_CONTENT_TYPE, KINDS

Link = Callable[..., str]


@dataclass(frozen=True)
class EvidenceItem:
    """One file; `remove_url` is empty where the person may not take it away.

    `url` opens what a browser may show and saves everything else.
    """

    name: str
    size: str
    about: str
    who: str
    when: datetime
    url: str
    remove_url: str


@dataclass(frozen=True)
class EvidenceBox:
    """A list of files and, if `upload_url` is not empty, the form that adds one.

    `about` is the one line it is about (e12 a figure, u34 a task); `choices` offers the lines
    otherwise, of which `chosen` is the one that the reader came from.
    """

    items: tuple[EvidenceItem, ...]
    anchor: str
    upload_url: str
    about: str
    choices: tuple[tuple[str, str], ...]
    accept: str
    hint: str
    chosen: str = ""
    error: str = ""


@dataclass(frozen=True)
class Beside:
    """The line that files stand beside; neither: the whole report."""

    entry: Entry | None = None
    update: TaskUpdate | None = None

    @property
    def key(self) -> str:
        """How forms name it: e12, u34, nothing for the report."""
        if self.entry is not None:
            return f"e{self.entry.pk}"
        return f"u{self.update.pk}" if self.update is not None else ""


WHOLE = Beside()


def evidence_box(
    report: Report,
    user: User,
    link: Link,
    *,
    beside: Beside = WHOLE,
    chosen: str = "",
    error: str = "",
) -> EvidenceBox:
    """The files of a report, or of one line of it; `link` is the desk's `url`.

    One query for the files, two for the lines to choose from, and those of `can`.
    """
    may_change = can(user, Verb.FILL, report)
    place = (str(report.period.period), report.unit.code)
    found = evidence_of(report, beside.entry, beside.update)
    return EvidenceBox(
        items=tuple(_item(file, link, may_change) for file in found),
        anchor=f"evidence-{beside.key or 'report'}",
        upload_url=link("evidence_attach", *place) if may_change else "",
        about=beside.key,
        choices=_choices(report) if may_change and not beside.key else (),
        accept=",".join(f".{kind.extension}" for kind in KINDS) + ",.jpeg",
        hint=_("PDF, images, Word, Excel, PowerPoint, OpenDocument; at most %(size)s each.")
        % {"size": filesizeformat(settings.UPLOAD_MAX_BYTES)},
        chosen=chosen,
        error=error,
    )


def _item(file: Evidence, link: Link, may_change: bool) -> EvidenceItem:
    line = file.entry or file.task_update
    is_settled = line is not None and line.state == EntryState.APPROVED
    name = str(file.stored_name)
    is_shown = BY_CONTENT_TYPE[file.content_type].is_shown_inline
    return EvidenceItem(
        name=file.shown_name,
        size=filesizeformat(file.size),
        about=_label(file),
        who=file.uploaded_by.full_name,
        when=file.uploaded_at,
        url=link("evidence", name, inline="1") if is_shown else link("evidence", name),
        remove_url=link("evidence_remove", name) if may_change and not is_settled else "",
    )


def _label(file: Evidence) -> str:
    if file.task_update is not None:
        return update_name(file.task_update)
    return entry_label(file.entry) if file.entry is not None else ""


def _choices(report: Report) -> tuple[tuple[str, str], ...]:
    entries = report.entries.exclude(state=EntryState.APPROVED).select_related("indicator")
    updates = report.task_updates.exclude(state=EntryState.APPROVED)
    updates = updates.select_related("assignment__task").order_by("assignment__task__position")
    return (
        *((f"e{entry.pk}", entry_label(entry)) for entry in entries),
        *((f"u{update.pk}", update_name(update)) for update in updates),
    )


def entry_label(entry: Entry) -> str:
    """The indicator's name, and the class where it has some."""
    name = entry.indicator.display_name
    return f"{name} – {entry.class_code}" if entry.class_code else name
