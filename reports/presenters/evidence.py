"""The files of a report as a page lists them, with the form that adds one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from reports.file_kinds import BY_CONTENT_TYPE, KINDS
from reports.models import Entry, EntryState, Evidence, Report
from reports.queries.evidence import evidence_of
from reports.workflow import Verb, can
from tracker.accounts.models import User

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

    `entry` is the key of the one figure it is about; `choices` offers the figures otherwise.
    """

    items: tuple[EvidenceItem, ...]
    anchor: str
    upload_url: str
    entry: int | None
    choices: tuple[tuple[int, str], ...]
    accept: str
    hint: str
    error: str = ""


def evidence_box(
    report: Report, user: User, link: Link, *, entry: Entry | None = None, error: str = ""
) -> EvidenceBox:
    """The files of a report, or of one figure in it; `link` is the desk's `url`.

    One query for the files, one for the figures to choose from, and those of `can`.
    """
    may_change = can(user, Verb.FILL, report)
    place = (str(report.period.period), report.unit.code)
    return EvidenceBox(
        items=tuple(_item(file, link, may_change) for file in evidence_of(report, entry)),
        anchor=f"evidence-{entry.pk if entry else 'report'}",
        upload_url=link("evidence_attach", *place) if may_change else "",
        entry=entry.pk if entry else None,
        choices=_choices(report) if may_change and entry is None else (),
        accept=",".join(f".{kind.extension}" for kind in KINDS) + ",.jpeg",
        hint=_("PDF, images, Word, Excel, PowerPoint, OpenDocument; at most %(size)s each.")
        % {"size": filesizeformat(settings.UPLOAD_MAX_BYTES)},
        error=error,
    )


def _item(file: Evidence, link: Link, may_change: bool) -> EvidenceItem:
    entry = file.entry
    is_settled = entry is not None and entry.state == EntryState.APPROVED
    name = str(file.stored_name)
    is_shown = BY_CONTENT_TYPE[file.content_type].is_shown_inline
    return EvidenceItem(
        name=file.shown_name,
        size=filesizeformat(file.size),
        about=entry_label(entry) if entry is not None else "",
        who=file.uploaded_by.full_name,
        when=file.uploaded_at,
        url=link("evidence", name, inline="1") if is_shown else link("evidence", name),
        remove_url=link("evidence_remove", name) if may_change and not is_settled else "",
    )


def _choices(report: Report) -> tuple[tuple[int, str], ...]:
    entries = report.entries.exclude(state=EntryState.APPROVED).select_related("indicator")
    return tuple((entry.pk, entry_label(entry)) for entry in entries)


def entry_label(entry: Entry) -> str:
    """The indicator's name, and the class where it has some."""
    name = entry.indicator.display_name
    return f"{name} – {entry.class_code}" if entry.class_code else name
