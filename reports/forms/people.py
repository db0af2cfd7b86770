"""What people enter on the pages of accounts: parsed and validated, never saved."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assignments.people.accounts import AccountError, check_username
from tracker.accounts.models import User
from tracker.accounts.roles import Role


class AddAccountForm(forms.Form):
    """A new person with their first role."""

    full_name = forms.CharField(label=gettext_lazy("Full name"), max_length=120)
    username = forms.CharField(
        label=gettext_lazy("User name"),
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "off"}),
        help_text=gettext_lazy("Latin letters, digits and points, such as nguyen.van.a."),
    )
    email = forms.EmailField(label=gettext_lazy("E-mail"), required=False)
    unit = forms.CharField(
        label=gettext_lazy("Unit (code or name)"),
        max_length=200,
        help_text=gettext_lazy("A few letters of the name, then choose from the list."),
        widget=forms.TextInput(attrs={"list": "units-known", "autocomplete": "off"}),
    )
    role = forms.ChoiceField(label=gettext_lazy("Role"))

    def __init__(self, roles: Sequence[Role], data: Any = None) -> None:
        super().__init__(data)
        field = self.fields["role"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
        field.choices = [(role.value, role.label) for role in roles]

    def clean_username(self) -> str:
        """In lower case, of allowed letters, and free."""
        try:
            username = check_username(self.cleaned_data["username"].lower())
        except AccountError as error:
            raise forms.ValidationError(str(error)) from error
        if User.objects.filter(username=username).exists():
            raise forms.ValidationError(_("This user name is taken."))
        return username

    def clean_full_name(self) -> str:
        """With single spaces."""
        return " ".join(self.cleaned_data["full_name"].split())


class CorrectAccountForm(forms.Form):
    """Name and e-mail of a person, and why they are corrected."""

    full_name = forms.CharField(label=gettext_lazy("Full name"), max_length=120)
    email = forms.EmailField(label=gettext_lazy("E-mail"), required=False)
    reason = forms.CharField(label=gettext_lazy("Reason"), required=False, max_length=1000)

    def __init__(self, person: User, data: Any = None) -> None:
        super().__init__(
            data,
            initial={"full_name": person.full_name, "email": person.email},
            auto_id="correct-%s",
        )

    def clean_full_name(self) -> str:
        """With single spaces."""
        return " ".join(self.cleaned_data["full_name"].split())


class AdministratorForm(forms.Form):
    """That somebody becomes an administrator, or is one no longer, is meant."""

    reason = forms.CharField(label=gettext_lazy("Reason"), max_length=1000)
    is_sure = forms.BooleanField(label=gettext_lazy("I have made sure who it is."))


class ReasonForm(forms.Form):
    """Why something is done with an account."""

    reason = forms.CharField(label=gettext_lazy("Reason"), required=False, max_length=1000)


class ConfirmAccountsForm(forms.Form):
    """What the preview has shown, signed; `renew` asks for new passwords of the same accounts."""

    rows = forms.CharField(max_length=500_000, widget=forms.HiddenInput)
    renew = forms.BooleanField(required=False)
