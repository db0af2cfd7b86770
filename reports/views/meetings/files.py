"""The papers as files: of the present state, and of what was frozen."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from reports.exports.meeting.content import MeetingContent
from reports.exports.meeting.papers import PAPERS, Paper, file_name
from reports.queries.snapshots import frozen_content
from reports.views.desk import open_desk
from reports.views.meetings.page import meetings_page
from reports.views.meetings.places import open_snapshot, present_content, sent_form
from tracker.common.attachments import attachment


@require_safe
def present_paper(request: HttpRequest, code: str, ending: str) -> HttpResponse:
    """A paper of things as they stand: it says that it is not frozen. Nothing is stored."""
    paper = _paper(ending)
    desk = open_desk(request, code)
    form = sent_form(request, desk)
    if not form.is_valid():
        return meetings_page(request, desk, form, status=422)
    content = present_content(desk, form)
    return _file(paper, content, number=form.cleaned_data["so"], is_frozen=False)


@require_safe
def frozen_paper(request: HttpRequest, code: str, key: int, ending: str) -> HttpResponse:
    """A paper of a frozen meeting, from its content alone."""
    paper = _paper(ending)
    _desk, stored = open_snapshot(request, code, key)
    return _file(paper, frozen_content(stored), number="", is_frozen=True)


def _paper(ending: str) -> Paper:
    if ending not in PAPERS:
        raise Http404
    return PAPERS[ending]


def _file(paper: Paper, content: MeetingContent, *, number: str, is_frozen: bool) -> HttpResponse:
    name = file_name(paper, content.head, is_frozen=is_frozen)
    return attachment(paper.write(content, number, is_frozen), name, paper.content_type)
