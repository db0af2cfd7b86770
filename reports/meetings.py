"""Freezing a meeting: what its papers said is kept as content and never changed again."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from assignments.permissions import check_is_office
from indicators.models import Programme
from reports.exports.meeting.storage import digest, mark_of, to_json
from reports.models import ReportingPeriod, Snapshot
from reports.presenters.meeting.content import meeting_content
from reports.queries.snapshots import FROZEN, meeting_before
from tracker.accounts.models import User
from tracker.audit.ledger import Subject, record
from tracker.common.errors import SentenceError
from tracker.common.labels import day_label, period_label
from tracker.common.timestamps import now, today

LONGEST_NAME = 200
_FARTHEST = timedelta(days=366)


class MeetingError(SentenceError):
    """A meeting that cannot be frozen like this."""


class LookAgainError(SentenceError):
    """What would be frozen is not what was looked at."""


@dataclass(frozen=True)
class Meeting:
    """Which papers: the name and day of the meeting, its quarter, the day of the numbers."""

    programme: Programme
    period: ReportingPeriod
    name: str
    held_on: date
    as_of: date


def freeze(  # noqa: PLR0913 - keyword-only; each is a field of the page that asks for it
    *,
    programme: Programme,
    period: ReportingPeriod,
    meeting: str,
    held_on: date,
    as_of: date,
    by: User,
    report_number: str = "",
    seen: str | None = None,
) -> Snapshot:
    """Keep the papers of a meeting as they are now, compared with the meeting before.

    `seen` is the mark of the papers that somebody looked at and confirmed; LookAgainError if they
    say something else now. It also keeps out papers that were read while somebody wrote: those
    are like no others. Only the Office may; MeetingError for days that make no sense and for a
    meeting of the same day and name that is frozen already.
    """
    check_is_office(by, programme)
    wanted = Meeting(programme, period, tidy_name(meeting), held_on, as_of)
    check_meeting(wanted)
    _check_is_new(wanted)
    content = meeting_content(
        programme=programme,
        period=period,
        as_of=as_of,
        meeting=wanted.name,
        held_on=held_on,
        by=by,
        before=meeting_before(programme, held_on),
        report_number=report_number,
    )
    if seen is not None and seen != mark_of(content):
        raise LookAgainError(
            _("The numbers have changed since you looked at them. Nothing was frozen; look again.")
        )
    return _store(wanted, to_json(content), by)


def tidy_name(name: str) -> str:
    """NFC, without control characters and double blanks: one meeting has one name."""
    text = unicodedata.normalize("NFC", name)
    visible = "".join(" " if unicodedata.category(c).startswith("C") else c for c in text)
    return " ".join(visible.split())


def check_meeting(wanted: Meeting) -> None:
    """MeetingError for a meeting without a name or with days that make no sense."""
    if not wanted.name:
        raise MeetingError(_("Name the meeting."))
    if len(wanted.name) > LONGEST_NAME:
        raise MeetingError(
            _("The name of the meeting has more than %(count)d characters.")
            % {"count": LONGEST_NAME}
        )
    if wanted.period.programme_id != wanted.programme.pk:
        raise MeetingError(_("This quarter is not one of the programme."))
    _check_days(wanted)


def _check_days(wanted: Meeting) -> None:
    if wanted.as_of > today():
        raise MeetingError(_("The day of the numbers lies in the future."))
    if wanted.as_of < wanted.programme.issued_on:
        raise MeetingError(
            _("The programme was issued on %(day)s: there are no numbers before.")
            % {"day": day_label(wanted.programme.issued_on)}
        )
    if wanted.as_of < wanted.period.starts_on:
        raise MeetingError(
            _("%(period)s had not begun on the day of the numbers.")
            % {"period": period_label(wanted.period.period)}
        )
    if wanted.held_on < wanted.as_of:
        raise MeetingError(_("The meeting lies before the day of the numbers."))
    if wanted.held_on > today() + _FARTHEST:
        raise MeetingError(_("The meeting lies more than a year ahead."))


def _check_is_new(wanted: Meeting) -> None:
    rows = Snapshot.objects.filter(programme=wanted.programme, held_on=wanted.held_on)
    if rows.filter(title=wanted.name).exists():
        raise _already(wanted)


def _store(wanted: Meeting, content: dict[str, object], by: User) -> Snapshot:
    """Row and ledger entry; of two people at once the second is told that it is done."""
    try:
        with transaction.atomic():
            stored = Snapshot.objects.create(
                programme=wanted.programme,
                title=wanted.name,
                held_on=wanted.held_on,
                year=wanted.period.year,
                quarter=wanted.period.quarter,
                as_of=wanted.as_of,
                content=content,
                digest=digest(content),
                frozen_at=now(),
                frozen_by=by,
            )
            record(FROZEN, _subject(stored), by=by, after=_ledger(stored))
    except IntegrityError as error:
        raise _already(wanted) from error
    return stored


def _subject(stored: Snapshot) -> Subject:
    return Subject("meeting", str(stored.pk), stored.programme.code)


def _ledger(stored: Snapshot) -> dict[str, str]:
    """What the ledger keeps: enough to tell one meeting from another, and the digest."""
    return {
        "title": stored.title,
        "held_on": stored.held_on.isoformat(),
        "as_of": stored.as_of.isoformat(),
        "period": f"{stored.year}-Q{stored.quarter}",
        "digest": stored.digest,
    }


def _already(wanted: Meeting) -> MeetingError:
    return MeetingError(
        _(
            "“%(meeting)s” of %(day)s is frozen already. A frozen meeting is never changed: give"
            " another name if its papers were put together anew."
        )
        % {"meeting": wanted.name, "day": day_label(wanted.held_on)}
    )
