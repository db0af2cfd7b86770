"""The Office assigns anew: who leads a task or an indicator, and who coordinates."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from assignments.duties import pass_on
from assignments.models import Assignment, Inheritance, Origin, Part, Task, Unit
from assignments.models.assignment import AssignmentQuerySet
from assignments.permissions import check_is_office
from indicators.models import Indicator
from tracker.accounts.models import User
from tracker.audit.ledger import Subject, record
from tracker.common.errors import SentenceError
from tracker.common.labels import day_label
from tracker.common.timestamps import today

Matter = Task | Indicator
"""What a unit can lead."""

FARTHEST = timedelta(days=366)
"""How far ahead a new lead may begin: a year typed wrongly must not empty a task for decades."""


class AssigningError(SentenceError):
    """A unit, day or person that cannot be chosen, or somebody else was faster."""


def assign_lead(
    *,
    subject: Matter,
    unit: Unit,
    by: User,
    reason: str,
    from_day: date | None = None,
    instead_of: Assignment | None = None,
) -> Assignment:
    """The Office gives a task or indicator to a unit: one that nobody leads, or from another.

    `instead_of` is the lead that was seen, None if nobody led; if that is no longer so, nothing
    happens. The unit must exist on the day, which is today or later.
    """
    day = from_day or today()
    check_is_office(by, subject.programme)
    check_reason(reason)
    _check_day(day)
    _check_unit(subject, unit, day)
    try:
        with transaction.atomic():
            return _Change(subject, unit, by, reason.strip(), day).run(instead_of)
    except IntegrityError as error:
        raise AssigningError(lost_race()) from error


def assign_leads(
    *,
    subjects: Sequence[Matter],
    unit: Unit,
    by: User,
    reason: str,
    from_day: date | None = None,
) -> list[Assignment]:
    """The same for several that nobody leads: all or nothing."""
    with transaction.atomic():
        return [
            assign_lead(subject=subject, unit=unit, by=by, reason=reason, from_day=from_day)
            for subject in subjects
        ]


def add_coordinating(*, subject: Matter, unit: Unit, by: User, reason: str) -> Assignment:
    """From today the unit coordinates; refused if it takes part already."""
    check_is_office(by, subject.programme)
    check_reason(reason)
    _check_unit(subject, unit, today())
    if rows_of(subject).standing().filter(unit=unit).exists():
        raise AssigningError(_("%(unit)s takes part in this already.") % {"unit": unit.name})
    position = rows_of(subject).filter(part=Part.COORDINATING).count() + 1
    try:
        with transaction.atomic():
            row = Assignment.objects.create(
                **_matter(subject),
                unit=unit,
                part=Part.COORDINATING,
                position=position,
                origin=Origin.OFFICE,
                valid_from=today(),
            )
            _follow(row, by)
            record(
                "assignment.made", _ledger(subject), by=by, after=_told(row), reason=reason.strip()
            )
    except IntegrityError as error:
        raise AssigningError(lost_race()) from error
    return row


def remove_coordinating(*, assignment: Assignment, by: User, reason: str) -> None:
    """From today the unit no longer coordinates; what it did until then stays on record."""
    check_is_office(by, assignment.programme)
    check_reason(reason)
    if assignment.part != Part.COORDINATING:
        raise AssigningError(_("A lead passes to another unit; it is not simply taken away."))
    told = {"unit": assignment.unit.code, "part": assignment.part}
    key = Subject("assignment", assignment.subject_code, assignment.programme.code)
    with transaction.atomic():
        _end(assignment, today())
        record("assignment.ended", key, by=by, after=told, reason=reason.strip())


def rows_of(subject: Matter) -> AssignmentQuerySet:
    """Every assignment that the task or indicator ever had."""
    if isinstance(subject, Task):
        return Assignment.objects.filter(task=subject)
    return Assignment.objects.filter(indicator=subject)


def last_led(rows: Iterable[Assignment]) -> Assignment | None:
    """The lead that ended last; None if there never was one."""
    ended = [row for row in rows if row.part == Part.LEAD and row.valid_to is not None]
    return max(ended, key=lambda row: (row.valid_to or date.min, row.pk), default=None)


@dataclass(frozen=True)
class _Change:
    """A new lead from a day on."""

    subject: Matter
    unit: Unit
    by: User
    reason: str
    day: date

    def run(self, seen: Assignment | None) -> Assignment:
        """End what the unit takes over, give it its own assignment, and keep where it came from."""
        rows = list(rows_of(self.subject).select_related("unit"))
        source = self._check(rows, seen) or last_led(rows)
        ended = [
            row for row in rows if row.valid_to is None and row.unit_id == self.unit.pk
        ]  # it coordinated so far
        if seen is not None:
            ended.append(seen)
        for row in ended:
            _end(row, self.day)
        fresh = self._fresh(source, is_part=seen is not None and seen.is_own_part)
        origins = {row.pk: row for row in (source, *ended) if row is not None}
        Inheritance.objects.bulk_create(
            Inheritance(source=row, heir=fresh, passed_on=self.day, reason=self.reason)
            for row in origins.values()
        )
        _follow(fresh, self.by)
        self._record(fresh, seen)
        return fresh

    def _check(self, rows: list[Assignment], seen: Assignment | None) -> Assignment | None:
        """The standing lead that passes on; AssigningError where it is not what was seen."""
        leads = [row for row in rows if row.part == Part.LEAD]
        standing = {row.pk: row for row in leads if row.valid_to is None}
        if any(row.unit_id == self.unit.pk for row in standing.values()):
            raise AssigningError(_("%(unit)s leads this already.") % {"unit": self.unit.name})
        if seen is None:
            if standing:
                raise AssigningError(lost_race())
            self._check_gap(leads)
            return None
        current = standing.get(seen.pk)
        if current is None:
            raise AssigningError(lost_race())
        if current.closed_on is not None:
            raise AssigningError(_("This task is done."))
        if current.valid_from is not None and current.valid_from > self.day:
            raise AssigningError(_begins(current.unit, current.valid_from))
        return current

    def _check_gap(self, leads: list[Assignment]) -> None:
        """Nobody leads on the day any more."""
        for row in leads:
            if row.valid_to is not None and row.valid_to > self.day:
                raise AssigningError(
                    _("%(unit)s still leads this until %(day)s. Choose that day or a later one.")
                    % {"unit": row.unit.name, "day": day_label(row.valid_to)}
                )

    def _fresh(self, before: Assignment | None, *, is_part: bool) -> Assignment:
        """The new lead; a deadline that was granted passes on with it."""
        return Assignment.objects.create(
            **_matter(self.subject),
            unit=self.unit,
            part=Part.LEAD,
            position=before.position if before and is_part else 0,
            is_own_part=is_part,
            origin=Origin.OFFICE,
            valid_from=self.day,
            due=before.due if before else None,
        )

    def _record(self, fresh: Assignment, seen: Assignment | None) -> None:
        verb = "assignment.made" if seen is None else "assignment.moved"
        before = None if seen is None else {"unit": seen.unit.code, "part": seen.part}
        told = _told(fresh)
        record(
            verb, _ledger(self.subject), by=self.by, before=before, after=told, reason=self.reason
        )


def _end(row: Assignment, day: date) -> None:
    """From the day on it no longer holds; what begins later never does."""
    last = max(day, row.valid_from) if row.valid_from is not None else day
    standing = Assignment.objects.filter(pk=row.pk, valid_to=None, closed_on=None)
    if not standing.update(valid_to=last):
        raise AssigningError(lost_race())


def _follow(row: Assignment, by: User) -> None:
    """If the unit is known to end, its successors are known too."""
    if row.unit.valid_to is not None:
        pass_on(row.programme.province, by=by, programmes=[row.programme])


def _matter(subject: Matter) -> dict[str, object]:
    is_task = isinstance(subject, Task)
    return {
        "programme": subject.programme,
        "task": subject if is_task else None,
        "indicator": None if is_task else subject,
    }


def _told(row: Assignment) -> dict[str, str]:
    since = row.valid_from.isoformat() if row.valid_from else ""
    return {"unit": row.unit.code, "part": str(row.part), "from_day": since}


def _ledger(subject: Matter) -> Subject:
    return Subject("assignment", subject.code, subject.programme.code)


def check_reason(reason: str) -> None:
    """AssigningError for a deed without a reason."""
    if not reason.strip():
        raise AssigningError(_("Give the reason."))


def _check_day(day: date) -> None:
    if day < today():
        raise AssigningError(_("Past days stay as they were shown. Choose today or a later day."))
    if day > today() + FARTHEST:
        raise AssigningError(_("Choose a day within the coming year."))


def _check_unit(subject: Matter, unit: Unit, day: date) -> None:
    if subject.retired_at is not None:
        raise AssigningError(_("The document no longer holds this."))
    if unit.province_id != subject.programme.province_id:
        raise AssigningError(_("%(unit)s belongs to another province.") % {"unit": unit.name})
    if not unit.is_valid_on(day):
        raise AssigningError(
            _("%(unit)s does not exist on %(day)s.") % {"unit": unit.name, "day": day_label(day)}
        )


def _begins(unit: Unit, day: date) -> str:
    return _("%(unit)s leads this from %(day)s on. Choose that day or a later one.") % {
        "unit": unit.name,
        "day": day_label(day),
    }


def lost_race() -> str:
    """What somebody reads who was a moment too late."""
    return _("Somebody else has changed this meanwhile. Look at the page again.")
