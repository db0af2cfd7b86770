"""What is measured at every size: pages, answers of the API, the judgement, a save, an approval."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from django.core.cache import cache
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from assignments.models import Unit
from reports.assessment import assess_programme
from reports.models import Entry, Report, ReportState
from reports.reporting import Filling, fill_entry
from reports.reviewing import approve_report
from tests.bench.places import Place
from tests.bench.timing import Task
from tracker.common.timestamps import today

WIDE = "wide"
"""The size that is there for one line only."""
COLD, WARM, UNCHANGED = "cold", "warm", "unchanged"
"""Nothing kept; looked at before; asked for with the ETag of what the browser has."""


@dataclass(frozen=True)
class Subject:
    """One line: how to make its task in a place. `is_page`: measured also where it is kept."""

    label: str
    make: Callable[[Place], Task]
    ratio: float | None = None
    """The limit beside its floor, of a page once it is kept; None: told, but not judged."""
    seconds: float | None = None
    is_page: bool = False
    is_deed: bool = False
    grows: bool = True
    """Whether it must cost the same at every size."""
    only: str = ""
    """The one size at which it is measured."""

    def fits(self, size: str) -> bool:
        """Whether it is measured at that size; those of one line only are for nothing else."""
        return size == self.only if self.only or size == WIDE else True


def _page(label: str, name: str, *, ratio: float | None = None, **query: str) -> Subject:
    """A page of the programme, asked for by a reviewer."""

    def make(place: Place) -> Task:
        url = reverse(name, args=[place.programme.code], query=query or None)
        return Asked(place.client(place.reviewer), url)

    return Subject(label, make, ratio=ratio, is_page=True)


@dataclass(frozen=True)
class Asked:
    """An address and who asks: the whole answer; anything but 200 stops the bench."""

    client: Client
    url: str

    def __call__(self) -> HttpResponse:
        answer = self.client.get(self.url)
        assert answer.status_code == 200, f"{self.url}: {answer.status_code}"
        return answer

    def unchanged(self) -> Task | None:
        """Asked again by a browser that has it; None if the answer bears no ETag."""
        mark = self().headers.get("ETag")

        def again() -> None:
            answer = self.client.get(self.url, headers={"if-none-match": mark})
            assert answer.status_code == 304, f"{self.url}: {answer.status_code}"

        return again if mark else None


def _indicator(place: Place) -> Task:
    found = place.programme.indicators.filter(collection="local", kind="ratio").first()
    assert found is not None
    url = reverse("indicator", args=[place.programme.code, found.code])
    return Asked(place.client(place.reviewer), url)


def _unit(place: Place) -> Task:
    url = reverse("unit", args=[place.programme.code, place.unit.code])
    return Asked(place.client(place.reviewer), url)


def _report_url(name: str, report: Report) -> str:
    period = report.period
    return reverse(name, args=[period.programme.code, str(period.period), report.unit.code])


def _grid(place: Place) -> Task:
    report = place.report(ReportState.DRAFT)
    client = place.client(place.reporter(report.unit))
    return Asked(client, _report_url("report", report))


def _review(place: Place) -> Task:
    report = place.report(ReportState.SUBMITTED)
    return Asked(place.client(place.reviewer), _report_url("review", report))


def _work(place: Place) -> Task:
    unit: Unit = place.unit
    url = reverse("my_work", args=[place.programme.code])
    return Asked(place.client(place.reporter(unit)), url)


def _inbox(place: Place) -> Task:
    return Asked(place.client(place.reviewer), reverse("inbox"))


def _workbook(place: Place) -> Task:
    quarter = place.report(ReportState.SUBMITTED).period.period
    wanted = {"ky": str(quarter), "ngay": today().isoformat(), "hop": "Hội nghị", "so": ""}
    url = reverse("meeting_paper", args=[place.programme.code, "xlsx"], query=wanted)
    return Asked(place.client(place.reviewer), url)


def _api(path: str) -> Callable[[Place], Task]:
    def make(place: Place) -> Task:
        return Asked(place.machine, f"/api/v1/programmes{path}".format(place.programme.code))

    return make


def _assess(place: Place) -> Task:
    programme = place.programme
    return lambda: assess_programme(programme, today())


def _save(place: Place) -> Task:
    """One cell through the verb, taken back."""
    report = place.report(ReportState.DRAFT)
    by = place.reporter(report.unit)
    related = ("indicator", "report__period__programme", "report__unit")
    cells = Entry.objects.filter(report=report, indicator__kind="ratio").select_related(*related)
    cell = cells.order_by("pk")[0]
    filling = Filling(numerator=Decimal(7), denominator=Decimal(1000), note="đo tải")
    return lambda: fill_entry(entry=cell, filling=filling, version=cell.version, by=by)


def _approval(place: Place) -> Task:
    """A whole report through the verb, taken back."""
    by = place.reviewer

    def approve() -> object:
        return approve_report(report=place.report(ReportState.SUBMITTED), by=by)

    return approve


def taken_back(task: Task) -> Task:
    """The task in a transaction that is never kept: it can be done again and again."""

    def run() -> None:
        with transaction.atomic():
            task()
            transaction.set_rollback(True)

    return run


def cold(task: Task) -> Task:
    """The task with nothing kept from before."""

    def run() -> object:
        cache.clear()
        return task()

    return run


def unchanged(task: Task) -> Task | None:
    """The same page asked for again by a browser that has it, where that is cheaper."""
    return task.unchanged() if isinstance(task, Asked) else None


OVERVIEW = 2.5
"""How many times its floor the overview may take (issue 7)."""
SUBJECTS = (
    _page("overview", "overview", ratio=OVERVIEW),
    _page("indicator list", "indicators"),
    Subject("one indicator", _indicator, is_page=True),
    _page("matrix", "matrix"),
    _page("unit list", "units"),
    Subject("unit page", _unit, is_page=True),
    Subject("my work", _work, is_page=True),
    Subject("grid of a report", _grid, is_page=True),
    _page("review queue", "review_queue"),
    Subject("one report under review", _review, is_page=True),
    _page("completeness", "completeness"),
    _page("ledger", "ledger"),
    _page("tasks", "tasks"),
    Subject("inbox", _inbox, is_page=True),
    Subject("assess", _assess),
    Subject("assess 500 indicators", _assess, seconds=0.5, grows=False, only=WIDE),
    Subject("export: workbook", _workbook),
    Subject("API: programmes", _api(""), grows=False),
    Subject("API: figures", _api("/{}/figures")),
    Subject("API: assessment", _api("/{}/assessment")),
    Subject("a saved cell", _save, is_deed=True),
    Subject("an approval", _approval, is_deed=True),
)
