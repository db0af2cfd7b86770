"""What is done with a task: each form calls one verb, or comes back with a sentence."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from assignments.assigning import (
    add_coordinating,
    lost_race,
    remove_coordinating,
    rows_of,
)
from assignments.clarity import name_responsible, set_product
from assignments.models import Assignment, Part, Unit
from assignments.permissions import check_is_member, check_is_office
from reports.filling import TaskFilling
from reports.leading import give_lead
from reports.presenters.tasks.acts import OF_A_LEAD, OF_THE_UNIT, Offer, Verb, form_of
from reports.task_extensions import ask_more_time, decide_more_time, set_deadline
from reports.task_progress import record_progress
from reports.views.tasks.detail import task_answer
from reports.views.tasks.place import TaskPlace, open_task
from tracker.accounts.models import User
from tracker.common.errors import NotAllowedError, SentenceError

Content = Mapping[str, Any]


@require_POST
def task_act(request: HttpRequest, code: str, task: str) -> HttpResponse:
    """One verb on a task; what cannot be comes back with its sentence, nothing changed."""
    place = open_task(request, code, task)
    verb = _verb(request)
    offer = _allowed(place, verb)
    form = form_of(verb, offer, request.POST)
    if form.is_valid():
        try:
            if request.POST.get("seen", "") != place.seen:
                raise SentenceError(lost_race())
            _DEEDS[verb](place, offer, form.cleaned_data)
        except NotAllowedError:
            raise
        except SentenceError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, str(_DONE[verb]))
            return redirect(place.url("task"))
    return task_answer(request, place, (verb, form), status=422)


def _verb(request: HttpRequest) -> Verb:
    try:
        return Verb(request.POST.get("verb", ""))
    except ValueError as error:
        raise Http404 from error


def _allowed(place: TaskPlace, verb: Verb) -> Offer:
    """NotAllowedError for anybody whose deed it is not; a sentence on a past day."""
    user = place.desk.user
    if verb not in OF_THE_UNIT:
        check_is_office(user, place.desk.programme)
    offer = place.offer(place.wish())
    if offer is None:
        raise SentenceError(_("Past days can only be looked at. Go to today to change something."))
    if verb in OF_A_LEAD:
        if place.focus is None:
            raise SentenceError(_("Choose the unit whose part this is."))
        if verb in OF_THE_UNIT:
            check_is_member(user, place.focus.unit)
    return offer


def _lead_of(place: TaskPlace) -> Assignment:
    if place.focus is None:
        raise SentenceError(_("Choose the unit whose part this is."))
    return place.focus.assignment


def _unit(offer: Offer, code: str) -> Unit:
    return next(unit for unit in offer.units if unit.code == code)


def _name(place: TaskPlace, offer: Offer, content: Content) -> None:
    people = {person.username: person for person in offer.people}
    person: User | None = people.get(content["person"])
    name_responsible(assignment=_lead_of(place), person=person, by=place.desk.user)


def _ask(place: TaskPlace, _offer: Offer, content: Content) -> None:
    ask_more_time(assignment=_lead_of(place), by=place.desk.user, **content)


def _answer(place: TaskPlace, offer: Offer, content: Content) -> None:
    if offer.wish is None:
        raise SentenceError(_("Somebody else has already decided on this request."))
    offer.wish.assignment = _lead_of(place)
    decide_more_time(
        wish=offer.wish,
        granted_until=content["granted_until"],
        answer=content["answer"],
        by=place.desk.user,
    )


def _deadline(place: TaskPlace, _offer: Offer, content: Content) -> None:
    set_deadline(assignment=_lead_of(place), by=place.desk.user, **content)


def _progress(place: TaskPlace, _offer: Offer, content: Content) -> None:
    record_progress(assignments={_lead_of(place): TaskFilling(**content)}, by=place.desk.user)


def _assign(place: TaskPlace, offer: Offer, content: Content) -> None:
    give_lead(
        subject=place.facts.task,
        unit=_unit(offer, content["unit"]),
        from_day=content["from_day"],
        reason=content["reason"],
        instead_of=place.focus.assignment if place.focus else None,
        by=place.desk.user,
    )


def _join(place: TaskPlace, offer: Offer, content: Content) -> None:
    add_coordinating(
        subject=place.facts.task,
        unit=_unit(offer, content["unit"]),
        reason=content["reason"],
        by=place.desk.user,
    )


def _leave(place: TaskPlace, _offer: Offer, content: Content) -> None:
    rows = rows_of(place.facts.task).on(place.desk.as_of).filter(part=Part.COORDINATING)
    row = rows.select_related("unit").filter(unit__code=content["unit"]).first()
    if row is None:
        raise SentenceError(lost_race())
    remove_coordinating(assignment=row, reason=content["reason"], by=place.desk.user)


def _product(place: TaskPlace, _offer: Offer, content: Content) -> None:
    set_product(task=place.facts.task, by=place.desk.user, **content)


_DEEDS: Mapping[Verb, Callable[[TaskPlace, Offer, Content], None]] = {
    Verb.PERSON: _name,
    Verb.ASK: _ask,
    Verb.ANSWER: _answer,
    Verb.DEADLINE: _deadline,
    Verb.PROGRESS: _progress,
    Verb.LEAD: _assign,
    Verb.JOIN: _join,
    Verb.LEAVE: _leave,
    Verb.PRODUCT: _product,
}
_DONE: Mapping[Verb, Promise] = {
    Verb.PERSON: gettext_lazy("The name is saved."),
    Verb.ASK: gettext_lazy("The request is with the Office."),
    Verb.ANSWER: gettext_lazy("The unit has its answer."),
    Verb.DEADLINE: gettext_lazy("The deadline is set."),
    Verb.PROGRESS: gettext_lazy("The progress is recorded."),
    Verb.LEAD: gettext_lazy("The lead is assigned."),
    Verb.JOIN: gettext_lazy("The unit coordinates from today."),
    Verb.LEAVE: gettext_lazy("The unit no longer coordinates."),
    Verb.PRODUCT: gettext_lazy("The expected result is saved."),
}
