"""The quarter's forms of all units that still have to send their report, as one zip."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _

from assignments.models import Unit
from assignments.permissions import check_is_office
from reports.exports.bundle import CONTENT_TYPE, zip_of
from reports.exports.form.book import form_book
from reports.exports.form.naming import form_name
from reports.imports.form.planned import planned_sheets
from reports.jobs.running import Ending, Running
from reports.models import ReportingPeriod
from reports.presenters.form import form_of
from reports.queries.calendar import period_of_programme
from reports.queries.completeness import completeness
from reports.queries.form import form_facts
from reports.workflow import Verb
from tracker.common.errors import SentenceError
from tracker.common.timestamps import today


class NoFormsError(SentenceError):
    """There is no form to be filled in this period."""


def make_forms(running: Running) -> Ending:
    """A form for each unit with which something that it owes lies; no report is begun by it.

    Parameter: the `period`. Outcome: how many `forms`, and how many units have `sent` theirs.
    """
    programme = running.programme
    check_is_office(running.by, programme)
    period = period_of_programme(programme, str(running.job.parameters["period"]))
    if period is None:
        raise NoFormsError(_("This period is not in the calendar any more."))
    units, sent = _units(period)
    if not units:
        raise NoFormsError(_("No form can be filled in this period: all is sent, or it is locked."))
    files = list(_files(running, period, units))
    content = zip_of(files)

    def ending() -> Mapping[str, Any]:
        name = f"Bieu-mau-{programme.code}-{period.period}.zip"
        running.keep_file(name=name, content_type=CONTENT_TYPE, content=content)
        return {"forms": len(files), "sent": sent}

    return ending


def _units(period: ReportingPeriod) -> tuple[list[Unit], int]:
    """The units that can still fill a form, and how many have sent their report."""
    found = completeness(period.programme, [period], today())
    standings = [(unit, found.of(unit, period)) for unit in found.units]
    open_ones = [unit for unit, one in standings if one and one.can_be_chased]
    return open_ones, sum(1 for _unit, one in standings if one and one.is_sent)


def _files(
    running: Running, period: ReportingPeriod, units: list[Unit]
) -> Iterator[tuple[str, bytes]]:
    sheets, facts = planned_sheets(period, units), form_facts(running.programme)
    for done, sheet in enumerate(sheets.values()):
        running.progress(done, len(sheets))
        form = form_of(sheet, running.by, facts, verb=Verb.BRING)
        yield form_name(form.head), form_book(form)
    running.progress(len(sheets), len(sheets))
