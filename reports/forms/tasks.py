"""Forms of the pages of tasks: they parse and validate, they never save."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from assignments.models import Unit, UnitKind
from reports.forms.oversight import Choices, Filter
from reports.models.task import DONE
from tracker.accounts.models import User
from tracker.common.timestamps import today

_WORDS = 4000
Offered = Sequence[tuple[str, Any]]


class TaskFilter(Filter):
    """Which tasks of the programme are shown."""

    q = forms.CharField(label=_("Search"), required=False, max_length=100)
    section = forms.ChoiceField(label=_("Section"), required=False)
    state = forms.ChoiceField(label=_("State"), required=False)
    unit = forms.ChoiceField(label=_("Unit (lead, coordinating)"), required=False)
    kind = forms.ChoiceField(label=_("Kind of lead unit"), required=False)
    clarity = forms.ChoiceField(label=_("Missing of the five clear things"), required=False)
    soon = forms.BooleanField(label=_("Due soon"), required=False)

    def __init__(self, data: Mapping[str, Any], *, choices: Mapping[str, Choices]) -> None:
        super().__init__(data)
        for name, offered in choices.items():
            self.offer(name, offered)

    def query(self) -> dict[str, str]:
        """The filters in force, for an address; a tick is written as 1."""
        return {name: "1" if text == "True" else text for name, text in super().query().items()}


def day_field(label: Any, *, required: bool = True, **options: Any) -> forms.DateField:
    """A day, typed as the browser sends it."""
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, required=required, widget=widget, **options)


def _text(
    label: Any, *, required: bool = True, limit: int = 1000, rows: int = 2
) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, required=required, max_length=limit, widget=widget)


def units_by_kind(units: Iterable[Unit]) -> Offered:
    """Units as groups of choices, kind by kind."""
    order = {str(kind): place for place, kind in enumerate(UnitKind)}
    ordered = sorted(units, key=lambda unit: (order[unit.kind], unit.code))
    return [
        (str(UnitKind(kind).label), [(unit.code, unit.name) for unit in some])
        for kind, some in groupby(ordered, key=lambda unit: unit.kind)
    ]


class _Offering(forms.Form):
    """A form whose select is filled when it is made."""

    offering = ""

    def __init__(self, data: Mapping[str, Any] | None, *, offered: Offered, **options: Any) -> None:
        super().__init__(data, **options)
        field = self.fields[self.offering]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared below
        field.choices = [("", _("Choose")), *offered]


class PersonForm(_Offering):
    """Which of the unit's people answers for the task; nobody takes the name away."""

    offering = "person"
    person = forms.ChoiceField(label=_("Responsible person"), required=False)


class LeadForm(_Offering):
    """Which unit leads from which day on, and why."""

    offering = "unit"
    unit = forms.ChoiceField(label=_("Lead unit"))
    from_day = day_field(_("From"), initial=today)
    reason = _text(_("Reason, legal basis"))


class CoordinatingForm(_Offering):
    """Which unit coordinates from today, and why."""

    offering = "unit"
    unit = forms.ChoiceField(label=_("Coordinating unit"))
    reason = _text(_("Reason, legal basis"))


class LeavingForm(CoordinatingForm):
    """Which unit no longer coordinates, and why."""


class MoreTimeForm(forms.Form):
    """Until when more time is wanted, and why."""

    wanted_until = day_field(_("Wanted until"))
    reason = _text(_("Reason"))


class AnswerForm(forms.Form):
    """The Office's answer to a request for more time."""

    decision = forms.ChoiceField(
        label=_("Decision"),
        choices=[("grant", _("Grant")), ("decline", _("Decline"))],
        widget=forms.RadioSelect,
    )
    granted_until = day_field(_("New deadline"), required=False)
    answer = _text(_("Answer to the unit"), required=False)

    def clean(self) -> dict[str, Any]:
        """A grant names its day; what a refusal needs, the verb says."""
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("decision") != "grant":
            cleaned["granted_until"] = None
        elif not cleaned.get("granted_until") and "granted_until" not in self.errors:
            self.add_error("granted_until", _("Name the new deadline."))
        return cleaned


class DeadlineForm(forms.Form):
    """A deadline that the Office sets, and why."""

    due = day_field(_("New deadline"))
    reason = _text(_("Reason"))


class ProgressForm(forms.Form):
    """How far the task is, as the Office knows it."""

    progress = forms.IntegerField(label=_("Progress in percent"), min_value=0, max_value=DONE)
    words = _text(_("What was done"), limit=_WORDS, rows=3)
    products = _text(_("Products"), required=False, limit=_WORDS)
    done_on = day_field(_("Completed on"), required=False)


class ProductForm(forms.Form):
    """The result that the Office expects."""

    product = _text(_("Expected result"))
    reason = _text(_("Reason"), required=False)


class AssignForm(LeadForm):
    """One unit for several tasks and indicators that nobody leads."""

    item = forms.MultipleChoiceField(
        label=_("Tasks and indicators"),
        error_messages={"required": _("Choose what is to be assigned.")},
    )

    def __init__(
        self,
        data: Mapping[str, Any] | None,
        *,
        offered: Offered,
        items: Iterable[str],
        **options: Any,
    ) -> None:
        super().__init__(data, offered=offered, **options)
        field = self.fields["item"]
        assert isinstance(field, forms.MultipleChoiceField)  # noqa: S101 - declared above
        field.choices = [(item, item) for item in items]


def people_choices(people: Iterable[User]) -> Offered:
    """A unit's people by name."""
    return [(person.username, person.full_name) for person in people]
