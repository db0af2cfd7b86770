"""Forms that were previewed are stored: read and compared first, then written in one transaction
through the door of the grid."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from assignments.models import Unit
from reports.claiming import LostRaceError
from reports.drafting import open_for_units, open_report
from reports.filling import LineFilling, StaleLineError, fill_lines
from reports.imports.form.bundle import FileIn, count_files, read_files
from reports.imports.form.codes import entry_code, update_code
from reports.imports.form.comparing import Fate, Outcome
from reports.imports.form.gate import Place, check_can_bring, open_gate
from reports.imports.form.preview import FormPreview, preview_of
from reports.imports.uploads import UploadGoneError, drop, is_waiting
from reports.models import Entry, Report, ReportingPeriod, TaskUpdate, Upload
from reports.notices import NotificationKind, notify_units
from reports.queries.task_history import updates_by_report
from reports.reporting import subject_of
from reports.workflow import LOST_RACE, Verb, WrongStateError, keep_still
from tracker.accounts.models import User
from tracker.audit.ledger import Deed, record_all
from tracker.common.errors import SentenceError

Line = Entry | TaskUpdate
Told = Callable[[int, int], None]
"""Hears how many files are read, and of how many."""


@dataclass(frozen=True)
class Brought:
    """What was stored: how many rows of how many reports, and the places they are of."""

    rows: int
    places: tuple[Place, ...]


class NothingChosenError(SentenceError):
    """There are only rows that were changed on both sides, and none of them was ticked."""


@dataclass(frozen=True)
class Ready:
    """What is to be stored of an upload: the chosen rows of each form, as they were compared."""

    upload: Upload
    by: User
    chosen: tuple[tuple[FormPreview, tuple[Outcome, ...]], ...]


def bring(*, upload: Upload, mark: str, taken: Collection[str], by: User) -> Brought:
    """Store what the preview with this mark showed and the conflicts that were ticked, or nothing.

    LostRaceError if that is no longer what would be stored, UploadGoneError if it was already,
    NothingChosenError if nothing would be.
    """
    return store(prepare(upload=upload, mark=mark, taken=taken, by=by))


def prepare(
    *,
    upload: Upload,
    mark: str,
    taken: Collection[str],
    by: User,
    told: Told = lambda _done, _files: None,
) -> Ready:
    """Read and compare long before anybody must wait; nothing is stored. Raises what `bring` does.

    Whoever may not bring forms any more gets NotAllowedError.
    """
    check_can_bring(by, upload.programme)
    content = bytes(upload.content)
    files = _telling(read_files(upload.name, content), count_files(content), told)
    found = preview_of(files, open_gate(upload.programme, by))
    if found.mark != mark:
        raise LostRaceError(LOST_RACE) if is_waiting(upload) else UploadGoneError
    chosen = ((form, form.chosen(taken)) for form in found.forms)
    ready = Ready(upload, by, tuple((form, rows) for form, rows in chosen if rows))
    if not ready.chosen and any(form.of(Fate.CONFLICT) for form in found.forms):
        raise NothingChosenError(_("Tick at least one row: nothing was stored, the file waits."))
    return ready


def _telling(files: Iterator[FileIn], count: int, told: Told) -> Iterator[FileIn]:
    for done, one in enumerate(files):
        told(done, count)
        yield one
    told(count, count)


def store(ready: Ready) -> Brought:
    """Write what was prepared, all or nothing, each row only onto what it was compared with.

    LostRaceError if a row or its report moved since, UploadGoneError if the file was stored.
    """
    upload, by = ready.upload, ready.by
    try:
        with transaction.atomic():
            drop(upload)
            check_can_bring(by, upload.programme)
            reports = _opened(ready)
            lines = _lines(reports.values())
            for form, rows in ready.chosen:
                report = reports[form.place.key]
                fillings = [_filling(lines[report.pk], one) for one in rows]
                fill_lines(report=report, fillings=fillings, by=by, verb=form.place.verb)
            record_all([_deed(reports, upload, *one) for one in ready.chosen], by=by)
            _tell_units(ready)
    except (StaleLineError, WrongStateError) as error:
        raise LostRaceError(LOST_RACE) from error
    count = sum(len(rows) for _form, rows in ready.chosen)
    return Brought(count, tuple(form.place for form, _rows in ready.chosen))


def _opened(ready: Ready) -> dict[tuple[int, int], Report]:
    """The reports by place; one that nobody opened yet begins now. Nobody else moves or fills them
    meanwhile: kept still in one order, so that two people cannot block each other."""
    places = sorted((form.place for form, _rows in ready.chosen), key=lambda one: one.key)
    stored = {form.report.pk for form, _rows in ready.chosen if form.report.pk}
    for key in sorted(stored):
        keep_still(key)
    found = {
        one.key: open_report(period=one.period, unit=one.unit, by=ready.by)
        for one in places
        if one.verb is Verb.FILL
    }
    for period, units in _brought_by_period(places):
        reports = open_for_units(period=period, units=units, by=ready.by)
        found |= {(period.pk, unit): report for unit, report in reports.items()}
    return found


def _brought_by_period(places: Sequence[Place]) -> list[tuple[ReportingPeriod, list[Unit]]]:
    """The periods with the units whose forms the Office brings."""
    periods = {one.period.pk: one.period for one in places}
    units: dict[int, list[Unit]] = defaultdict(list)
    for one in places:
        if one.verb is Verb.BRING:
            units[one.period.pk].append(one.unit)
    return [(periods[key], of_it) for key, of_it in units.items()]


def _lines(reports: Collection[Report]) -> dict[int, dict[str, Line]]:
    """The lines of each report by their codes; two queries."""
    by_key = {report.pk: report for report in reports}
    found: dict[int, dict[str, Line]] = {key: {} for key in by_key}
    for entry in Entry.objects.filter(report__in=by_key).select_related("indicator"):
        entry.report = by_key[entry.report_id]
        found[entry.report_id][entry_code(entry)] = entry
    for key, updates in updates_by_report(list(reports)).items():
        found[key] |= {update_code(one): one for one in updates}
    return found


def _filling(lines: dict[str, Line], one: Outcome) -> LineFilling:
    line = lines.get(one.row.code)
    if line is None or one.seen is None:
        raise LostRaceError(LOST_RACE)  # no longer owed since it was compared
    return line, one.seen.filling, one.seen.line.version


def _deed(
    reports: dict[tuple[int, int], Report],
    upload: Upload,
    form: FormPreview,
    rows: Sequence[Outcome],
) -> Deed:
    after = {"rows": len(rows), "file": form.name or upload.name}
    return "report.brought", subject_of(reports[form.place.key]), None, after


def _tell_units(ready: Ready) -> None:
    """Whose form the Office brought learns of it."""
    for period, units in _brought_by_period([form.place for form, _rows in ready.chosen]):
        notify_units(NotificationKind.REPORT_BROUGHT, period, units, by=ready.by)
