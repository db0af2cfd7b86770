"""From the button that was pressed to the verb, and what to say afterwards."""

from __future__ import annotations

from collections.abc import Callable

from django.utils.translation import gettext as _

from assignments.models import Roadmap
from reports.claiming import LostRaceError
from reports.forms.roadmap import RoadmapActForm
from reports.roadmaps.deciding import approve, return_roadmap
from reports.roadmaps.filling import latest_roadmap
from reports.roadmaps.sending import revise, submit, withdraw
from reports.roadmaps.workflow import LOST_RACE, RULES, Verb, check_is
from reports.views.roadmaps.places import RoadmapPlace
from reports.workflow import WrongStateError
from tracker.accounts.models import User


def act(place: RoadmapPlace, form: RoadmapActForm) -> str:
    """Do what the form asks for with the unit's latest roadmap; the sentence for afterwards.

    A roadmap that has changed since the page was shown raises LostRaceError: nobody approves what
    they have not seen.
    """
    desk = place.desk
    deed = _DEEDS.get(form.data.get("verb", ""))
    if deed is None or not form.is_valid():
        raise WrongStateError(_("This cannot be done with a roadmap."))
    verb = Verb(form.cleaned_data["verb"])
    check_is(desk.user, RULES[verb].actor, place.unit, desk.programme)
    roadmap = latest_roadmap(desk.programme, place.unit)
    if roadmap is None or form.cleaned_data["version"] != roadmap.version:
        raise LostRaceError(LOST_RACE)
    deed(roadmap, form, desk.user)
    return _done_words(verb)


_DEEDS: dict[str, Callable[[Roadmap, RoadmapActForm, User], object]] = {
    Verb.SUBMIT: lambda roadmap, form, by: submit(roadmap=roadmap, by=by),
    Verb.WITHDRAW: lambda roadmap, form, by: withdraw(roadmap=roadmap, by=by),
    Verb.APPROVE: lambda roadmap, form, by: approve(roadmap=roadmap, by=by),
    Verb.RETURN: lambda roadmap, form, by: return_roadmap(
        roadmap=roadmap, reason=form.cleaned_data["reason"], by=by
    ),
    Verb.REVISE: lambda roadmap, form, by: revise(
        roadmap=roadmap, reason=form.cleaned_data["reason"], by=by
    ),
}


def _done_words(verb: Verb) -> str:
    return {
        Verb.SUBMIT: _("The roadmap was sent to the Office."),
        Verb.WITHDRAW: _("The roadmap is with your unit again."),
        Verb.APPROVE: _("The roadmap is approved and counts from today."),
        Verb.RETURN: _("The roadmap was returned to the unit."),
        Verb.REVISE: _("A new roadmap was begun; the approved one counts until it is approved."),
    }[verb]
