"""What a person may do with a task: each a form with its button, or why it cannot be done."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assignments.models import Unit
from reports.forms.tasks import (
    AnswerForm,
    CoordinatingForm,
    DeadlineForm,
    LeadForm,
    LeavingForm,
    MoreTimeForm,
    PersonForm,
    ProductForm,
    ProgressForm,
    people_choices,
    units_by_kind,
)
from reports.models import TaskExtension
from reports.queries.tasks import Duty, TaskFacts
from tracker.accounts.models import User


class Verb(StrEnum):
    """What can be done with a task."""

    PERSON = "person"
    ASK = "ask"
    ANSWER = "answer"
    DEADLINE = "deadline"
    PROGRESS = "progress"
    LEAD = "lead"
    JOIN = "join"
    LEAVE = "leave"
    PRODUCT = "product"


OF_THE_UNIT = (Verb.PERSON, Verb.ASK)
OF_A_LEAD = (*OF_THE_UNIT, Verb.ANSWER, Verb.DEADLINE, Verb.PROGRESS)
"""What concerns one lead's part; the rest concerns the task."""
_LABELS: Mapping[Verb, tuple[Promise, Promise]] = {
    Verb.PERSON: (gettext_lazy("Name the responsible person"), gettext_lazy("Save the name")),
    Verb.ASK: (gettext_lazy("Ask for more time"), gettext_lazy("Send the request")),
    Verb.ANSWER: (gettext_lazy("Decide on the request"), gettext_lazy("Save the decision")),
    Verb.DEADLINE: (gettext_lazy("Set or move the deadline"), gettext_lazy("Save the deadline")),
    Verb.PROGRESS: (gettext_lazy("Record progress"), gettext_lazy("Record it")),
    Verb.LEAD: (gettext_lazy("Assign the lead unit"), gettext_lazy("Assign it")),
    Verb.JOIN: (gettext_lazy("Add a coordinating unit"), gettext_lazy("Add the unit")),
    Verb.LEAVE: (gettext_lazy("Remove a coordinating unit"), gettext_lazy("Remove the unit")),
    Verb.PRODUCT: (gettext_lazy("State the expected result"), gettext_lazy("Save the result")),
}


@dataclass(frozen=True)
class TaskAct:
    """One form; open where it has to be put right."""

    verb: str
    label: str
    button: str
    form: forms.Form
    why_not: str
    is_open: bool
    about: str = ""


@dataclass(frozen=True)
class Offer:
    """What the forms choose from, and who stands before them."""

    facts: TaskFacts
    focus: Duty | None
    is_office: bool
    is_own: bool
    units: Sequence[Unit]
    people: Sequence[User]
    wish: TaskExtension | None


def acts_of(offer: Offer, wrong: tuple[Verb, forms.Form] | None) -> tuple[TaskAct, ...]:
    """The forms for this person; `wrong` is one to be put right."""
    return tuple(_act(verb, offer, wrong) for verb in Verb if is_offered(verb, offer))


def is_offered(verb: Verb, offer: Offer) -> bool:
    """Whether the person stands in the place for it; why it may not work now is another matter."""
    if verb in OF_A_LEAD and offer.focus is None:
        return False
    if verb is Verb.LEAD and offer.focus is None and offer.facts.duties:
        return False
    if verb is Verb.LEAVE and not offer.facts.coordinating:
        return False
    if verb is Verb.ANSWER and offer.wish is None:
        return False
    return offer.is_own if verb in OF_THE_UNIT else offer.is_office


def _act(verb: Verb, offer: Offer, wrong: tuple[Verb, forms.Form] | None) -> TaskAct:
    is_wrong = wrong is not None and wrong[0] is verb
    label, button = _LABELS[verb]
    if verb is Verb.LEAD and offer.focus is not None:
        label = gettext_lazy("Move the lead to another unit")
    wish = offer.wish
    return TaskAct(
        verb=verb,
        label=str(label),
        button=str(button),
        form=wrong[1] if wrong is not None and is_wrong else form_of(verb, offer),
        why_not=why_not(verb, offer),
        is_open=is_wrong or verb is Verb.ANSWER,
        about=wish.reason if wish and verb is Verb.ANSWER else "",
    )


def form_of(verb: Verb, offer: Offer, data: Mapping[str, Any] | None = None) -> forms.Form:
    """The form of a verb, empty or with what was posted."""
    options: dict[str, Any] = {"auto_id": f"{verb}-%s"}
    if verb is Verb.PERSON:
        person = offer.focus.assignment.responsible if offer.focus else None
        options["initial"] = {"person": person.username if person else ""}
        return PersonForm(data, offered=people_choices(offer.people), **options)
    if verb in (Verb.LEAD, Verb.JOIN, Verb.LEAVE):
        form = {Verb.LEAD: LeadForm, Verb.JOIN: CoordinatingForm, Verb.LEAVE: LeavingForm}[verb]
        units = offer.facts.coordinating if verb is Verb.LEAVE else _choosable(verb, offer)
        return form(data, offered=units_by_kind(units), **options)
    if verb is Verb.ANSWER and offer.wish is not None:
        wanted = offer.wish.wanted_until
        return AnswerForm(data, initial={"granted_until": wanted, "decision": "grant"}, **options)
    plain: Mapping[Verb, type[forms.Form]] = {
        Verb.ASK: MoreTimeForm,
        Verb.ANSWER: AnswerForm,
        Verb.DEADLINE: DeadlineForm,
        Verb.PROGRESS: ProgressForm,
        Verb.PRODUCT: ProductForm,
    }
    if verb is Verb.PRODUCT:
        options["initial"] = {"product": offer.facts.task.product}
    return plain[verb](data, **options)


def _choosable(verb: Verb, offer: Offer) -> list[Unit]:
    """Units that do not lead the task already; to coordinate, those that take no part at all."""
    taken = {duty.unit.pk for duty in offer.facts.duties}
    if verb is Verb.JOIN:
        taken |= {unit.pk for unit in offer.facts.coordinating}
    return [unit for unit in offer.units if unit.pk not in taken]


def why_not(verb: Verb, offer: Offer) -> str:
    """Why it cannot be done now; nothing if it can."""
    focus = offer.focus
    if focus is None or verb in (Verb.JOIN, Verb.LEAVE, Verb.PRODUCT):
        return ""
    if focus.assignment.closed_on is not None and verb is not Verb.PROGRESS:
        return _("This task is done.")
    if verb is Verb.ASK and offer.wish is not None:
        return _("A request for this task is still undecided.")
    if verb is Verb.PERSON and not offer.people:
        return _("Nobody works for this unit here yet.")
    return ""
