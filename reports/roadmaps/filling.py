"""Local targets, one cell or many at once: saved if nobody else was faster."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from assignments.models import LocalTarget, Roadmap, Unit
from indicators.models import Indicator, Programme
from reports.hard_checks import CellError
from reports.queries.roadmaps import roadmaps_of
from reports.roadmaps.checks import check_goal
from reports.roadmaps.frame import sets_targets, years_of
from reports.roadmaps.workflow import (
    RULES,
    Verb,
    check_can,
    check_is,
    check_stage,
    keep_still,
    subject_of,
)
from reports.workflow import WrongStateError
from tracker.accounts.models import User
from tracker.audit.ledger import Subject, record, record_all
from tracker.common.decimals import plain
from tracker.common.errors import SentenceError
from tracker.common.timestamps import now, today


@dataclass(frozen=True)
class GoalFilling:
    """What somebody puts into one cell; everything empty empties it."""

    value: Decimal | None = None
    denominator: Decimal | None = None
    note: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether no number is given; a note alone is no target."""
        return self.value is None and self.denominator is None


@dataclass(frozen=True)
class Cell:
    """A cell and what is to stand in it; `version` is the one that was seen, 0 where none was."""

    indicator: Indicator
    year: int
    filling: GoalFilling
    version: int = 0


class StaleTargetError(SentenceError):
    """Somebody else changed the cell meanwhile; `current` is what stands there, None if nothing."""

    def __init__(self, current: LocalTarget | None) -> None:
        who = current.updated_by if current is not None else _("Somebody")
        super().__init__(
            _("%(who)s changed this cell meanwhile. Look at the new value, then save again.")
            % {"who": who}
        )
        self.current = current


def fill_targets(
    *, programme: Programme, unit: Unit, verb: Verb, cells: Sequence[Cell], by: User
) -> int:
    """Save cells of one unit, all or none; how many were changed.

    `verb` is FILL for the unit's people, BRING for the Office. The first target begins the unit's
    roadmap; what stands there already is not written again. Raises what `check_can` raises,
    CellError for a number that cannot stand, StaleTargetError where somebody else was faster.
    """
    begun = _begun(programme, unit, verb, by)
    for cell in cells:
        _check(programme, cell)
    if not begun and all(cell.filling.is_empty for cell in cells):
        return 0
    with transaction.atomic():
        roadmap = begun or begin(programme, unit, by)
        keep_still(roadmap.pk)
        check_stage(verb, Roadmap.objects.get(pk=roadmap.pk))
        changes = _changes(roadmap, cells, by)
        _store([row for _was, row in changes])
        deeds = [
            ("local_target.set", _subject(roadmap, row), as_ledger(was), as_ledger(row))
            for was, row in changes
        ]
        record_all(deeds, by=by)
    return len(changes)


def _changes(
    roadmap: Roadmap, cells: Sequence[Cell], by: User
) -> list[tuple[LocalTarget | None, LocalTarget]]:
    """What stood in each cell that changes, and its new row; StaleTargetError."""
    rows = LocalTarget.objects.filter(roadmap=roadmap).select_related("indicator", "updated_by")
    standing = {(one.indicator_id, one.year): one for one in rows}
    changes = []
    for cell in cells:
        was = standing.get((cell.indicator.pk, cell.year))
        if says(was, cell.filling):
            continue
        if cell.version != (was.version if was else 0):
            raise StaleTargetError(was)
        changes.append((was, _row(roadmap, cell, by, was)))
    return changes


def begin(programme: Programme, unit: Unit, by: User) -> Roadmap:
    """A new, empty roadmap, in the transaction of whoever puts the first target into it.

    Who is a moment too late gets the one that somebody else has just begun.
    """
    if not sets_targets(unit, programme, today()):
        raise WrongStateError(_("This unit sets no local targets in this programme."))
    try:
        with transaction.atomic():
            roadmap = Roadmap.objects.create(programme=programme, unit=unit, created_by=by)
    except IntegrityError:
        found = latest_roadmap(programme, unit)
        if found is None:
            raise
        return found
    record("roadmap.begun", subject_of(roadmap), by=by)
    return roadmap


def latest_roadmap(programme: Programme, unit: Unit) -> Roadmap | None:
    """The latest revision, with what every page of it needs."""
    found = roadmaps_of(programme, unit)
    return found[-1] if found else None


def says(target: LocalTarget | None, filling: GoalFilling) -> bool:
    """Whether the cell holds exactly this already; a cell without a row holds nothing."""
    if target is None:
        return filling.is_empty
    return content_of(filling) == {name: getattr(target, name) for name in content_of(filling)}


def content_of(filling: GoalFilling) -> dict[str, Any]:
    """The filling as the columns of a cell; without a number there is no note either."""
    note = "" if filling.is_empty else filling.note.strip()
    return {"value": filling.value, "denominator": filling.denominator, "note": note}


def as_ledger(target: LocalTarget | None) -> dict[str, str] | None:
    """The cell as the ledger keeps it; None for one that held nothing."""
    if target is None:
        return None
    numbers = {"value": target.value, "denominator": target.denominator}
    held = {name: plain(number) for name, number in numbers.items() if number is not None}
    return held | ({"note": target.note} if target.note else {})


def _begun(programme: Programme, unit: Unit, verb: Verb, by: User) -> Roadmap | None:
    """The unit's roadmap, checked; None where it has begun none and this person may."""
    roadmap = latest_roadmap(programme, unit)
    if roadmap is None:
        check_is(by, RULES[verb].actor, unit, programme)
        return None
    check_can(by, verb, roadmap)
    return roadmap


def _check(programme: Programme, cell: Cell) -> None:
    if cell.year not in years_of(programme):
        raise CellError("year", _("The roadmap has no year %(year)d.") % {"year": cell.year})
    check_goal(cell.indicator, cell.filling.value, cell.filling.denominator)


def _row(roadmap: Roadmap, cell: Cell, by: User, was: LocalTarget | None) -> LocalTarget:
    return LocalTarget(
        pk=was.pk if was else None,
        roadmap=roadmap,
        indicator=cell.indicator,
        year=cell.year,
        **content_of(cell.filling),
        version=was.version + 1 if was else 1,
        updated_at=now(),
        updated_by=by,
    )


_COLUMNS = ("value", "denominator", "note", "version", "updated_at", "updated_by")


def _store(rows: Sequence[LocalTarget]) -> None:
    """New cells in one insert; changed ones each by a conditional UPDATE on the version before."""
    try:
        with transaction.atomic():
            LocalTarget.objects.bulk_create([row for row in rows if row.pk is None])
    except IntegrityError as error:
        raise StaleTargetError(None) from error
    for row in rows:
        if row.version == 1:
            continue
        seen = LocalTarget.objects.filter(pk=row.pk, version=row.version - 1)
        if not seen.update(**{name: getattr(row, name) for name in _COLUMNS}):
            raise StaleTargetError(None)


def _subject(roadmap: Roadmap, row: LocalTarget) -> Subject:
    key = f"{roadmap.ledger_key}/{row.indicator.code}/{row.year}"
    return Subject("local_target", key, roadmap.programme.code)
