"""What was previewed becomes units or a programme, by the very verbs of the commands.

Looking at it first is the same verb, taken back: the preview cannot say anything else. Of a table
that is no programme yet everything is new, and is counted instead.
"""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date

from django.db import connection, transaction
from django.utils.translation import gettext as _

from assignments.actions import UnitsLoaded, load_units
from assignments.models import Part, Unit
from assignments.programme.loading import check_units, load_programme
from assignments.units_file import UnitsFile, parse_units
from indicators.actions import Applied, ReasonNeededError
from indicators.models import Programme, Province
from indicators.plain_table import UnitNames
from indicators.programme_file import ProgrammeSpec
from indicators.programme_file.document import read_root
from indicators.programme_file.faults import ProgrammeFaults
from reports.calendar import open_year, year_of_next_deadline
from reports.models import DraftKind, ReportingPeriod, SetupDraft
from reports.observing.keeping import hold
from reports.observing.rebuilding import rebuild_programme
from reports.observing.units import following_units
from reports.setup.drafts import claim
from tracker.accounts.models import User
from tracker.audit.ledger import Subject, record
from tracker.common.errors import NotAllowedError, SentenceError
from tracker.common.timestamps import today


class TableOfAnotherError(SentenceError):
    """A programme of that code holds what no table says; only its file can change it."""


def check_is_administrator(by: User) -> None:
    """NotAllowedError for everybody but administrators."""
    if not by.is_administrator:
        raise NotAllowedError(_("Only administrators set up the product."))


def adopt_units(*, draft: SetupDraft, file: UnitsFile, version: int, by: User) -> UnitsLoaded:
    """Load the units of a draft, which goes with it."""
    check_is_administrator(by)
    with transaction.atomic():
        claim(draft, version)
        return bring_units(file=file, by=by)


def bring_units(*, file: UnitsFile, by: User) -> UnitsLoaded:
    """Load a units file; what is seen of the province follows."""
    check_is_administrator(by)
    province = Province.objects.filter(code=file.province.code).first()
    with transaction.atomic(), ExitStack() as following:
        if province is not None:
            following.enter_context(following_units(province))
        return load_units(file, by=by)


def read_units_file(content: bytes, name: str) -> tuple[str, UnitsFile]:
    """The text of a units file and what it says; SentenceError for one that is too large, nested
    too deeply or faulty."""
    read_root(content, ProgrammeFaults(name))  # the bounds of every file that comes by a page
    text = content.decode("utf-8-sig")
    return text, parse_units(text, name)


def rehearse_units(file: UnitsFile, *, by: User) -> UnitsLoaded:
    """What loading would do, done and taken back."""
    with transaction.atomic():
        loaded = load_units(file, by=by)
        transaction.set_rollback(True)
    return loaded


@dataclass(frozen=True)
class Rehearsal:
    """What adopting would do; `applied` is None where it cannot be, `refusal` says why."""

    applied: Applied | None = None
    needs_reason: bool = False
    is_new: bool = True
    refusal: str = ""


def rehearse_programme(spec: ProgrammeSpec, *, by: User, kind: DraftKind) -> Rehearsal:
    """Adopt the programme and take it back; a new one of a table is only counted."""
    is_new = not Programme.objects.filter(code=spec.code).exists()
    try:
        if is_new and kind is DraftKind.TABLE:
            return Rehearsal(_all_new(spec), False, is_new)
        try:
            return Rehearsal(_rehearsed(spec, by=by, kind=kind, reason=""), False, is_new)
        except ReasonNeededError:  # before all that would be refused even with one
            return Rehearsal(_rehearsed(spec, by=by, kind=kind, reason="?"), True, is_new)
    except SentenceError as error:
        return Rehearsal(is_new=is_new, refusal=str(error))


def _all_new(spec: ProgrammeSpec) -> Applied:
    """What a table adds where no programme is yet; UnknownUnitError, the one way it can fail.

    Its page is shown after every row: to write hundreds of rows each time and take them back would
    keep everybody else from writing for seconds.
    """
    known = Unit.objects.filter(province__code=spec.province).values_list("code", flat=True)
    check_units(set(known), [spec.monitor, *(one.lead for one in spec.indicators if one.lead)])
    return Applied(new=1 + sum(1 + len(one.targets) for one in spec.indicators))


def _rehearsed(spec: ProgrammeSpec, *, by: User, kind: DraftKind, reason: str) -> Applied:
    with transaction.atomic():
        _check_is_whole(spec, kind)
        applied = load_programme(spec, by=by, reason=reason)
        transaction.set_rollback(True)
    return applied


def adopt_programme(
    *, draft: SetupDraft, spec: ProgrammeSpec, version: int, reason: str, by: User
) -> Programme:
    """Store the programme of a draft, which goes with it, and keep what its pages read.

    Raises what `load_programme` raises; ReasonNeededError where targets of a programme that is
    there already would change.
    """
    check_is_administrator(by)
    with transaction.atomic():
        _keep_still(spec.province)
        claim(draft, version)
        _check_is_whole(spec, DraftKind(draft.kind))
        load_programme(spec, by=by, reason=reason)
        programme = Programme.objects.get(code=spec.code)
    rebuild_programme(programme, only_missing=True)
    return programme


def _keep_still(province: str) -> None:
    """One programme of a province at a time, so that whoever is second sees what the first stored;
    SQLite lets in one writer anyway. Programmes before the province, as a reorganisation does."""
    if connection.features.has_select_for_update:
        hold(list(Programme.objects.filter(province__code=province)))
        rows = Province.objects.select_for_update(no_key=True).filter(code=province)
        list(rows.values_list("pk"))


def _check_is_whole(spec: ProgrammeSpec, kind: DraftKind) -> None:
    """A table holds no tasks, definitions of units or coordinating units: it must not wipe them."""
    if kind is not DraftKind.TABLE:
        return
    stored = Programme.objects.filter(code=spec.code).first()
    if stored is None:
        return
    holds_more = (
        stored.tasks.exists()
        or stored.assignments.filter(part=Part.COORDINATING).exists()
        or stored.indicators.exclude(code__in=[one.code for one in spec.indicators]).exists()
    )
    if holds_more:
        raise TableOfAnotherError(
            _(
                "A programme with the code %(code)s is there already and holds more than this "
                "table says (tasks, coordinating units or other indicators). Write another number "
                "of the document, or change that programme by its file."
            )
            % {"code": spec.code}
        )


def begin_calendar(*, programme: Programme, by: User) -> list[ReportingPeriod]:
    """Open what is still due this year, or the next after its last deadline, for a programme that
    has no period yet: nobody begins with reports that are overdue.

    The ledger keeps who did it.
    """
    year = year_of_next_deadline(today())
    check_is_administrator(by)
    with transaction.atomic():
        if ReportingPeriod.objects.filter(programme=programme).exists():
            return []
        made = open_year(programme=programme, year=year, by=None, since=today())
        if not made:  # somebody else was faster
            return []
        subject = Subject("programme", programme.code, programme.code)
        record("calendar.begun", subject, by=by, after={"year": year})
        return made


def unit_names(province: str, day: date) -> UnitNames:
    """How the units of a province may be called in a table: those that exist on the day, and all
    by code."""
    units = Unit.objects.filter(province__code=province)
    return UnitNames.of(
        (one.code, one.name, one.short_name) if one.is_valid_on(day) else (one.code, "", "")
        for one in units
    )
