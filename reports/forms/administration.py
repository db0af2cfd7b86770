"""What people enter on the pages of administration: parsed and validated, never saved."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.forms import BaseFormSet, formset_factory
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assignments.models import SuccessionKind, Unit, UnitKind
from assignments.reorganisation.plan import Decisions, Plan
from assignments.reorganisation.rows import Proposal, Row, RowFault
from assignments.units_admin import UnitContent, content_of
from reports.imports.unit_lines import read_lines
from tracker.accounts.roles import Role

_NEW_KINDS = [(one.value, one.label) for one in UnitKind if one is not UnitKind.PROVINCE]
MORE_ROWS, MOST_ROWS = 3, 60
LONGEST_LINES = 200_000


def _day(label: Any, **more: Any) -> forms.DateField:
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    return forms.DateField(label=label, widget=widget, **more)


class HeadForm(forms.Form):
    """What holds for the whole reorganisation, and the lines pasted from a spreadsheet."""

    day = _day(gettext_lazy("Day from which it holds"))
    basis = forms.CharField(
        label=gettext_lazy("Legal basis"),
        max_length=300,
        help_text=gettext_lazy("The decision with its number and date."),
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("How the units pass on"),
        choices=SuccessionKind.choices,
        help_text=gettext_lazy("For every row that does not say otherwise."),
    )
    lines = forms.CharField(
        label=gettext_lazy("Lines from Excel"),
        required=False,
        max_length=LONGEST_LINES,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 8, "spellcheck": "false"}),
        help_text=gettext_lazy(
            "One per line: code before; code after; how; new name; kind; short name; x if the "
            "first unit lives on. Copied cells can be pasted as they are."
        ),
    )


class LinesFileForm(forms.Form):
    """A file with the same lines."""

    file = forms.FileField(label=gettext_lazy("CSV file with the same columns"), required=False)


class RowForm(forms.Form):
    """One row; what is wrong with it, the rules of a reorganisation say."""

    predecessor = forms.CharField(
        label=gettext_lazy("Unit before (code or name)"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"list": "units-known", "autocomplete": "off"}),
    )
    successor = forms.CharField(
        label=gettext_lazy("Unit after (code or name)"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"list": "units-known", "autocomplete": "off"}),
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("How"),
        required=False,
        choices=[("", gettext_lazy("as above")), *SuccessionKind.choices],
    )
    name = forms.CharField(label=gettext_lazy("Name, if new"), required=False, max_length=200)
    unit_kind = forms.ChoiceField(
        label=gettext_lazy("Kind, if new"),
        required=False,
        choices=[("", gettext_lazy("existing unit")), *_NEW_KINDS],
    )
    short_name = forms.CharField(
        label=gettext_lazy("Short name, if new"), required=False, max_length=100
    )
    lives_on = forms.BooleanField(label=gettext_lazy("Unit before lives on"), required=False)


RowFormSet = formset_factory(RowForm, extra=MORE_ROWS, max_num=MOST_ROWS + MORE_ROWS)


@dataclass(frozen=True)
class Entered:
    """A proposal as entered, where each of its rows stands on the page, and what cannot be read."""

    proposal: Proposal
    places: tuple[tuple[str, str], ...]
    faults: tuple[tuple[str, str], ...]

    def told(self, faults: Iterable[RowFault]) -> list[tuple[str, str]]:
        """Each fault as a sentence with its place, and the field it leads to."""
        found = []
        for fault in faults:
            label, anchor = ("", "id_day") if fault.place is None else self.places[fault.place]
            found.append((f"{label}: {fault.sentence}" if label else fault.sentence, anchor))
        return found


def entered(head: HeadForm, rows: Iterable[Mapping[str, Any]]) -> Entered:
    """The rows of the form, then the pasted lines; empty rows are left out."""
    usual = SuccessionKind(head.cleaned_data["kind"])
    found: list[Row] = []
    places: list[tuple[str, str]] = []
    for number, cells in enumerate(rows):
        content = {name: cells.get(name) for name in RowForm.base_fields}
        if not any(content.values()):
            continue
        kind = content.pop("kind")
        texts = {name: value or "" for name, value in content.items() if name != "lives_on"}
        lives_on = bool(content["lives_on"])
        found.append(Row(kind=SuccessionKind(kind or usual), lives_on=lives_on, **texts))
        places.append(
            (_("Row %(number)d") % {"number": number + 1}, f"id_rows-{number}-predecessor")
        )
    lines = read_lines(head.cleaned_data["lines"], usual)
    for line, row in lines.rows:
        found.append(row)
        places.append((_line(line), "id_lines"))
    faults = tuple((f"{_line(one.line)}: {one.sentence}", "id_lines") for one in lines.faults)
    day: date = head.cleaned_data["day"]
    proposal = Proposal(day, head.cleaned_data["basis"].strip(), tuple(found))
    return Entered(proposal, tuple(places), faults)


def _line(number: int) -> str:
    return _("Pasted line %(number)d") % {"number": number}


class DecisionForm(forms.Form):
    """Who leads what several could, and where each person goes."""

    def __init__(self, plan: Plan, data: Any = None) -> None:
        super().__init__(data)
        self.plan = plan
        nobody = ("", gettext_lazy("nobody yet"))
        for one in plan.questions:
            heirs = [row.successor for row in one.candidates if row.successor]
            label = f"{one.source.subject_code}: {one.source.unit.label}"
            self.fields[f"lead-{one.source.pk}"] = _choice(label, nobody, heirs)
        stays = ("", gettext_lazy("does not move"))
        for mover in plan.movers:
            if mover.candidates:
                field = _choice(mover.user.full_name, stays, mover.candidates)
                field.initial = mover.default
                self.fields[f"person-{mover.key}"] = field

    def clean(self) -> dict[str, Any]:
        """Each duty has one lead: two answers to one question are none."""
        cleaned: dict[str, Any] = super().clean() or {}
        for name, field in self.fields.items():
            if isinstance(self.data, QueryDict) and len(self.data.getlist(name)) > 1:
                sentence = _("%(what)s has two leads or two units chosen: choose one.")
                self.add_error(name, sentence % {"what": field.label})
        return cleaned

    @property
    def decisions(self) -> Decisions:
        """What was chosen; only after validation."""
        leads, people = {}, {}
        for name, code in self.cleaned_data.items():
            what, _dash, key = name.partition("-")
            if what == "lead":
                leads[int(key)] = code
            else:
                people[key] = code
        return Decisions(leads, people)


def _choice(label: Any, none: tuple[str, Any], units: Sequence[Unit]) -> forms.ChoiceField:
    choices = [none, *((unit.code, f"{unit.name} ({unit.code})") for unit in units)]
    return forms.ChoiceField(label=label, required=False, choices=choices)


class UnitForm(forms.Form):
    """What may be corrected of a unit at any time."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=200)
    short_name = forms.CharField(label=gettext_lazy("Short name"), required=False, max_length=100)
    population = forms.IntegerField(
        label=gettext_lazy("Population"), required=False, min_value=0, max_value=20_000_000
    )
    note = forms.CharField(
        label=gettext_lazy("Note"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    wants_sign_off = forms.BooleanField(
        label=gettext_lazy("Its head signs off each report before it is sent"), required=False
    )

    @property
    def content(self) -> UnitContent:
        """What was entered; only after validation."""
        names = ("name", "short_name", "population", "note", "wants_sign_off")
        return UnitContent(**{name: self.cleaned_data[name] for name in names})


class ChangeUnitForm(UnitForm):
    """A correction, with the mark of what the page has shown."""

    reason = forms.CharField(label=gettext_lazy("Reason"), required=False, max_length=1000)
    mark = forms.CharField(widget=forms.HiddenInput, max_length=64)

    @classmethod
    def of(cls, unit: Unit, mark: str) -> ChangeUnitForm:
        """The form as the unit is now."""
        return cls(initial={**vars(content_of(unit)), "mark": mark})


class AddUnitForm(UnitForm):
    """A unit that follows no other."""

    field_order = ("code", "kind", "name", "short_name", "valid_from")
    code = forms.CharField(
        label=gettext_lazy("Code"),
        max_length=40,
        help_text=gettext_lazy(
            "The official code, or the province's code and a short word: 42-sxd."
        ),
    )
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=_NEW_KINDS)
    valid_from = _day(
        gettext_lazy("Exists since"),
        required=False,
        help_text=gettext_lazy("Empty: since before the programmes began."),
    )


class GiveRoleForm(forms.Form):
    """An existing account and what it is to be in a unit."""

    username = forms.CharField(
        label=gettext_lazy("User name"),
        max_length=60,
        widget=forms.TextInput(attrs={"list": "people-known", "autocomplete": "off"}),
        help_text=gettext_lazy("A few letters of the name, then choose from the list."),
    )
    role = forms.ChoiceField(label=gettext_lazy("Role"))
    reason = forms.CharField(label=gettext_lazy("Reason"), required=False, max_length=1000)

    def __init__(self, roles: Sequence[Role], data: Any = None) -> None:
        super().__init__(data, auto_id="give_%s")  # it stands beside a form with the same names
        field = self.fields["role"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
        field.choices = [(role.value, role.label) for role in roles]


def head_values(request: HttpRequest) -> dict[str, str]:
    """What was posted of the head, to be shown again as it was."""
    return {name: request.POST.get(name, "") for name in HeadForm.base_fields}


def row_values(request: HttpRequest) -> list[dict[str, str]]:
    """The rows that were posted, up to the last that is not empty, to be shown as they were."""
    total = request.POST.get("rows-TOTAL_FORMS", "")
    count = min(int(total), MOST_ROWS) if total.isascii() and total.isdigit() else 0
    rows = [
        {name: request.POST.get(f"rows-{number}-{name}", "") for name in RowForm.base_fields}
        for number in range(count)
    ]
    while rows and not any(rows[-1].values()):
        rows.pop()
    return rows


def problems_of(*forms_: forms.BaseForm | BaseFormSet[RowForm]) -> list[tuple[str, str]]:
    """What the forms refuse: a sentence and the field it leads to."""
    found = []
    for one in forms_:
        for form in one if isinstance(one, BaseFormSet) else [one]:
            for name, errors in form.errors.items():
                label = form.fields[name].label if name in form.fields else ""
                anchor = form[name].id_for_label if name in form.fields else ""
                found += [(f"{label}: {error}", anchor) for error in errors]
    return found
