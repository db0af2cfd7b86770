"""What makes a task clear: the person who answers for it, and the result that is expected."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from assignments.assigning import AssigningError, check_reason, lost_race
from assignments.models import Assignment, Membership, Part, Task, Unit
from assignments.permissions import UNIT_ROLES, check_is_member, check_is_office
from tracker.accounts.models import User
from tracker.audit.ledger import Subject, record
from tracker.common.timestamps import today


def name_responsible(*, assignment: Assignment, person: User | None, by: User) -> None:
    """The unit says which of its people answers for what it leads; None takes the name away."""
    check_is_member(by, assignment.unit)
    if assignment.part != Part.LEAD or not assignment.held_on(today()):
        raise AssigningError(_("The task lies with another unit now."))
    if assignment.closed_on is not None:
        raise AssigningError(_("This task is done."))
    if person is not None:
        _check_belongs(person, assignment.unit)
    seen = Assignment.objects.filter(pk=assignment.pk, responsible=assignment.responsible)
    with transaction.atomic():
        if not seen.update(responsible=person):
            raise AssigningError(lost_race())
        told = {"unit": assignment.unit.code, "person": person.full_name if person else ""}
        before = assignment.responsible.full_name if assignment.responsible else ""
        record(
            "assignment.responsible",
            Subject("assignment", assignment.subject_code, assignment.programme.code),
            by=by,
            before={"unit": assignment.unit.code, "person": before},
            after=told,
        )
    assignment.responsible = person


def set_product(*, task: Task, product: str, by: User, reason: str) -> None:
    """The Office says which result the task shall have; a change of it needs a reason."""
    check_is_office(by, task.programme)
    wanted = product.strip()
    if not wanted:
        raise AssigningError(_("Say which result is expected."))
    if wanted == task.product:
        raise AssigningError(_("This is the expected result already."))
    if task.product:
        check_reason(reason)
    with transaction.atomic():
        seen = Task.objects.filter(pk=task.pk, product=task.product, retired_at=None)
        if not seen.update(product=wanted):
            raise AssigningError(lost_race())
        record(
            "task.product_set",
            Subject("task", task.code, task.programme.code),
            by=by,
            before={"product": task.product},
            after={"product": wanted},
            reason=reason.strip(),
        )
    task.product = wanted


def _check_belongs(person: User, unit: Unit) -> None:
    held = Membership.objects.filter(user=person, unit=unit, role__in=UNIT_ROLES)
    if not (person.is_active and held.exists()):
        raise AssigningError(
            _("%(person)s does not work for %(unit)s.")
            % {"person": person.full_name, "unit": unit.name}
        )
