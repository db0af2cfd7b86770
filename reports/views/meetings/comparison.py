"""Two frozen meetings compared, or one and the present state."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from reports.exports.meeting.content import MeetingContent
from reports.forms.meetings import NOW, ComparisonForm
from reports.models import Snapshot
from reports.presenters.files.links import table_links
from reports.presenters.meeting.content import meeting_content
from reports.presenters.meetings.comparison import ComparisonPage, comparison, comparison_table
from reports.queries.snapshots import frozen_content, meeting_name, snapshot, snapshots_of
from reports.views.desk import Desk, open_desk
from reports.views.files import table_answer
from reports.views.meetings.places import offer_of
from tracker.common.errors import SentenceError
from tracker.common.labels import day_label

Pair = tuple[str, str]


@never_cache
@require_safe
def meetings_compared(request: HttpRequest, code: str) -> HttpResponse:
    """The newest meeting against the one before, unless the address says which two."""
    desk = open_desk(request, code)
    rows = snapshots_of(desk.programme)
    chosen = _chosen(request, rows)
    choices = [(str(one.pk), meeting_name(one)) for one in rows] + [(NOW, _("The present state"))]
    context = {
        "desk": desk,
        "form": ComparisonForm({"truoc": chosen[0], "sau": chosen[1]}, choices=choices),
        "page": _compare(desk, rows, chosen) if rows else None,
        "list_url": desk.url("meetings"),
        "files": table_links(desk.url, "meetings_compared", truoc=chosen[0], sau=chosen[1]),
    }
    return render(request, "meetings/comparison.html", context)


@never_cache
@require_safe
def comparison_file(request: HttpRequest, code: str, ending: str) -> HttpResponse:
    """The same table as CSV or Excel."""
    desk = open_desk(request, code)
    rows = snapshots_of(desk.programme)
    if not rows:
        raise Http404
    page = _compare(desk, rows, _chosen(request, rows))
    both = {_("Earlier"): page.before.about, _("Later"): page.after.about}
    return table_answer(desk, ending, "so-sanh-cuoc-hop", comparison_table(page), filters=both)


def _chosen(request: HttpRequest, rows: list[Snapshot]) -> Pair:
    """The keys asked for; else the two newest, or the only one and the present state."""
    keys = [str(one.pk) for one in rows[:2]]
    usual = (keys[1], keys[0]) if len(keys) == 2 else ("".join(keys), NOW)
    return request.GET.get("truoc") or usual[0], request.GET.get("sau") or usual[1]


def _compare(desk: Desk, rows: list[Snapshot], chosen: Pair) -> ComparisonPage:
    if chosen[0] == chosen[1]:
        raise SentenceError(_("Choose two different meetings to compare."))
    before, after = (_content(desk, rows, key) for key in chosen)
    return comparison(before[1], after[1], (before[0], after[0]))


def _content(desk: Desk, rows: list[Snapshot], key: str) -> tuple[str, MeetingContent]:
    """Name and content of a frozen meeting or of the present state; 404 for neither."""
    if key == NOW:
        return _present(desk)
    keys = {str(one.pk): one.pk for one in rows}
    found = snapshot(desk.programme, keys[key]) if key in keys else None
    if found is None:
        raise Http404
    return meeting_name(found), frozen_content(found)


def _present(desk: Desk) -> tuple[str, MeetingContent]:
    period = offer_of(desk).usual(desk)
    if period is None:
        raise SentenceError(_("No reporting period has begun on this day."))
    content = meeting_content(
        programme=desk.programme,
        period=period,
        as_of=desk.as_of,
        meeting="",
        held_on=desk.as_of,
        by=desk.user,
    )
    return _("Present state (%(day)s)") % {"day": day_label(desk.as_of)}, content
