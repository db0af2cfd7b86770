"""Files beside figures, task updates and reports; who may is the table of reports/workflow.py."""

from __future__ import annotations

import hashlib
import logging
import os
import time
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.core.files.base import File
from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from reports.file_names import safe_name
from reports.models import Entry, EntryState, Evidence, Report, TaskUpdate
from reports.workflow import Verb, WrongStateError, check_can, check_stage, keep_still
from tracker.accounts.models import User
from tracker.audit.ledger import Subject, record
from tracker.common.errors import SentenceError
from tracker.common.file_kinds import FileKindError, Refusal, kind_of
from tracker.common.numbers import format_number
from tracker.common.timestamps import now

_log = logging.getLogger(__name__)
_MEGABYTE = 1024 * 1024
_UNFINISHED = ".part"
_STALE_AFTER = 24 * 3600
"""Seconds; nothing takes that long to come in."""
_EVER = 3
"""So many times the files of a report may be replaced."""


class EvidenceError(SentenceError):
    """The file cannot be taken."""


_REFUSALS: dict[Refusal, Promise] = {
    Refusal.EMPTY: gettext_lazy("The file is empty."),
    Refusal.UNKNOWN: gettext_lazy(
        "Only PDF, PNG, JPEG and WebP images, Word, Excel, PowerPoint (pptx) and OpenDocument "
        "files are taken. Going by its content, this file is none of them."
    ),
    Refusal.DAMAGED: gettext_lazy("The file is damaged or cut short. Save it anew and try again."),
    Refusal.MACROS: gettext_lazy("The file contains macros. Save it without them and try again."),
    Refusal.ENCRYPTED: gettext_lazy("The file is locked with a password. Save it without one."),
    Refusal.PACKED: gettext_lazy("The file holds too much once it is unpacked. Split it."),
}


def attach(
    *,
    report: Report,
    entry: Entry | None = None,
    update: TaskUpdate | None = None,
    upload: File[bytes],
    by: User,
) -> Evidence:
    """Store a file beside a figure, a task update or the whole report; whoever may fill it may.

    File and row come together or not at all. The very same file twice in one place is one file.
    """
    check_can(by, Verb.FILL, report)
    _check_place(report, entry, update)
    content = _content(upload)
    try:
        kind = kind_of(content)
    except FileKindError as error:
        raise EvidenceError(_REFUSALS[error.refusal]) from error
    evidence = Evidence(
        report=report,
        entry=entry,
        task_update=update,
        shown_name=safe_name(upload.name or "", kind),
        content_type=kind.content_type,
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        uploaded_by=by,
    )
    path = path_of(evidence.stored_name)
    part = path.with_suffix(_UNFINISHED)
    try:
        _write(part, content)
        with transaction.atomic(durable=True):  # else the row could still go and the file stay
            stored = _store(evidence, by)
            if stored is evidence:
                part.replace(path)
    except OSError as error:
        _log.exception("evidence could not be written to %s", path)
        raise EvidenceError(_("The file could not be stored. Nothing was kept.")) from error
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    finally:
        part.unlink(missing_ok=True)
    return stored


def _store(evidence: Evidence, by: User) -> Evidence:
    """The row and its ledger entry; the row that is there already for the same file."""
    report = evidence.report
    keep_still(report.pk)
    check_stage(Verb.FILL, Report.objects.select_related("period").get(pk=report.pk))
    there = Evidence.objects.filter(report=report, removed_at=None)
    place = {"entry": evidence.entry, "task_update": evidence.task_update}
    twin = there.filter(**place, sha256=evidence.sha256).first()
    if twin is not None:
        return twin
    most = settings.EVIDENCE_MAX_FILES
    if there.count() >= most:
        raise EvidenceError(_("A report takes at most %(count)d files.") % {"count": most})
    if Evidence.objects.filter(report=report).count() >= _EVER * most:  # the disk keeps them all
        raise EvidenceError(
            _("At most %(count)d files were ever attached to a report, taken away ones included.")
            % {"count": _EVER * most}
        )
    evidence.save()
    record("evidence.attached", _subject(evidence), by=by, after=_as_ledger(evidence))
    return evidence


def remove(*, evidence: Evidence, by: User) -> Evidence:
    """Take a file away: it is no longer shown or served; row and file stay for the ledger's sake.

    Taking it away twice changes nothing.
    """
    report = evidence.report
    check_can(by, Verb.FILL, report)
    _check_place(report, evidence.entry, evidence.task_update)
    moment = now()
    with transaction.atomic():
        keep_still(report.pk)
        check_stage(Verb.FILL, Report.objects.select_related("period").get(pk=report.pk))
        there = Evidence.objects.filter(pk=evidence.pk, removed_at=None)
        if there.update(removed_at=moment, removed_by=by):
            record("evidence.removed", _subject(evidence), by=by, before=_as_ledger(evidence))
            evidence.removed_at, evidence.removed_by = moment, by
    return evidence


def path_of(stored_name: UUID) -> Path:
    """Where the file lies: a folder that no server serves, a name that says nothing."""
    return Path(settings.EVIDENCE_DIR) / str(stored_name)


def _check_place(report: Report, entry: Entry | None, update: TaskUpdate | None) -> None:
    """The line it stands beside belongs to the report and is not approved yet; at most one."""
    if entry is not None and update is not None:
        raise EvidenceError(_("A file stands beside one figure or one task, not beside both."))
    if entry is not None and entry.report_id != report.pk:
        raise EvidenceError(_("This figure is not part of the report."))
    if update is not None and update.report_id != report.pk:
        raise EvidenceError(_("This task is not part of the report."))
    if entry is not None and entry.state == EntryState.APPROVED:
        raise WrongStateError(_("This figure is approved already."))
    if update is not None and update.state == EntryState.APPROVED:
        raise WrongStateError(_("This task update is approved already."))


def _content(upload: File[bytes]) -> bytes:
    """The whole file; never more than the limit in memory."""
    limit = settings.UPLOAD_MAX_BYTES
    content = upload.read(limit + 1) if upload.size <= limit else b""
    if upload.size > limit or len(content) > limit:
        raise EvidenceError(
            _("The file is larger than %(limit)s MB.")
            % {"limit": format_number(limit // _MEGABYTE)}
        )
    return content


def _write(path: Path, content: bytes) -> None:
    """On the disk before the row is: for its owner only, and never over another file."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def sweep_unfinished() -> int:
    """Take away what a process left that was killed while a file came in; how many there were."""
    border, count = time.time() - _STALE_AFTER, 0
    for path in Path(settings.EVIDENCE_DIR).rglob(f"*{_UNFINISHED}"):
        if path.stat().st_mtime < border:
            path.unlink(missing_ok=True)
            count += 1
    return count


def _as_ledger(evidence: Evidence) -> dict[str, str | int]:
    content: dict[str, str | int] = {
        "name": evidence.shown_name,
        "type": evidence.content_type,
        "size": evidence.size,
        "sha256": evidence.sha256,
    }
    if evidence.entry is not None:
        content["indicator"] = evidence.entry.indicator.code
    if evidence.task_update is not None:
        content["task"] = evidence.task_update.assignment.subject_code
    return content


def _subject(evidence: Evidence) -> Subject:
    report = evidence.report
    key = f"{report.ledger_key}/{evidence.stored_name}"
    return Subject("evidence", key, report.period.programme.code)
