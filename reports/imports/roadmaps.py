"""Local targets by file: a preview of what it would change, then all of it in one transaction."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from assignments.models import Roadmap, Unit
from assignments.permissions import is_office, own_units, speaks_for_units
from indicators.models import Programme
from reports.claiming import LostRaceError
from reports.imports.roadmap_rows import ROADMAPS, Change, RowChecker, verb_for
from reports.imports.rows import MOST_ROWS, Refusal, Row, twice
from reports.imports.tables import read_table
from reports.imports.uploads import drop
from reports.models import Upload
from reports.queries.roadmaps import targets_of
from reports.roadmaps.filling import Cell, StaleTargetError, fill_targets
from reports.roadmaps.frame import frame_of
from reports.roadmaps.workflow import LOST_RACE
from tracker.accounts.models import User
from tracker.common.errors import NotAllowedError
from tracker.common.timestamps import today


@dataclass(frozen=True)
class Preview:
    """What a file would do; `empty` counts its lines without a number."""

    changes: tuple[Change, ...]
    refusals: tuple[Refusal, ...]
    empty: int

    @property
    def effective(self) -> tuple[Change, ...]:
        """The lines that change anything."""
        return tuple(one for one in self.changes if not one.is_unchanged)

    @property
    def mark(self) -> str:
        """The same for two previews that would do the same to the same cells."""
        parts = (
            f"{one.unit.pk} {one.cell.indicator.pk} {one.cell.year} {one.cell.version} "
            f"{one.cell.filling.value} {one.cell.filling.denominator}"
            for one in self.effective
        )
        return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def check_can_bring(by: User, programme: Programme) -> None:
    """A unit's people bring their own targets, the Office those of all units."""
    if not speaks_for_units(by, programme):
        raise NotAllowedError(_("Only a unit's people and the Office bring local targets."))


def preview(*, programme: Programme, content: bytes, by: User) -> Preview:
    """Check every line; nothing is stored. Raises FileUnreadableError, NotAllowedError."""
    check_can_bring(by, programme)
    return _preview(read_table(content, ROADMAPS, most=MOST_ROWS), programme, by)


def _preview(rows: Sequence[Row], programme: Programme, by: User) -> Preview:
    checker = _checker(programme, by)
    results = [(row, checker.check(row)) for row in rows]
    read = [(row, one) for row, one in results if isinstance(one, Change)]
    others = twice((row, one.key, one.cell.filling) for row, one in read)
    refusals = {id(row): one for row, one in results if isinstance(one, Refusal)}
    refusals |= {id(read[at][0]): _twice(read[at][0], other) for at, other in others.items()}
    return Preview(
        changes=tuple(one for row, one in read if id(row) not in refusals),
        refusals=tuple(refusals[id(row)] for row, _one in results if id(row) in refusals),
        empty=sum(one is None for _row, one in results),
    )


def _twice(row: Row, other: Row) -> Refusal:
    sentence = _("The same target already stands here: %(place)s.") % {"place": other.place()}
    return row.refusal("unit", sentence)


def bring(*, upload: Upload, mark: str, by: User) -> int:
    """Store what the preview with this mark showed, all or nothing; how many targets changed.

    Refused lines are left out, the file is taken away. LostRaceError if the roadmaps have changed
    since the preview: what would be stored is no longer what was seen, and the file stays. The
    same file again changes nothing. UploadGoneError.
    """
    programme = upload.programme
    check_can_bring(by, programme)
    rows = read_table(bytes(upload.content), ROADMAPS, most=MOST_ROWS)
    own = {unit.pk for unit in own_units(by, programme)}
    try:
        with transaction.atomic():
            drop(upload)
            seen = _preview(rows, programme, by)
            if seen.mark != mark:
                raise LostRaceError(LOST_RACE)
            return sum(
                fill_targets(
                    programme=programme, unit=unit, verb=verb_for(unit, own), cells=cells, by=by
                )
                for unit, cells in _by_unit(seen.effective)
            )
    except StaleTargetError as error:
        raise LostRaceError(LOST_RACE) from error


def _by_unit(changes: Sequence[Change]) -> list[tuple[Unit, list[Cell]]]:
    """In one order, so that two people cannot block each other."""
    found: dict[int, list[Cell]] = defaultdict(list)
    units = {one.unit.pk: one.unit for one in changes}
    for one in changes:
        found[one.unit.pk].append(one.cell)
    return [(units[key], found[key]) for key in sorted(found)]


def _checker(programme: Programme, by: User) -> RowChecker:
    day = today()
    roadmaps = Roadmap.objects.filter(programme=programme).order_by("revision")
    latest = {one.unit_id: one for one in roadmaps}
    return RowChecker(
        frame=frame_of(programme, day),
        units={unit.code: unit for unit in Unit.objects.filter(province=programme.province_id)},
        own=frozenset(unit.pk for unit in own_units(by, programme)),
        is_office=is_office(by, programme),
        latest=latest,
        cells=targets_of(list(latest.values())),
        day=day,
    )
