"""Addresses with keys of things that are there: made-up keys would be found by nobody anyway."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import URLPattern, URLResolver, get_resolver

from reports.calendar import ask_extension
from reports.dialogue import ask as ask_for_explanation
from reports.evidence import attach
from reports.jobs.asking import ask as ask_for_job
from reports.meetings import freeze
from reports.models import JobKind, Upload, UploadKind
from tests.reports.samples import pdf
from tests.reports.workflow.steps import World, filled
from tracker.common.timestamps import now

MACHINES = "/api/v1/"
_KEY = re.compile(r"<([^>]+)>")


def real_addresses(world: World) -> dict[str, str]:
    """Route → an address of a thing of Hà Tĩnh, for every route of the pages that has a key.

    KeyError for a key that a new address has brought: give it a value below.
    """
    keys = _keys(world)
    job = str(ask_for_job(JobKind.FORMS_OUT, by=world["reporter"], programme=world.programme).pk)
    elsewhere = {"/viec-nen/": {"int:key": job}, "/lo-trinh/<slug:unit>/": {"slug:unit": "18073"}}
    found = {}
    for route in routes(get_resolver()):
        if "<" in route and not route.startswith(MACHINES):
            here = keys | next((more for part, more in elsewhere.items() if part in route), {})
            found[route] = _KEY.sub(lambda key, here=here: here[key[1]], route)
    return found


def _keys(world: World) -> dict[str, str]:
    """Key as routes write it → what it is of; of the department's reporter, or of the Office."""
    reporter, reviewer = world["reporter"], world["reviewer"]
    indicator = world.programme.indicators.get(code="urban")
    report = filled(world)
    file = attach(report=report, upload=SimpleUploadedFile("a.pdf", pdf()), by=reporter)
    asked = ask_for_explanation(indicator=indicator, text="Vì sao?", by=reviewer)
    wanted = {"reason": "x", "wanted_until": date(2026, 12, 25), "by": reporter}
    day = {"held_on": date(2026, 11, 20), "as_of": date(2026, 11, 20)}
    frozen = freeze(
        programme=world.programme, period=world.periods[3], meeting="x", by=reviewer, **day
    )
    more_time = ask_extension(period=world.periods[4], unit=world.department, **wanted)
    return {
        "slug:code": "small",
        "slug:unit": "42-sxd",
        "str:period": "2026-Q4",
        "slug:indicator": "urban",
        "int:indicator": str(indicator.pk),
        "int:person": str(world["head"].pk),
        "int:membership": str(world["head"].memberships.first().pk),
        "int:entry": str(report.entries.first().pk),
        "int:update": str(report.task_updates.first().pk),
        "int:explanation": str(asked.pk),
        "int:extension": str(more_time.pk),
        "uuid:name": str(file.stored_name),
        "uuid:upload": str(_upload(world, UploadKind.REPORTS, "reporter").pk),
        "uuid:key": str(_upload(world, UploadKind.FIGURES, "reviewer").pk),
        "int:key": str(frozen.pk),
        "str:task": "1.1",
        "str:day": "2025-07-01",
        "table:ending": "csv",
        "slug:ending": "pdf",
    }


def _upload(world: World, kind: UploadKind, who: str) -> Upload:
    return Upload.objects.create(
        kind=kind,
        programme=world.programme,
        name="a.xlsx",
        content=b"",
        uploaded_at=now(),
        uploaded_by=world[who],
    )


def routes(resolver: URLResolver, before: str = "/") -> Iterator[str]:
    """Every route below as it is written."""
    for pattern in resolver.url_patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            yield route
        else:
            yield from routes(pattern, route)
