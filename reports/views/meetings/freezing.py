"""Chốt số liệu cuộc họp: look at what would be frozen, confirm, and it is kept."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from assignments.permissions import check_is_office
from reports.forms.meetings import MeetingForm
from reports.meetings import LookAgainError, Meeting, MeetingError, check_meeting, freeze
from reports.presenters.meetings.confirming import confirmation
from reports.queries.snapshots import meeting_name
from reports.views.desk import Desk, open_desk
from reports.views.meetings.page import meetings_page
from reports.views.meetings.places import present_content, sent_form, typed


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def meeting_freeze(request: HttpRequest, code: str) -> HttpResponse:
    """GET shows what would be frozen and writes nothing; POST freezes what was shown."""
    desk = open_desk(request, code)
    check_is_office(desk.user, desk.programme)
    form = sent_form(request, desk)
    if not form.is_valid():
        return meetings_page(request, desk, form, status=422)
    try:
        return (
            _freeze(request, desk, form) if request.method == "POST" else _ask(request, desk, form)
        )
    except LookAgainError as error:
        return _ask(request, desk, form, changed=str(error))
    except MeetingError as error:
        form.add_error(None, str(error))
        return meetings_page(request, desk, form, status=422)


def _ask(request: HttpRequest, desk: Desk, form: MeetingForm, *, changed: str = "") -> HttpResponse:
    wanted = form.cleaned_data
    check_meeting(Meeting(desk.programme, wanted["ky"], wanted["hop"], wanted["ngay"], desk.as_of))
    context = {
        "desk": desk,
        "form": form,
        "page": confirmation(present_content(desk, form)),
        "changed": changed,
        "freeze_url": desk.url("meeting_freeze"),
        "list_url": desk.url("meetings"),
        "back_url": desk.url("meetings", **typed(form)),
    }
    return render(request, "meetings/confirm.html", context, status=422 if changed else 200)


def _freeze(request: HttpRequest, desk: Desk, form: MeetingForm) -> HttpResponse:
    wanted = form.cleaned_data
    stored = freeze(
        programme=desk.programme,
        period=wanted["ky"],
        meeting=wanted["hop"],
        held_on=wanted["ngay"],
        as_of=desk.as_of,
        by=desk.user,
        report_number=wanted["so"],
        seen=request.POST.get("xem", ""),
    )
    said = _("The numbers of %(meeting)s are frozen.")
    messages.success(request, said % {"meeting": meeting_name(stored)})
    return redirect(desk.url("meetings"))
