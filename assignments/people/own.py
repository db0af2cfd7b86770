"""What people do with their own account: password, second factor, sessions."""

from __future__ import annotations

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assignments.people.accounts import AccountError, subject_of, told
from assignments.people.rules import check_own_account
from assignments.units_admin import ChangedMeanwhileError
from tracker.accounts import second_factor
from tracker.accounts.models import SecondFactor, User
from tracker.accounts.throttle import Limit, begin, succeeded
from tracker.audit.ledger import record, record_all
from tracker.common.timestamps import now

_MOST_CODES = 5
_WRONG_CODE = gettext_lazy(
    "This code is wrong, or it was used already. Wait for the next one and type it again."
)


def change_password(*, user: User, password: str) -> None:
    """The person's own new password, which satisfies the rules; every session ends."""
    check_own_account(user)
    user.set_password(password)
    user.one_time_until = None
    user.signed_out_at = now()
    with transaction.atomic():
        user.save(update_fields=["password", "one_time_until", "signed_out_at"])
        record("account.password_changed", subject_of(user), by=user, after=told(user))


def change_mail(*, user: User, email: str, wants_mail: bool) -> None:
    """Where the person's e-mails go, and whether they want any.

    The ledger says that the address was changed, never which it is: nothing is ever taken out of
    it again.
    """
    check_own_account(user)
    deeds = []
    if email != user.email:
        deeds.append("account.address_changed")
    if wants_mail != user.wants_mail:
        deeds.append("account.mail_wanted" if wants_mail else "account.mail_ended")
    user.email, user.wants_mail = email, wants_mail
    with transaction.atomic():
        user.save(update_fields=["email", "wants_mail"])
        about = subject_of(user), None, told(user)
        record_all([(verb, *about) for verb in deeds], by=user)


def sign_out_everywhere(*, user: User) -> None:
    """Every session of the person ends."""
    with transaction.atomic():
        user.signed_out_at = now()
        user.save(update_fields=["signed_out_at"])
        record("account.signed_out", subject_of(user), by=user, after=told(user))


def begin_second_factor(*, user: User, nonce: str, code: str) -> tuple[SecondFactor, list[str]]:
    """A second factor whose app shows the right code; its recovery codes are returned once.

    AccountError for a wrong code, ChangedMeanwhileError if the person has a second factor.
    LockedError.
    """
    check_own_account(user)
    attempt = begin(_limit(user))
    step = second_factor.matching_step(user, nonce, code)
    if step is None:
        raise AccountError(_WRONG_CODE)
    succeeded(attempt)
    try:
        with transaction.atomic():
            made = second_factor.add_factor(user, nonce, step)
            record("account.factor_begun", subject_of(user), by=user, after=told(user))
    except IntegrityError as error:
        raise ChangedMeanwhileError(_("You have set up a second factor already.")) from error
    return made


def give_code(*, user: User, factor: SecondFactor, code: str) -> None:
    """Use up a code: AccountError for one that is wrong or was used. LockedError."""
    attempt = begin(_limit(user))
    if not second_factor.accepts(factor, code):
        raise AccountError(_WRONG_CODE)
    succeeded(attempt)


def renew_recovery_codes(*, user: User, factor: SecondFactor, code: str) -> list[str]:
    """New recovery codes for a right code; the earlier ones are void. AccountError, LockedError."""
    give_code(user=user, factor=factor, code=code)
    with transaction.atomic():
        codes = second_factor.new_recovery_codes(factor)
        record("account.codes_renewed", subject_of(user), by=user, after=told(user))
    return codes


def end_second_factor(*, user: User, factor: SecondFactor, code: str) -> None:
    """Sign in without it from now on; whose role needs one is asked at once for another.

    AccountError, LockedError.
    """
    give_code(user=user, factor=factor, code=code)
    with transaction.atomic():
        factor.delete()
        record("account.factor_ended", subject_of(user), by=user, after=told(user))


def _limit(user: User) -> Limit:
    return Limit("code", str(user.pk), _MOST_CODES)
