"""`python -m tests.reports.workflow.contest NAME`: several people at the same moment, for real.

Runs in a process of its own on the database of DATABASE_URL or VAR_DIR: threads with a connection
each, let go together. Prints as JSON what everybody was told and what the database holds then.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from threading import Barrier, Event, Thread
from typing import Any

import django

FIGURES, WORKERS = 6, 8


def main(name: str) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tracker.settings")
    os.environ.setdefault("LOG_LEVEL", "WARNING")
    django.setup()
    print(json.dumps(globals()[name](), ensure_ascii=False, default=str))


def together(deeds: list[Callable[[], Any]]) -> list[str]:
    """Each deed in a thread of its own, begun at once: `ok`, or the name of the refusal."""
    from django.db import connection

    from tracker.common.errors import SentenceError

    start, told = Barrier(len(deeds)), ["nothing"] * len(deeds)

    def run(place: int, deed: Callable[[], Any]) -> None:
        start.wait()
        try:
            deed()
            told[place] = "ok"
        except SentenceError as error:
            told[place] = type(error).__name__
        except Exception as error:  # a refusal that is no sentence is what the test looks for
            told[place] = f"{type(error).__name__}: {error}"
        finally:
            connection.close()

    threads = [Thread(target=run, args=pair) for pair in enumerate(deeds)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return told


def submits() -> dict[str, Any]:
    """Four people send the same report."""
    from reports.reporting import submit
    from tests.bench.reporting import a_filled_report, office

    office = office(reporters=4, figures=FIGURES)
    report = a_filled_report(office)
    told = together([_with_own_copy(submit, report, by=one) for one in office.reporters])
    return {"told": told, **_left(report)}


def openings() -> dict[str, Any]:
    """Four people open a report that nobody opened before."""
    from reports.drafting import open_report
    from tests.bench.reporting import office

    office = office(reporters=4, figures=FIGURES)
    made: list[int] = []

    def visit(by: Any) -> Callable[[], Any]:
        return lambda: made.append(open_report(period=office.period, unit=office.unit, by=by).pk)

    told = together([visit(one) for one in office.reporters])
    return {"told": told, "reports": sorted(set(made))}


def decisions() -> list[dict[str, Any]]:
    """Two reviewers: one approves, one returns, the report is taken back; five times."""
    from reports.reporting import fill_entry, revise, submit, withdraw
    from reports.reviewing import approve_report, return_report
    from tests.bench.reporting import a_filled_report, office, some_filling

    office = office(reporters=1, figures=FIGURES)
    report, (reporter,) = a_filled_report(office), office.reporters
    rounds = []
    for number in range(5):
        submit(report=_read(report), by=reporter)
        one, two = office.reviewers
        deeds = [
            _with_own_copy(approve_report, report, by=one),
            _with_own_copy(return_report, report, by=two, reason="xem lại"),
            _with_own_copy(withdraw, report, by=reporter),
        ]
        rounds.append({"told": together(deeds), **_left(report)})
        if _read(report).state == "approved":
            report = revise(report=_read(report), by=reporter, reason="lần nữa")
        entry = report.entries.select_related("report__unit", "report__period").first()
        filling = some_filling(Decimal(50 + number))
        fill_entry(entry=entry, filling=filling, version=entry.version, by=reporter)
    return rounds


def cells() -> dict[str, Any]:
    """Eight people add one to each shared cell and write each into a cell of their own."""
    from reports.models import Entry
    from reports.reporting import StaleEntryError, fill_entry
    from tests.bench.reporting import a_filled_report, office, some_filling
    from tracker.audit.models import Event as Deed

    office = office(reporters=WORKERS, figures=WORKERS + 2)
    report = a_filled_report(office)
    *own, first, second = report.entries.order_by("pk").values_list("pk", flat=True)
    conflicts: list[int] = []

    def read(key: int) -> Entry:
        related = ("indicator", "report__period__programme", "report__unit")
        return Entry.objects.select_related(*related).get(pk=key)

    def add_one(key: int, by: Any) -> None:
        entry = read(key)
        while True:
            filling = some_filling((entry.value or Decimal(0)) + 1)
            try:
                fill_entry(entry=entry, filling=filling, version=entry.version, by=by)
                return
            except StaleEntryError as error:
                conflicts.append(key)
                entry = error.current

    def work(number: int) -> None:
        by = office.reporters[number]
        for turn in range(5):
            add_one(first, by)
            entry = read(own[number])
            filling = some_filling(Decimal(1000 * number + turn))
            fill_entry(entry=entry, filling=filling, version=entry.version, by=by)
            add_one(second, by)

    before = {key: read(key).value for key in (first, second)}
    told = together([lambda number=number: work(number) for number in range(WORKERS)])
    return {
        "told": told,
        "added": [read(key).value - before[key] for key in (first, second)],
        "own": [read(key).value for key in own],
        "steps": [
            (one.before.get("value"), one.after.get("value"))
            for one in Deed.objects.filter(
                verb="entry.filled", subject_key=read(first).ledger_key
            ).order_by("pk")
        ],
        "conflicts": len(conflicts),
    }


def emptied() -> list[dict[str, Any]]:
    """One sends the report while another empties a cell of it; ten times."""
    from reports.reporting import Filling, fill_entry, submit, withdraw
    from tests.bench.reporting import a_filled_report, office, some_filling

    office = office(reporters=2, figures=FIGURES)
    report, (one, two) = a_filled_report(office), office.reporters
    rounds = []
    for number in range(10):
        related = ("indicator", "report__period__programme", "report__unit")
        entry = report.entries.select_related(*related).order_by("pk").last()
        version = entry.version
        deeds = [
            _with_own_copy(submit, report, by=one),
            lambda entry=entry, version=version: fill_entry(
                entry=entry, filling=Filling(), version=version, by=two
            ),
        ]
        rounds.append({"told": together(deeds), **_left(report)})
        if _read(report).state == "submitted":
            withdraw(report=_read(report), by=one)
        entry.refresh_from_db()
        filling = some_filling(Decimal(60 + number))
        fill_entry(entry=entry, filling=filling, version=entry.version, by=one)
    return rounds


def waiting() -> dict[str, Any]:
    """One is in the middle of sending, everything checked, when another saves a cell."""
    from django.db import transaction

    from reports.reporting import fill_entry
    from reports.workflow import Verb, claim, hold
    from tests.bench.reporting import a_filled_report, entries_of, office, some_filling

    office = office(reporters=2, figures=FIGURES)
    report, cell = a_filled_report(office), entries_of(a_filled_report(office))[0]
    is_held, is_saved = Event(), Event()
    seen: list[bool] = []

    def send() -> None:
        with transaction.atomic():
            hold(Verb.SUBMIT, report)
            is_held.set()
            seen.append(is_saved.wait(1))
            claim(report, state="submitted")

    def save() -> None:
        is_held.wait()
        filling = some_filling(Decimal(99))
        by = office.reporters[1]
        fill_entry(entry=cell, filling=filling, version=cell.version, by=by)
        is_saved.set()

    return {"told": together([send, save]), "saved_meanwhile": seen, **_left(report)}


def files() -> dict[str, Any]:
    """Four people add a file each where one is still allowed."""
    from django.conf import settings
    from django.core.files.uploadedfile import SimpleUploadedFile

    from reports.evidence import attach
    from reports.models import Evidence
    from tests.bench.reporting import a_filled_report, office
    from tests.reports.samples import pdf

    office = office(reporters=4, figures=2)
    report = a_filled_report(office)

    def add(number: int, by: Any) -> None:
        upload = SimpleUploadedFile("a.pdf", pdf(f"{number}"))
        attach(report=_read(report), entry=None, upload=upload, by=by)

    for number in range(settings.EVIDENCE_MAX_FILES - 1):
        add(number, office.reporters[0])
    deeds = [lambda n=n, by=by: add(100 + n, by) for n, by in enumerate(office.reporters)]
    told = together(deeds)
    kept = Path(settings.EVIDENCE_DIR).iterdir()
    stored = sorted(str(name) for name in Evidence.objects.values_list("stored_name", flat=True))
    return {"told": told, "rows": stored, "files": sorted(one.name for one in kept)}


def _read(report: Any) -> Any:
    from reports.models import Report

    return Report.objects.select_related("period__programme__province", "unit").get(pk=report.pk)


def _with_own_copy(verb: Callable[..., Any], report: Any, **words: Any) -> Callable[[], Any]:
    """As two browsers do it: each has read the report before either writes."""
    copy = _read(report)
    return lambda: verb(report=copy, **words)


def _left(report: Any) -> dict[str, Any]:
    """What the database holds of the report now."""
    from reports.models import Figure, Notification
    from tracker.audit.models import Event as Deed

    now = _read(report)
    events = Deed.objects.filter(subject_key=now.ledger_key).order_by("pk")
    return {
        "state": now.state,
        "entries": sorted(set(now.entries.values_list("state", flat=True))),
        "missing": sum(not entry.is_filled for entry in now.entries.all()),
        "figures": Figure.objects.filter(
            unit=now.unit, superseded_on=None, approved_at__isnull=False
        ).count(),
        "events": list(events.values_list("verb", flat=True)),
        "sent": Notification.objects.filter(kind="report_submitted").count(),
    }


if __name__ == "__main__":
    main(sys.argv[1])
