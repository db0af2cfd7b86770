"""The addresses of the read API, and how its refusals read. Nothing is written here."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import wraps
from typing import Annotated, cast

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import URLPattern
from django.views.decorators.http import conditional_page
from ninja import NinjaAPI, Query
from pydantic import Field

from assignments.visibility import visible_programmes
from reports.api import reading, schemas
from reports.api.guards import TokenBearer, day_of, programme_of, token_of
from reports.api.unchanged import UnchangedError, with_etag
from reports.assessment import assess_programme
from reports.presenters.assessment_json import as_json
from tracker.accounts.models import Scope
from tracker.common.errors import NotAllowedError, SentenceError

api = NinjaAPI(
    title="Lộ trình",
    version="1",
    description="The numbers of the pages, as of any day. Decimals are strings.",
    auth=TokenBearer(),
    docs_url=None,  # its page would load scripts from another host
    urls_namespace="api",
)
Day = Annotated[date | None, Query(description="As of which day; today without it.")]
Limit = Annotated[int, Field(ge=1, le=reading.MOST_FIGURES)]
REFUSALS = dict.fromkeys((400, 401, 403, 404), schemas.ProblemOut)


@api.exception_handler(SentenceError)
def refuse(request: HttpRequest, error: SentenceError) -> HttpResponse:
    """A sentence: 403 for what the token may not read, 400 for anything else."""
    status = 403 if isinstance(error, NotAllowedError) else 400
    return api.create_response(request, {"detail": str(error)}, status=status)


@api.exception_handler(UnchangedError)
def unchanged(request: HttpRequest, error: UnchangedError) -> HttpResponseBase:
    """304 without a body."""
    return error.answer


@api.get("/programmes", response={200: list[schemas.ProgrammeOut], **REFUSALS})
def programmes(request: HttpRequest) -> list[schemas.ProgrammeOut]:
    """The programmes that the token's owner may see."""
    owner = token_of(request, Scope.PROGRAMMES).owner
    return [reading.programme(one) for one in visible_programmes(owner)]


@api.get("/programmes/{code}", response={200: schemas.ProgrammeOut, **REFUSALS})
def programme(request: HttpRequest, code: str) -> schemas.ProgrammeOut:
    """One programme."""
    return reading.programme(programme_of(request, Scope.PROGRAMMES, code))


@api.get("/programmes/{code}/indicators", response={200: list[schemas.IndicatorOut], **REFUSALS})
def indicators(request: HttpRequest, code: str, as_of: Day = None) -> list[schemas.IndicatorOut]:
    """Its indicators in the order of the document."""
    found = programme_of(request, Scope.PROGRAMMES, code)
    return reading.indicators(found, day_of(found, as_of))


@api.get("/programmes/{code}/targets", response={200: list[schemas.TargetOut], **REFUSALS})
def targets(request: HttpRequest, code: str, as_of: Day = None) -> list[schemas.TargetOut]:
    """The targets in force on the day."""
    found = programme_of(request, Scope.PROGRAMMES, code)
    return reading.targets(found, day_of(found, as_of))


@api.get("/programmes/{code}/units", response={200: list[schemas.UnitOut], **REFUSALS})
def units(request: HttpRequest, code: str) -> list[schemas.UnitOut]:
    """The units of its province, past and present."""
    return reading.units(programme_of(request, Scope.PROGRAMMES, code))


@api.get("/programmes/{code}/figures", response={200: schemas.FiguresOut, **REFUSALS})
def figures(
    request: HttpRequest,
    code: str,
    as_of: Day = None,
    indicator: str | None = None,
    after: int = 0,
    limit: Limit = reading.MOST_FIGURES,
) -> schemas.FiguresOut:
    """Approved figures page by page; the next page begins `after` the `next` of this one."""
    found = programme_of(request, Scope.FIGURES, code)
    return reading.figures(found, day_of(found, as_of), indicator, after, limit)


@api.get("/programmes/{code}/assessment", response={200: schemas.Assessment, **REFUSALS})
def assessment(request: HttpRequest, code: str, as_of: Day = None) -> schemas.Assessment:
    """Every indicator judged against every target, as `manage.py assess --format json`."""
    found = programme_of(request, Scope.ASSESSMENTS, code)
    return as_json(assess_programme(found, day_of(found, as_of)))


@api.get("/programmes/{code}/tasks", response={200: schemas.TasksOut, **REFUSALS})
def tasks(request: HttpRequest, code: str, as_of: Day = None) -> schemas.TasksOut:
    """Its tasks with their leads and the four counts."""
    found = programme_of(request, Scope.TASKS, code)
    return reading.tasks(found, day_of(found, as_of))


def addresses() -> list[URLPattern]:
    """The URL patterns: tokens instead of sessions, and an ETag for each answer: by the state of
    the data where they are those of a programme, by its content otherwise."""
    found = [one for one in api.urls[0] if isinstance(one, URLPattern)]
    for pattern in found:
        view = cast(Callable[..., HttpResponseBase], pattern.callback)
        pattern.callback = login_not_required(conditional_page(_tagged(view)))
    return found


def _tagged(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    @wraps(view)
    def tagged(request: HttpRequest, *args: object, **named: object) -> HttpResponseBase:
        return with_etag(request, view(request, *args, **named))

    return tagged
