"""What the pages of meetings share: the quarters on offer, and the papers that are wanted."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404, HttpRequest

from reports.exports.meeting.content import MeetingContent
from reports.forms.meetings import MeetingForm
from reports.models import ReportingPeriod, Snapshot
from reports.presenters.meeting.content import meeting_content
from reports.queries.calendar import periods_of
from reports.queries.snapshots import meeting_before, snapshot
from reports.views.desk import Desk, open_desk


@dataclass(frozen=True)
class Offer:
    """The quarters begun by the day of the desk, the newest first, and the one usually wanted."""

    periods: tuple[ReportingPeriod, ...]

    def usual(self, desk: Desk) -> ReportingPeriod | None:
        """The last whose data had closed, else the newest."""
        closed = [one for one in self.periods if one.cut_off <= desk.as_of]
        return next(iter(closed or self.periods), None)


def offer_of(desk: Desk) -> Offer:
    """One query."""
    begun = [one for one in periods_of(desk.programme) if one.starts_on <= desk.as_of]
    for one in begun:
        one.programme = desk.programme
    return Offer(tuple(reversed(begun)))


def shown_form(request: HttpRequest, desk: Desk) -> MeetingForm:
    """The form of the page: as it was left, or with what is usually wanted."""
    if "ky" in request.GET:
        return sent_form(request, desk)
    offer = offer_of(desk)
    usual = offer.usual(desk)
    initial = {"ky": str(usual.period) if usual else "", "ngay": desk.as_of}
    return MeetingForm(periods=offer.periods, initial=initial)


def sent_form(request: HttpRequest, desk: Desk) -> MeetingForm:
    """The form as it was sent."""
    data = request.POST if request.method == "POST" else request.GET
    return MeetingForm(data, periods=offer_of(desk).periods)


def typed(form: MeetingForm) -> dict[str, str]:
    """What was entered, so that it stands in the form when somebody goes back."""
    return {name: str(form.data.get(name, "")) for name in form.fields}


def present_content(desk: Desk, form: MeetingForm) -> MeetingContent:
    """The papers of a valid form as things stand, compared with the meeting before."""
    wanted = form.cleaned_data
    return meeting_content(
        programme=desk.programme,
        period=wanted["ky"],
        as_of=desk.as_of,
        meeting=wanted["hop"],
        held_on=wanted["ngay"],
        by=desk.user,
        before=meeting_before(desk.programme, wanted["ngay"]),
        report_number=wanted["so"],
    )


def open_snapshot(request: HttpRequest, code: str, key: int) -> tuple[Desk, Snapshot]:
    """A frozen meeting of a programme that this person may see; 404 for any other."""
    desk = open_desk(request, code)
    found = snapshot(desk.programme, key)
    if found is None:
        raise Http404
    return desk, found
