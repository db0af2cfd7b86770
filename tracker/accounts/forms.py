"""Signing in, a new password, a code: parsed and validated, never saved."""

from __future__ import annotations

import logging
from typing import Any

from django import forms
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.password_validation import (
    password_validators_help_texts,
    validate_password,
)
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tracker.accounts.models import User
from tracker.accounts.throttle import Limit, begin, succeeded
from tracker.accounts.visitors import sign_in_limits
from tracker.common.timestamps import now

_log = logging.getLogger("lotrinh.security")
_WRONG = gettext_lazy("The user name or the password is wrong.")
LONGEST_PASSWORD = 128
LONGEST_CODE = 40
_MOST_GUESSES = 5


class SignInForm(AuthenticationForm):
    """User name and password; each attempt is counted before anybody looks at the password."""

    request: HttpRequest
    error_messages = {"invalid_login": _WRONG, "inactive": _WRONG}

    def clean(self) -> dict[str, Any]:
        """The person as `get_user()`. Raises LockedError besides what forms raise."""
        name = self.cleaned_data.get("username")
        if not (name and self.cleaned_data.get("password")):
            return self.cleaned_data
        attempt = begin(*sign_in_limits(self.request, name))
        found: dict[str, Any] = super().clean()
        succeeded(attempt)
        return found

    def confirm_login_allowed(self, user: User) -> None:
        """A one-time password that nobody used in time lets nobody in; whoever knows it is told."""
        super().confirm_login_allowed(user)
        if user.one_time_until is not None and user.one_time_until <= now():
            _log.warning("one-time password too old: user %d", user.pk)
            raise forms.ValidationError(
                _("This one-time password is no longer valid. Ask for a new one.")
            )


def _password(label: Any, autocomplete: str, **more: Any) -> forms.CharField:
    widget = forms.PasswordInput(attrs={"autocomplete": autocomplete})
    return forms.CharField(
        label=label, widget=widget, strip=False, max_length=LONGEST_PASSWORD, **more
    )


class NewPasswordForm(forms.Form):
    """The password until now, and the new one twice."""

    old = _password(gettext_lazy("Current password"), "current-password")
    new = _password(gettext_lazy("New password"), "new-password")
    again = _password(gettext_lazy("New password once more"), "new-password")

    def __init__(self, user: User, data: Any = None) -> None:
        super().__init__(data)
        self.user = user
        self.fields["new"].help_text = " ".join(password_validators_help_texts())

    def clean_old(self) -> str:
        """The password until now must be known. Raises LockedError after many guesses."""
        old: str = self.cleaned_data["old"]
        _check_current(self.user, old)
        return old

    def clean_again(self) -> str:
        """Typed twice alike."""
        again: str = self.cleaned_data["again"]
        if again != self.cleaned_data.get("new", again):
            raise forms.ValidationError(_("The two new passwords differ."))
        return again

    def clean(self) -> dict[str, Any]:
        """Another one than before, and one that satisfies the rules."""
        found: dict[str, Any] = super().clean() or {}
        new = found.get("new")
        if new and new == found.get("old"):
            self.add_error("new", _("Choose another password than the current one."))
        elif new:
            try:
                validate_password(new, self.user)
            except forms.ValidationError as error:
                self.add_error("new", error)
        return found


class MailForm(forms.Form):
    """Where e-mails go and whether they are wanted; another address needs the password."""

    wants_mail = forms.BooleanField(
        label=gettext_lazy("Tell me by e-mail, once a day at most, what is new in my inbox"),
        required=False,
    )
    email = forms.EmailField(label=gettext_lazy("E-mail"), required=False)
    old = _password(
        gettext_lazy("Current password"),
        "current-password",
        required=False,
        help_text=gettext_lazy("Only to change the address."),
    )

    def __init__(self, user: User, data: Any = None) -> None:
        super().__init__(data, initial={"wants_mail": user.wants_mail, "email": user.email})
        self.user = user
        if not user.has_usable_password():
            # Without a password of ours nobody can show that the address is theirs to change.
            self.fields["email"].disabled = True
            del self.fields["old"]

    def clean(self) -> dict[str, Any]:
        """Whoever changes the address knows the password. Raises LockedError."""
        found: dict[str, Any] = super().clean() or {}
        is_new = found.get("email", self.user.email) != self.user.email
        if is_new and not found.get("old"):
            self.add_error("old", _("Type your password to change the address."))
        elif is_new:
            try:
                _check_current(self.user, found["old"])
            except forms.ValidationError as error:
                self.add_error("old", error)
        return found


def _check_current(user: User, password: str) -> None:
    """ValidationError for another password than the current one; LockedError after many guesses."""
    attempt = begin(Limit("current password", str(user.pk), _MOST_GUESSES))
    if not user.check_password(password):
        raise forms.ValidationError(_("This is not your current password."))
    succeeded(attempt)


class CodeForm(forms.Form):
    """A code of the authenticator app, or a recovery code."""

    code = forms.CharField(
        label=gettext_lazy("Code"),
        max_length=LONGEST_CODE,
        widget=forms.TextInput(
            attrs={"autocomplete": "one-time-code", "autocapitalize": "off", "spellcheck": "false"}
        ),
    )
