"""Forms that were previewed are stored: one transaction, through the door of the grid."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass

from django.db import transaction

from reports.claiming import LostRaceError
from reports.drafting import open_for_unit, open_report
from reports.filling import Filling, StaleLineError, TaskFilling, fill_entry, fill_update
from reports.imports.form.bundle import FileIn, read_files
from reports.imports.form.codes import entry_code, update_code
from reports.imports.form.comparing import Outcome
from reports.imports.form.gate import FormPlaceError, Gate, Place, check_can_bring, open_gate
from reports.imports.form.preview import FormPreview, preview_of
from reports.imports.uploads import drop
from reports.models import Entry, Report, TaskUpdate, Upload
from reports.notices import NotificationKind, notify_unit
from reports.queries.sheet import sheet_of
from reports.reporting import subject_of
from reports.workflow import LOST_RACE, Verb, keep_still
from tracker.accounts.models import User
from tracker.audit.ledger import record

Lines = Mapping[str, Entry | TaskUpdate]


@dataclass(frozen=True)
class Brought:
    """What was stored: how many rows of how many reports, and the places they are of."""

    rows: int
    places: tuple[Place, ...]


def bring(*, upload: Upload, mark: str, taken: Collection[str], by: User) -> Brought:
    """Store what the preview with this mark showed and the conflicts that were ticked, or nothing.

    LostRaceError if that is no longer what would be stored, UploadGoneError if it was already.
    """
    check_can_bring(by, upload.programme)
    files = list(read_files(upload.name, bytes(upload.content)))  # long before anybody must wait
    try:
        with transaction.atomic():
            drop(upload)
            gate = open_gate(upload.programme, by)
            _keep_reports_still(files, gate)
            found = preview_of(files, gate)
            if found.mark != mark:
                raise LostRaceError(LOST_RACE)
            chosen = [(form, rows) for form in found.forms if (rows := form.chosen(taken))]
            for form, rows in chosen:
                _store(form, rows, upload, by)
    except StaleLineError as error:
        raise LostRaceError(LOST_RACE) from error
    return Brought(sum(len(rows) for _form, rows in chosen), tuple(one.place for one, _r in chosen))


def _keep_reports_still(files: Sequence[FileIn], gate: Gate) -> None:
    """Nobody else moves or fills the reports meanwhile; in one order, so that two cannot block
    each other."""
    places = set()
    for form in (one.form for one in files if one.form):
        with suppress(FormPlaceError):
            places.add(gate.place_of(form).key)
    periods, units = {period for period, _unit in places}, {unit for _period, unit in places}
    reports = Report.objects.filter(period__in=periods, unit__in=units).order_by("pk")
    for key, *place in reports.values_list("pk", "period", "unit"):
        if tuple(place) in places:
            keep_still(key)


def _store(form: FormPreview, rows: Sequence[Outcome], upload: Upload, by: User) -> None:
    """The rows of one form; a report that nobody opened yet begins with them."""
    place = form.place
    is_office = place.verb is Verb.BRING
    begin = open_for_unit if is_office else open_report
    report = begin(period=place.period, unit=place.unit, by=by)
    lines = _lines(report, rows)
    for one in rows:
        _fill(lines, one, place.verb, by)
    after = {"rows": len(rows), "file": form.name or upload.name}
    record("report.brought", subject_of(report), by=by, after=after)
    if is_office:
        notify_unit(NotificationKind.REPORT_BROUGHT, place.period, place.unit)


def _lines(report: Report, rows: Sequence[Outcome]) -> Lines:
    """The lines by code as they were compared, or, where some had still to be made, as stored."""
    compared = {one.row.code: one.seen.line for one in rows if one.seen}
    if all(line.pk > 0 for line in compared.values()):
        return compared
    sheet = sheet_of(report)
    return {
        **{entry_code(one): one for one in sheet.entries},
        **{update_code(one): one for one in sheet.updates},
    }


def _fill(lines: Lines, one: Outcome, verb: Verb, by: User) -> None:
    line, seen = lines.get(one.row.code), one.seen
    if line is None or seen is None:
        raise LostRaceError(LOST_RACE)  # no longer owed since it was compared
    version, filling = seen.line.version, seen.filling
    if isinstance(line, Entry) and isinstance(filling, Filling):
        fill_entry(entry=line, filling=filling, version=version, by=by, verb=verb)
    elif isinstance(line, TaskUpdate) and isinstance(filling, TaskFilling):
        fill_update(update=line, filling=filling, version=version, by=by, verb=verb)
