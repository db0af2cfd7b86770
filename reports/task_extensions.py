"""More time for a task: asked for by its unit with a reason, granted by the Office."""

from __future__ import annotations

from datetime import date

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from assignments.models import Assignment, Part
from assignments.permissions import (
    UNIT_ROLES,
    check_is_member,
    check_is_office,
    office_units,
)
from reports.models import TaskExtension
from reports.notices import BETWEEN, NotificationKind, notify, people_of, until
from tracker.accounts.models import User
from tracker.accounts.roles import Role
from tracker.audit.ledger import Subject, record
from tracker.common.errors import NotAllowedError, SentenceError
from tracker.common.timestamps import now, today


class TaskExtensionError(SentenceError):
    """More time cannot be asked for, or not be granted, like this."""


def ask_more_time(
    *, assignment: Assignment, reason: str, wanted_until: date, by: User
) -> TaskExtension:
    """The unit asks for a later day, with a reason, while the task is its own and not done."""
    check_is_member(by, assignment.unit)
    _check_open(assignment)
    if not reason.strip():
        raise TaskExtensionError(_("Say why more time is needed."))
    if wanted_until <= (assignment.deadline or today()):
        raise TaskExtensionError(_("The day asked for must lie after the present deadline."))
    try:
        with transaction.atomic():
            wish = TaskExtension.objects.create(
                assignment=assignment,
                due_before=assignment.deadline,
                reason=reason.strip(),
                wanted_until=wanted_until,
                asked_by=by,
            )
            after = {"wanted_until": wanted_until.isoformat()}
            subject = _subject(assignment)
            record("task_extension.asked", subject, by=by, after=after, reason=wish.reason)
            office = people_of(office_units(assignment.programme), (Role.REVIEWER,))
            kind = NotificationKind.EXTENSION_ASKED
            _notify(office, kind, assignment, wish.reason, by=by)
    except IntegrityError as error:
        raise TaskExtensionError(_("A request for this task is still undecided.")) from error
    return wish


def decide_more_time(
    *, wish: TaskExtension, granted_until: date | None, answer: str, by: User
) -> None:
    """The Office grants a day, or declines (None) with an answer; nobody decides on their own."""
    assignment = wish.assignment
    check_is_office(by, assignment.programme)
    if wish.asked_by_id == by.pk:
        raise NotAllowedError(_("Nobody decides on a request of their own."))
    if granted_until is None and not answer.strip():
        raise TaskExtensionError(_("Say why the request is declined."))
    if granted_until is not None:
        _check_later(assignment, granted_until)
    with transaction.atomic():
        decided = TaskExtension.objects.filter(pk=wish.pk, decided_at__isnull=True).update(
            decided_at=now(),
            decided_by=by,
            granted_until=granted_until,
            answer=answer.strip(),
            due_before=assignment.deadline,  # the Office may have moved it since it was asked
        )
        if not decided:
            raise TaskExtensionError(_("Somebody else has already decided on this request."))
        if granted_until is not None:
            _move(assignment, granted_until)
        verb = "task_extension.granted" if granted_until else "task_extension.declined"
        after = {"granted_until": granted_until.isoformat() if granted_until else None}
        record(verb, _subject(assignment), by=by, after=after, reason=answer.strip())
        people = people_of([assignment.unit_id], UNIT_ROLES)
        kind = NotificationKind.EXTENSION_DECLINED
        if granted_until is not None:
            kind = NotificationKind.EXTENSION_GRANTED
        _notify(people, kind, assignment, answer.strip(), day=granted_until, by=by)
    wish.refresh_from_db()


def set_deadline(*, assignment: Assignment, due: date, reason: str, by: User) -> TaskExtension:
    """The Office sets or moves a deadline itself, with a reason; kept like a granted request."""
    check_is_office(by, assignment.programme)
    _check_open(assignment)
    if not reason.strip():
        raise TaskExtensionError(_("Give the reason."))
    if due == assignment.deadline:
        raise TaskExtensionError(_("This is the present deadline already."))
    with transaction.atomic():
        row = TaskExtension.objects.create(
            assignment=assignment,
            due_before=assignment.deadline,
            reason=reason.strip(),
            wanted_until=due,
            asked_by=by,
            decided_at=now(),
            decided_by=by,
            granted_until=due,
        )
        _move(assignment, due)
        after = {"granted_until": due.isoformat()}
        record(
            "task_extension.set", _subject(assignment), by=by, after=after, reason=reason.strip()
        )
        people = people_of([assignment.unit_id], UNIT_ROLES)
        kind = NotificationKind.DEADLINE_SET
        _notify(people, kind, assignment, reason.strip(), day=due, by=by)
    return row


def _move(assignment: Assignment, due: date) -> None:
    """The new day holds here and for those to whom the duty passes on a later day.

    TaskExtensionError if somebody else moved it, or the task was done, a moment before.
    """
    seen = Assignment.objects.filter(pk=assignment.pk, due=assignment.due, closed_on=None)
    if not seen.update(due=due):
        raise TaskExtensionError(
            _("Somebody else has changed this task meanwhile. Look at the page again.")
        )
    heirs = Assignment.objects.filter(came_from__source=assignment, valid_from__gt=today())
    Assignment.objects.filter(pk__in=list(heirs.values_list("pk", flat=True))).update(due=due)
    assignment.due = due


def _check_open(assignment: Assignment) -> None:
    if assignment.task is None or assignment.part != Part.LEAD:
        raise TaskExtensionError(_("Only the lead of a task has a deadline for it."))
    if assignment.closed_on is not None:
        raise TaskExtensionError(_("This task is done."))
    if not assignment.held_on(today()):
        raise TaskExtensionError(_("The task lies with another unit now."))


def _check_later(assignment: Assignment, day: date) -> None:
    _check_open(assignment)
    if assignment.deadline is not None and day <= assignment.deadline:
        raise TaskExtensionError(_("The new deadline must lie after the present one."))


def _notify(
    people: list[User],
    kind: NotificationKind,
    assignment: Assignment,
    words: str,
    *,
    by: User,
    day: date | None = None,
) -> None:
    subject = f"{assignment.unit.name}{BETWEEN}{assignment.task}"
    url = reverse("task", args=[assignment.programme.code, assignment.subject_code])
    told = until(subject, day) if day else subject
    notify(people, kind, subject=told, words=words, url=url, by=by)


def _subject(assignment: Assignment) -> Subject:
    key = f"{assignment.unit.code}/{assignment.subject_code}"
    return Subject("task_extension", key, assignment.programme.code)
