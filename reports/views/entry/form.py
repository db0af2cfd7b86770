"""Tải biểu mẫu: a report as a workbook that is filled in and brought back."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from reports.exports.form.book import form_book
from reports.exports.form.naming import form_name
from reports.presenters.form import form_of
from reports.queries.form import form_facts
from reports.queries.sheet import sheet_of
from reports.views.entry.standing import nothing_to_fill, of_today, report_for
from reports.views.places import open_place
from reports.workflow import WrongStateError
from tracker.common.attachments import attachment
from tracker.common.sheets.writer import CONTENT_TYPE


@never_cache
@require_safe
@of_today
def form_download(request: HttpRequest, code: str, period: str, unit: str) -> HttpResponse:
    """The form of the unit's report as it stands, made at the first visit like the grid."""
    place = open_place(request, code, period, unit)
    try:
        sheet = sheet_of(report_for(place))
    except WrongStateError as error:
        return nothing_to_fill(request, place, error)
    form = form_of(sheet, place.desk.user, form_facts(place.desk.programme))
    return attachment(form_book(form), form_name(form.head), CONTENT_TYPE)
