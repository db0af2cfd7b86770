"""One row of a roadmap saved as it changes; the answer is the row as it stands now."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from indicators.models import Indicator
from reports.forms.roadmap import TypedRow, typed_row
from reports.presenters.roadmaps.sheet import RowTrouble, sheet_row
from reports.roadmaps.frame import Frame, frame_of
from reports.roadmaps.workflow import Actor, check_is
from reports.views.roadmaps.places import RoadmapPlace, open_roadmap
from reports.views.roadmaps.saving import save_row, stored_now
from tracker.common.errors import SentenceError

STALE, FAULTY, REFUSED = 409, 422, 400


@never_cache
@require_POST
def roadmap_save(request: HttpRequest, code: str, unit: str, indicator: int) -> HttpResponse:
    """Save a row: 200, or 409 with what stands there now, 422 for a fault, 403 and 400 else."""
    place = open_roadmap(request, code, unit)
    check_is(place.desk.user, Actor.UNIT, place.unit, place.desk.programme)
    frame = frame_of(place.desk.programme, place.desk.as_of)
    found = next((one for one in frame.indicators if one.pk == indicator), None)
    if found is None:
        raise Http404
    typed = typed_row(request.POST, found.pk, frame.years)
    if typed is None:
        raise SentenceError(_("The page sent nothing to save. Load it again."))
    trouble, status = _save(place, found, typed)
    return HttpResponse(_answer(place, frame, found, trouble), status=status)


def _save(
    place: RoadmapPlace, indicator: Indicator, typed: TypedRow
) -> tuple[RowTrouble | None, int]:
    try:
        _changed, trouble = save_row(place, indicator, typed)
    except SentenceError as error:
        return RowTrouble(typed, {"": str(error)}), REFUSED
    if trouble is None:
        return None, 200
    return trouble, FAULTY if trouble.faults else STALE


def _answer(
    place: RoadmapPlace, frame: Frame, indicator: Indicator, trouble: RowTrouble | None
) -> str:
    """The fields hold what is stored: after a conflict the script keeps what was typed itself."""
    stored = stored_now(place, indicator)
    url = place.desk.url("indicator", indicator.code)
    row = sheet_row(frame, indicator, stored, url=url, is_writable=True, trouble=trouble)
    if trouble is not None and trouble.theirs:
        plain = sheet_row(frame, indicator, stored, url=url, is_writable=True)
        return render_to_string("roadmaps/saved.html", {"row": row, "fields": plain})
    return render_to_string("roadmaps/saved.html", {"row": row, "fields": row})
