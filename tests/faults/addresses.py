"""Addresses at which these tests ask for jobs, as the product's pages do."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, JsonResponse
from django.urls import path
from django.views.decorators.http import require_POST

from tests.faults.works import CONTENT


@require_POST
def ask_for(request: HttpRequest, kind: str) -> JsonResponse:
    """The key of a new job of that kind."""
    from indicators.models import Programme
    from reports.jobs.asking import ask
    from reports.models import JobKind
    from tracker.accounts.guards import signed_in_user

    by, programme = signed_in_user(request), Programme.objects.get()
    more = PREPARED.get(kind, lambda _programme, _by: {})(programme, by)
    return JsonResponse({"job": ask(JobKind(kind), by=by, programme=programme, **more).pk})


def papers(programme, _by) -> dict[str, Any]:
    """The papers of a meeting today."""
    from tracker.common.timestamps import today

    day = today()
    asked = {"period": f"{day.year}-Q1", "held_on": str(day), "as_of": str(day)}
    return {"parameters": asked | {"meeting": "Họp thử", "number": ""}}


def figures(programme, by) -> dict[str, Any]:
    """A file that was looked at."""
    from reports.imports import uploads
    from reports.imports.figure_preview import preview
    from reports.models import UploadKind

    kind, mark = UploadKind.FIGURES, preview(programme=programme, content=CONTENT, by=by).mark
    upload = uploads.keep(programme=programme, kind=kind, name="a.csv", content=CONTENT, by=by)
    return {"upload": upload, "parameters": {"mark": mark}}


PREPARED = {"meeting_papers": papers, "figures_in": figures}
urlpatterns = [path("<slug:kind>/", ask_for)]
