"""What people enter on the pages of oversight: parsed and validated, never saved."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from indicators.models import Programme
from tracker.common.timestamps import today

Choices = Iterable[tuple[str, str]]


def _day_field(label: Any, *, required: bool = True) -> forms.DateField:
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    return forms.DateField(label=label, required=required, widget=widget)


class Filter(forms.Form):
    """Narrows a list; what is not among the choices narrows nothing."""

    def offer(self, name: str, choices: Choices) -> None:
        """The choices of a field, after "All"."""
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared below
        field.choices = [("", _("All")), *choices]

    def query(self) -> dict[str, str]:
        """The filters in force, for an address."""
        self.full_clean()
        return {name: _text(value) for name, value in self.cleaned_data.items() if value}


def _text(value: Any) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)


class CompletenessFilter(Filter):
    """Which units of the completeness table are shown, and for which period in detail."""

    ky = forms.ChoiceField(label=_("Period in detail"), required=False)
    kind = forms.ChoiceField(label=_("Kind of unit"), required=False)
    state = forms.ChoiceField(label=_("State"), required=False)

    def __init__(
        self, data: Mapping[str, Any], *, periods: Choices, kinds: Choices, states: Choices
    ) -> None:
        super().__init__(data)
        field = self.fields["ky"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
        field.choices = list(periods)
        self.offer("kind", kinds)
        self.offer("state", states)


class OpenYearForm(forms.Form):
    """A year whose four periods are opened: from the signing of the programme to next year."""

    year = forms.IntegerField(label=_("Year"))

    def __init__(self, data: Mapping[str, Any] | None = None, *, programme: Programme) -> None:
        super().__init__(data)
        self._first, self._last = programme.issued_on.year, today().year + 1
        self.fields["year"].widget.attrs |= {"min": self._first, "max": self._last}

    def clean_year(self) -> int:
        """A year of the programme, at most the next."""
        year: int = self.cleaned_data["year"]
        if not self._first <= year <= self._last:
            raise forms.ValidationError(
                _("Choose a year from %(first)d to %(last)d.")
                % {"first": self._first, "last": self._last}
            )
        return year


class DatesForm(forms.Form):
    """The window, cut-off and deadline of a period."""

    starts_on = _day_field(_("Window starts"))
    cut_off = _day_field(_("Cut-off"))
    deadline = _day_field(_("Deadline"))


class PlanLockForm(forms.Form):
    """On which day a period locks by itself; empty: on none."""

    lock_on = _day_field(_("Day of the lock"), required=False)


class ReasonForm(forms.Form):
    """Why something is done."""

    reason = forms.CharField(label=_("Reason"), max_length=1000)


class DecisionForm(forms.Form):
    """The Office's decision on a request for more time."""

    decision = forms.ChoiceField(choices=[("grant", _("Grant")), ("decline", _("Decline"))])
    granted_until = _day_field(_("New deadline"), required=False)
    answer = forms.CharField(label=_("Answer to the unit"), required=False, max_length=1000)

    def clean(self) -> dict[str, Any]:
        """A grant names its day; what a refusal needs, the verb says."""
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("decision") != "grant":
            cleaned["granted_until"] = None
        elif not cleaned.get("granted_until") and "granted_until" not in self.errors:
            self.add_error("granted_until", _("Name the new deadline."))
        return cleaned


class LedgerFilter(Filter):
    """Which entries of the ledger are shown."""

    unit = forms.ChoiceField(label=_("Unit"), required=False)
    person = forms.ChoiceField(label=_("Person"), required=False)
    indicator = forms.ChoiceField(label=_("Indicator"), required=False)
    task = forms.ChoiceField(label=_("Task"), required=False)
    verb = forms.ChoiceField(label=_("Deed"), required=False)
    since = _day_field(_("From"), required=False)
    until = _day_field(_("To"), required=False)

    def __init__(self, data: Mapping[str, Any], *, choices: Mapping[str, Choices]) -> None:
        super().__init__(data)
        for name, offered in choices.items():
            self.offer(name, offered)


def first_error(form: forms.Form) -> str:
    """The first thing that is wrong, with the name of its field."""
    name, errors = next(iter(form.errors.items()))
    label = form.fields[name].label if name in form.fields else ""
    return f"{label}: {errors[0]}" if label else str(errors[0])
