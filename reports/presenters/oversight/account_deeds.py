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
    "account.corrected": (
        gettext_noop("account corrected"),
        gettext_noop("corrected the name or e-mail of %(person)s"),
    ),
    "account.address_changed": (
        gettext_noop("own e-mail changed"),
        gettext_noop("changed the e-mail of the own account %(person)s"),
    ),
    "account.mail_wanted": (
        gettext_noop("e-mails turned on"),
        gettext_noop("turned on e-mails for the own account %(person)s"),
    ),
    "account.mail_ended": (
        gettext_noop("e-mails turned off"),
        gettext_noop("turned off e-mails for the own account %(person)s"),
    ),
    "account.administrator_made": (
        gettext_noop("administrator made"),
        gettext_noop("made %(person)s an administrator"),
    ),
    "account.administrator_unmade": (
        gettext_noop("administrator unmade"),
        gettext_noop("took the rights of an administrator from %(person)s"),
    ),
}
