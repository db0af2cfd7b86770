"""Addresses with keys of things that are there: made-up keys would be found by nobody anyway."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import URLPattern, URLResolver, get_resolver

from assignments.programme.spec import spec_of
from indicators.plain_table import PlainHead, PlainRow
from indicators.programme_file import dump_programme
from reports.calendar import ask_extension
from reports.dialogue import ask as ask_for_explanation
from reports.evidence import attach
from reports.jobs.asking import ask as ask_for_job
from reports.meetings import freeze
from reports.models import DraftKind, JobKind, SetupDraft, Upload, UploadKind
from reports.setup.drafts import begin, put_rows
from reports.setup.units_table import ProvinceWords, units_text
from tests.reports.samples import pdf
from tests.reports.workflow.steps import World, filled
from tracker.accounts.models import User
from tracker.common.timestamps import now

MACHINES = "/api/v1/"
_KEY = re.compile(r"<([^>]+)>")


def real_addresses(world: World) -> dict[str, str]:
    """Route → an address of a thing of Hà Tĩnh, for every route of the pages that has a key.

    KeyError for a key that a new address has brought: give it a value below.
    """
    keys = _keys(world)
    job = str(ask_for_job(JobKind.FORMS_OUT, by=world["reporter"], programme=world.programme).pk)
    table, file, units = (str(draft.pk) for draft in _drafts(world))
    setup = {
        "/thiet-lap/chuong-trinh/bang/": {"uuid:draft": table, "int:number": "1"},
        "/thiet-lap/chuong-trinh/tep/": {"uuid:draft": file},
        "/thiet-lap/don-vi/tep/": {"uuid:draft": units},
        "/thiet-lap/nhap/": {"uuid:draft": table},
        "/thiet-lap/tinh/": {"slug:province": "42"},
    }
    manual = {"/tro-giup/huong-dan/": {"slug:slug": "nguoi-xem"}}
    elsewhere = {"/viec-nen/": {"int:key": job}, "/lo-trinh/<slug:unit>/": {"slug:unit": "18073"}}
    elsewhere |= setup | manual
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
        "int:notification": str(reporter.notifications.first().pk),
        "uuid:name": str(file.stored_name),
        "uuid:upload": str(_upload(world, UploadKind.REPORTS, "reporter").pk),
        "uuid:key": str(_upload(world, UploadKind.FIGURES, "reviewer").pk),
        "int:key": str(frozen.pk),
        "str:task": "1.1",
        "str:day": "2025-07-01",
        "table:ending": "csv",
        "slug:ending": "pdf",
    }


def _drafts(world: World) -> list[SetupDraft]:
    """The administrator's own: a table of one row, a programme file, a file of units."""
    by = User.objects.get(is_administrator=True)
    head = PlainHead("thu", "Thử", "Tỉnh ủy", date(2022, 9, 30), "42", "42-vptu", (2025, 2030))
    table = begin(kind=DraftKind.TABLE, by=by, head=head)
    row = PlainRow({"name": "Tỷ lệ", "unit": "%"}, {2025: "trên 40%"})
    put_rows(draft=table, rows=[row], version=1)
    words = ProvinceWords("42", "Tỉnh Hà Tĩnh", "Hà Tĩnh", "")
    return [
        table,
        begin(kind=DraftKind.FILE, by=by, text=dump_programme(spec_of(world.programme))),
        begin(kind=DraftKind.UNITS, by=by, text=units_text(words, [], "x")),
    ]


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
