"""The second factor: codes of an authenticator app (RFC 6238) and recovery codes.

What is written here belongs into the transaction of whoever calls it.
"""

from __future__ import annotations

import base64
import logging
import secrets
from collections.abc import Iterator

import pyotp
from django.conf import settings
from django.utils.crypto import salted_hmac

from tracker.accounts.models import RecoveryCode, SecondFactor, User
from tracker.accounts.passwords import random_words
from tracker.common.timestamps import now

_log = logging.getLogger("lotrinh.security")
RECOVERY_CODES = 10
_SALT = "lotrinh.second_factor"
_ISSUER = "Lộ trình"
_SECRET_BYTES = 20
_DIGITS = 6
_CLOCKS_DIFFER = 1
"""A code of the half minute before or after is accepted too."""


def new_nonce() -> str:
    """What makes the secret of a new second factor differ from every other."""
    return secrets.token_hex(32)


def secret_of(user: User, nonce: str) -> str:
    """The secret that is typed into an authenticator app, in base32."""
    return _secret(user, nonce, settings.SECRET_KEY)


def address_for_app(user: User, nonce: str) -> str:
    """The otpauth:// address that the app reads from a picture."""
    totp = pyotp.TOTP(secret_of(user, nonce))
    return totp.provisioning_uri(name=user.username, issuer_name=_ISSUER)


def picture_of(address: str) -> str:
    """The address as a QR code: a data: address for <img>."""
    import segno  # noqa: PLC0415 - only whoever sets up a second factor needs it

    return str(segno.make(address, micro=False, error="m").svg_data_uri(scale=5))


def matching_step(user: User, nonce: str, code: str) -> int | None:
    """The half minute to which a code of the app belongs; None for one that is not right now."""
    code = "".join(code.split())
    if not (len(code) == _DIGITS and code.isascii() and code.isdigit()):
        return None
    for secret in _secrets(user, nonce):
        try:
            return pyotp.TOTP(secret).verify_and_get_timecode(
                code, for_time=now(), valid_window=_CLOCKS_DIFFER
            )
        except pyotp.OTPVerificationError:
            continue
    return None


def accepts(factor: SecondFactor, code: str) -> bool:
    """Whether a code of the app or a recovery code lets in, now and never again.

    Each is used up by a conditional write: of two who send the same code at once one gets in.
    """
    step = matching_step(factor.user, factor.nonce, code)
    if step is not None:
        rows = SecondFactor.objects.filter(pk=factor.pk, last_step__lt=step)
        is_right = bool(rows.update(last_step=step))
        said = "accepted" if is_right else "was used before"
        _log.log(
            logging.INFO if is_right else logging.WARNING, "code %s: user %d", said, factor.user_id
        )
        return is_right
    found = RecoveryCode.objects.filter(factor=factor, digest=_digest(factor, code))
    is_right = bool(found.delete()[0])
    said = "recovery code accepted" if is_right else "code wrong"
    _log.warning("%s: user %d", said, factor.user_id)
    return is_right


def was_used(factor: SecondFactor, code: str) -> bool:
    """Whether it is a code of the app that was right just now and has let somebody in already."""
    step = matching_step(factor.user, factor.nonce, code)
    return (
        step is not None and SecondFactor.objects.filter(pk=factor.pk, last_step__gte=step).exists()
    )


def add_factor(user: User, nonce: str, step: int) -> tuple[SecondFactor, list[str]]:
    """A second factor whose first code was right, and its recovery codes; IntegrityError if the
    person has one."""
    factor = SecondFactor.objects.create(user=user, nonce=nonce, last_step=step, began_at=now())
    return factor, new_recovery_codes(factor)


def new_recovery_codes(factor: SecondFactor) -> list[str]:
    """Ten new codes instead of all earlier ones, to be shown once; 79 random bits each."""
    codes = [random_words(groups=4) for _number in range(RECOVERY_CODES)]
    factor.recovery_codes.all().delete()
    RecoveryCode.objects.bulk_create(
        [RecoveryCode(factor=factor, digest=_digest(factor, code)) for code in codes]
    )
    return codes


def _digest(factor: SecondFactor, code: str) -> str:
    """Of a recovery code only this is kept, without SECRET_KEY: it outlives a change of the key."""
    plain = "".join(letter for letter in code.lower() if letter.isalnum())
    return salted_hmac(
        _SALT, f"{factor.nonce} {plain}", secret=_SALT, algorithm="sha256"
    ).hexdigest()


def _secrets(user: User, nonce: str) -> Iterator[str]:
    """By the present key, then by those that it has replaced."""
    for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS):
        yield _secret(user, nonce, key)


def _secret(user: User, nonce: str, key: str | bytes) -> str:
    mark = salted_hmac(_SALT, f"{user.pk} {nonce}", secret=key, algorithm="sha256")
    return base64.b32encode(mark.digest()[:_SECRET_BYTES]).decode()
