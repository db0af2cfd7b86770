"""What a job has done, in sentences; each kind of job says what its outcome holds."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from reports.models import Job, JobKind
from tracker.common.numbers import format_number

Outcome = Mapping[str, Any]
_MEGABYTE = 1024 * 1024


def outcome_words(job: Job) -> tuple[str, ...]:
    """At least one sentence, also for an outcome of which nothing is known here."""
    outcome: Outcome = job.outcome if isinstance(job.outcome, Mapping) else {}
    told = _WORDS.get(job.kind, _nothing)(outcome)
    return tuple(one for one in told if one) or (_("Done."),)


def findings_of(job: Job) -> tuple[str, ...]:
    """What an integrity check found wrong: sentences of its own."""
    found = job.outcome.get("findings") if isinstance(job.outcome, Mapping) else None
    return tuple(str(one) for one in found) if isinstance(found, list) else ()


def _number(outcome: Outcome, name: str) -> int:
    value = outcome.get(name)
    return value if isinstance(value, int) else 0


def _papers(outcome: Outcome) -> list[str]:
    return [_("The papers are ready.")]


def _forms(outcome: Outcome) -> list[str]:
    count = _number(outcome, "forms")
    made = ngettext("%(count)s form is ready.", "%(count)s forms are ready.", count)
    sent = _number(outcome, "sent")
    left = ngettext(
        "%(count)s unit has sent its report: there is no form for it.",
        "%(count)s units have sent their reports: there are no forms for them.",
        sent,
    )
    return [_with(made, count), _with(left, sent) if sent else ""]


def _reports(outcome: Outcome) -> list[str]:
    rows, units = _number(outcome, "rows"), _number(outcome, "units")
    of_units = ngettext("of %(count)s unit", "of %(count)s units", units)
    stored = ngettext(
        "%(count)s row %(of_units)s was stored.", "%(count)s rows %(of_units)s were stored.", rows
    )
    said = stored % {"count": format_number(rows), "of_units": _with(of_units, units)}
    return [said, _told(_number(outcome, "told"), units)]


def _told(told: int, units: int) -> str:
    """Who checks and sends what was stored: the units that were told, or whoever brought it."""
    if not told:
        return _("Check the report, then send it.")
    if told < units:
        some = ngettext(
            "%(count)s of them was told; it checks and sends its report itself.",
            "%(count)s of them were told; each checks and sends its report itself.",
            told,
        )
        return _with(some, told)
    return ngettext(
        "It was told; it checks and sends its report itself.",
        "They were told; each checks and sends its report itself.",
        told,
    )


def _figures(outcome: Outcome) -> list[str]:
    count = _number(outcome, "new") + _number(outcome, "changed")
    stored = ngettext("%(count)s figure was stored.", "%(count)s figures were stored.", count)
    kept = _number(outcome, "unchanged")
    same = ngettext(
        "%(count)s figure stood there already.", "%(count)s figures stood there already.", kept
    )
    return [_with(stored, count), _with(same, kept) if kept else ""]


def _with(sentence: str, count: int) -> str:
    return sentence % {"count": format_number(count)}


def _calendar(outcome: Outcome) -> list[str]:
    opened, begun = _number(outcome, "opened"), _number(outcome, "begun")
    told, locked = _number(outcome, "told"), _number(outcome, "locked")
    near = _number(outcome, "near")
    made = ngettext("%(count)s period was opened.", "%(count)s periods were opened.", opened)
    began = ngettext("%(count)s period began;", "%(count)s periods began;", begun)
    heard = ngettext("%(count)s person was told.", "%(count)s people were told.", told)
    hurried = ngettext(
        "%(count)s person was told that a deadline is near.",
        "%(count)s people were told that a deadline is near.",
        near,
    )
    shut = ngettext("%(count)s period was locked.", "%(count)s periods were locked.", locked)
    return [
        _with(made, opened) if opened else "",
        f"{_with(began, begun)} {_with(heard, told)}" if begun else "",
        _with(hurried, near) if near else "",
        _with(shut, locked) if locked else "",
        "" if opened or begun or near or locked else _("Nothing was due."),
    ]


def _digests(outcome: Outcome) -> list[str]:
    sent, refused = _number(outcome, "sent"), _number(outcome, "refused")
    left = _number(outcome, "left")
    gone = ngettext("%(count)s e-mail was sent.", "%(count)s e-mails were sent.", sent)
    back = ngettext(
        "%(count)s was refused by the mail server.",
        "%(count)s were refused by the mail server.",
        refused,
    )
    waits = ngettext("%(count)s waits until tomorrow.", "%(count)s wait until tomorrow.", left)
    return [
        _with(gone, sent) if sent else _("No e-mail was sent."),
        _with(back, refused) if refused else "",
        _with(waits, left) if left else "",
    ]


def _backup(outcome: Outcome) -> list[str]:
    file, deleted = str(outcome.get("file") or ""), _number(outcome, "deleted")
    size = Decimal(_number(outcome, "bytes")) / _MEGABYTE
    made = _("The backup %(file)s was made (%(size)s MB).")
    missing = outcome["missing"] if isinstance(outcome.get("missing"), list) else []
    lost = _("These files of evidence are missing in EVIDENCE_DIR: %(names)s.")
    thinned = ngettext(
        "%(count)s old backup was deleted.", "%(count)s old backups were deleted.", deleted
    )
    return [
        made % {"file": file, "size": format_number(size, 1)} if file else "",
        lost % {"names": ", ".join(map(str, missing))} if missing else "",
        _with(thinned, deleted) if deleted else "",
    ]


def _check(outcome: Outcome) -> list[str]:
    count = len(outcome["findings"]) if isinstance(outcome.get("findings"), list) else 0
    found = ngettext(
        "%(count)s thing does not hold together:", "%(count)s things do not hold together:", count
    )
    return [_with(found, count) if count else _("Everything holds together.")]


def _clean_up(outcome: Outcome) -> list[str]:
    count = sum(_number(outcome, name) for name in ("uploads", "files", "unfinished"))
    gone = ngettext(
        "%(count)s file that nobody needs any more was deleted.",
        "%(count)s files that nobody needs any more were deleted.",
        count,
    )
    return [_with(gone, count) if count else _("There was nothing to clear away.")]


def _nothing(_outcome: Outcome) -> list[str]:
    return []


_WORDS: Mapping[str, Callable[[Outcome], list[str]]] = {
    JobKind.MEETING_PAPERS: _papers,
    JobKind.FORMS_OUT: _forms,
    JobKind.REPORTS_IN: _reports,
    JobKind.FIGURES_IN: _figures,
    JobKind.CALENDAR: _calendar,
    JobKind.DIGESTS: _digests,
    JobKind.BACKUP: _backup,
    JobKind.CHECK: _check,
    JobKind.CLEAN_UP: _clean_up,
}
