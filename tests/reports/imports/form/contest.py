"""`python -m tests.reports.imports.form.contest NAME`: a form is confirmed while others work.

See tests/contests.py; the people and the report are those of the workflow's contests.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import django

from tests.reports.workflow.contest import together

ROUNDS, FIGURES, CLICKS = 6, 6, 4


def main(name: str) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tracker.settings")
    os.environ.setdefault("LOG_LEVEL", "WARNING")
    django.setup()
    print(json.dumps(globals()[name](), ensure_ascii=False, default=str))


def _fetched(report: Any, by: Any) -> bytes:
    from reports.exports.form.book import form_book
    from reports.presenters.form import form_of
    from reports.queries.form import form_facts
    from reports.queries.sheet import sheet_of

    return form_book(form_of(sheet_of(report), by, form_facts(report.period.programme)))


def _waiting(report: Any, content: bytes, by: Any) -> tuple[Any, str]:
    """The file after its preview, and the mark of that."""
    from reports.imports.form.preview import look
    from reports.imports.uploads import keep
    from reports.models import UploadKind

    programme = report.period.programme
    found = look(programme=programme, name="a.xlsx", content=content, by=by)
    upload = keep(programme=programme, kind=UploadKind.REPORTS, name="a", content=content, by=by)
    return upload, found.preview.mark


def _typed(content: bytes, report: Any, number: Decimal) -> bytes:
    """Every figure of the form set to the same number."""
    from tests.reports.imports.form.cast import typed_into

    codes = report.entries.values_list("indicator__code", flat=True)
    return typed_into(content, {(code, "value"): str(number) for code in codes})


def confirm_and_save() -> list[dict[str, Any]]:
    """One confirms a form of all figures while another saves one cell of the grid; six times."""
    from reports.imports.form.bringing import bring
    from reports.reporting import fill_entry
    from tests.bench.reporting import a_filled_report, entries_of, office, some_filling

    office = office(reporters=2, figures=FIGURES)
    report, (one, two) = a_filled_report(office), office.reporters
    rounds = []
    for number in range(ROUNDS):
        theirs, ours = Decimal(60 + number), Decimal(30 + number)
        content = _typed(_fetched(report, one), report, ours)
        upload, mark = _waiting(report, content, one)
        cell = entries_of(report)[number % FIGURES]
        deeds: list[Callable[[], Any]] = [
            lambda u=upload, m=mark: bring(upload=u, mark=m, taken=(), by=one),
            lambda c=cell, n=theirs: fill_entry(
                entry=c, filling=some_filling(n), version=c.version, by=two
            ),
        ]
        told = together(deeds)
        values = {entry.pk: entry.value for entry in entries_of(report)}
        rounds.append(
            {
                "told": told,
                "cell": values.pop(cell.pk) == theirs,
                "others": sum(value == ours for value in values.values()),
            }
        )
    return rounds


def double_click() -> dict[str, Any]:
    """The same confirmation several times at once."""
    from reports.imports.form.bringing import bring
    from reports.models import Upload
    from tests.bench.reporting import a_filled_report, office
    from tracker.audit.models import Event

    office = office(reporters=1, figures=FIGURES)
    report, (one,) = a_filled_report(office), office.reporters
    before = Event.objects.filter(verb="entry.filled").count()
    upload, mark = _waiting(report, _typed(_fetched(report, one), report, Decimal(33)), one)
    told = together([lambda: bring(upload=upload, mark=mark, taken=(), by=one)] * CLICKS)
    filled = Event.objects.filter(verb="entry.filled").count() - before
    return {"told": told, "filled": filled, "waiting": Upload.objects.count()}


if __name__ == "__main__":
    main(sys.argv[1])
