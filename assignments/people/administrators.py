"""Who administers: administrators make others, and take the right away again."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from assignments.people.accounts import AccountError, subject_of, told
from assignments.people.rules import check_is_administrator
from assignments.units_admin import ChangedMeanwhileError
from tracker.accounts.demonstration import is_published
from tracker.accounts.models import User
from tracker.audit.ledger import record
from tracker.common.errors import NotAllowedError


def make_administrator(*, person: User, by: User, reason: str) -> None:
    """The person sees and administers everything from now on; administrators only, with a reason.

    AccountError for an account that is closed, ChangedMeanwhileError if it is one already.
    """
    _check(person, by, reason)
    if not person.is_active:
        raise AccountError(_("This account is closed. Open it first."))
    _set(person, by=by, reason=reason, is_administrator=True)


def unmake_administrator(*, person: User, by: User, reason: str) -> None:
    """The person has only the roles of their units from now on.

    Nobody does it to themselves, so that at least one is left.
    """
    _check(person, by, reason)
    _set(person, by=by, reason=reason, is_administrator=False)


def _check(person: User, by: User, reason: str) -> None:
    check_is_administrator(by)
    if is_published(person):
        raise NotAllowedError(_("The accounts of the demonstration stay as they are."))
    if person == by:
        raise AccountError(_("Nobody decides whether they are an administrator themselves."))
    if not reason.strip():
        raise AccountError(_("Give the reason."))


def _set(person: User, *, by: User, reason: str, is_administrator: bool) -> None:
    verb = "account.administrator_made" if is_administrator else "account.administrator_unmade"
    with transaction.atomic():
        _hold_administrators(by)
        rows = User.objects.filter(pk=person.pk, is_administrator=not is_administrator)
        if not rows.update(is_administrator=is_administrator):
            raise ChangedMeanwhileError(_("Somebody else has just changed this account."))
        record(verb, subject_of(person), by=by, after=told(person), reason=reason.strip())
    person.is_administrator = is_administrator


def _hold_administrators(by: User) -> None:
    """Of two who take the right from each other at the same moment the second has lost it."""
    rows = User.objects.select_for_update().filter(is_administrator=True, is_active=True)
    if by.pk not in set(rows.order_by("pk").values_list("pk", flat=True)):
        raise ChangedMeanwhileError(_("You are no longer an administrator."))
