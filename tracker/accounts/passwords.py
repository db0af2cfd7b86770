"""Passwords: the rule of length in our words, and one-time passwords for whoever begins."""

from __future__ import annotations

import secrets
from datetime import timedelta

from django.contrib.auth.hashers import PBKDF2PasswordHasher, get_hasher
from django.contrib.auth.password_validation import MinimumLengthValidator
from django.utils.translation import gettext as _

from tracker.accounts.models import User
from tracker.common.timestamps import now

ONE_TIME_LIFE = timedelta(days=7)
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
"""Nothing that is taken for something else on paper: no i, l, o, 0, 1."""
_GROUP = 4
_FEW_ROUNDS = 20_000


class LengthValidator(MinimumLengthValidator):
    """A shortest length; Django's own sentence has no Vietnamese."""

    def get_error_message(self) -> str:
        """Why a password is refused."""
        return _("The password is too short: it needs at least %d characters.") % self.min_length

    def get_help_text(self) -> str:
        """The rule before anything is typed."""
        return _("At least %(count)d characters.") % {"count": self.min_length}


def give_one_time_password(user: User) -> str:
    """Put a new random password on an account, not stored yet; it must be changed at once.

    The password has 59 random bits and lives a week: a few rounds of hashing protect it as well as
    a million protect a chosen one, and three hundred accounts are made within seconds.
    """
    password = random_words()
    hasher = get_hasher()
    rounds = {"iterations": _FEW_ROUNDS} if isinstance(hasher, PBKDF2PasswordHasher) else {}
    user.password = hasher.encode(password, hasher.salt(), **rounds)
    user.one_time_until = now() + ONE_TIME_LIFE
    return password


def random_words(groups: int = 3) -> str:
    """`k7pm-x2rw-9hqt`: to be read aloud and typed once; twenty random bits a group."""
    return "-".join(
        "".join(secrets.choice(_LETTERS) for _place in range(_GROUP)) for _number in range(groups)
    )
