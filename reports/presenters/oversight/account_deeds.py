"""The deeds on accounts in words."""

from __future__ import annotations

from django.utils.translation import gettext_noop

ACCOUNT_DEEDS: dict[str, tuple[str, str]] = {
    "account.made": (gettext_noop("account made"), gettext_noop("made the account %(person)s")),
    "account.closed": (
        gettext_noop("account closed"),
        gettext_noop("closed the account %(person)s"),
    ),
    "account.opened": (
        gettext_noop("account opened"),
        gettext_noop("opened the account %(person)s again"),
    ),
    "account.password_reset": (
        gettext_noop("one-time password given"),
        gettext_noop("gave %(person)s a one-time password"),
    ),
    "account.password_changed": (
        gettext_noop("own password changed"),
        gettext_noop("changed the password of the own account %(person)s"),
    ),
    "account.signed_out": (
        gettext_noop("signed out everywhere"),
        gettext_noop("ended all sessions of the own account %(person)s"),
    ),
    "account.factor_begun": (
        gettext_noop("two-step sign-in turned on"),
        gettext_noop("turned on two-step sign-in of the own account %(person)s"),
    ),
    "account.factor_ended": (
        gettext_noop("two-step sign-in turned off"),
        gettext_noop("turned off two-step sign-in of the own account %(person)s"),
    ),
    "account.factor_reset": (
        gettext_noop("two-step sign-in reset"),
        gettext_noop("reset the two-step sign-in of %(person)s"),
    ),
    "account.codes_renewed": (
        gettext_noop("recovery codes renewed"),
        gettext_noop("renewed the recovery codes of the own account %(person)s"),
    ),
}
