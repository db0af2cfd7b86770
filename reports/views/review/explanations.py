"""Requests for explanation beside an indicator: asked, answered, closed."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from assignments.models import Membership
from assignments.permissions import UNIT_ROLES, is_office
from indicators.models import Indicator
from reports.assessment import Assessment
from reports.dialogue import DialogueError, anchor, answer, ask, close, may_ask, may_read_all
from reports.models import Explanation
from reports.presenters.review.dialogue import Dialogue, Speaker, dialogue
from reports.queries.dialogue import threads_of, visible_explanation
from reports.views.desk import Desk, open_desk
from tracker.accounts.models import User


@require_POST
def explanation_ask(request: HttpRequest, code: str, indicator: str) -> HttpResponse:
    """Put a question to the lead unit of an indicator."""
    desk = open_desk(request, code)
    found = Indicator.objects.filter(programme=desk.programme, code=indicator, retired_at=None)
    subject = found.select_related("programme").first()
    if subject is None:
        raise Http404
    try:
        asked = ask(indicator=subject, text=request.POST.get("text", ""), by=desk.user)
    except DialogueError as error:
        return _refused(request, error, desk.url("indicator", subject.code))
    messages.success(request, _("The question was put to %(unit)s.") % {"unit": asked.unit.name})
    return redirect(f"{desk.url('indicator', subject.code)}#{anchor(asked)}")


@require_POST
def explanation_answer(request: HttpRequest, code: str, explanation: int) -> HttpResponse:
    """Write into a thread, or close it (`close`)."""
    desk = open_desk(request, code)
    found = visible_explanation(desk.user, code, explanation)
    if found is None:
        raise Http404
    page = f"{desk.url('indicator', found.indicator.code)}#{anchor(found)}"
    try:
        messages.success(request, _carry_out(request, found, desk.user))
    except DialogueError as error:
        return _refused(request, error, page)
    return redirect(page)


def _carry_out(request: HttpRequest, explanation: Explanation, user: User) -> str:
    if "close" in request.POST:
        close(explanation=explanation, by=user)
        return _("The request is closed.")
    answer(explanation=explanation, text=request.POST.get("text", ""), by=user)
    return _("Your message was sent.")


def _refused(request: HttpRequest, error: DialogueError, page: str) -> HttpResponse:
    """The sentence, and what was written, so that nothing is lost."""
    context = {"error": error, "text": request.POST.get("text", ""), "back_url": page}
    return render(request, "dialogue/refused.html", context, status=400)


def dialogue_beside(desk: Desk, assessment: Assessment) -> Dialogue:
    """The threads of an indicator, with forms for who may write; past days are read only."""
    lead = assessment.owners.lead
    speaker = _speaker(desk, lead.pk if lead else None)
    reads_all = speaker.may_ask or may_read_all(desk.user, desk.programme)
    return dialogue(
        threads_of(assessment.indicator, desk.as_of, desk.user, reads_all=reads_all),
        speaker,
        desk.url,
        code=assessment.indicator.code,
        lead=lead.name if lead else "",
    )


def _speaker(desk: Desk, lead_id: int | None) -> Speaker:
    user = desk.user
    if not desk.is_today:
        return Speaker(user_id=0)
    office = is_office(user, desk.programme)
    held = Membership.objects.filter(user=user, role__in=UNIT_ROLES)
    return Speaker(
        user_id=user.pk,
        may_ask=office or may_ask(user, desk.programme),
        is_office=office,
        units=frozenset(held.values_list("unit_id", flat=True)),
        lead_id=lead_id,
    )
