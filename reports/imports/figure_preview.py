"""Figures of one file for the Office: what it would do, then exactly that in one transaction."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from indicators.models import Programme
from reports.actions import FigureConflictError, Recorded, store_plan
from reports.claiming import LostRaceError
from reports.entries import as_ledger
from reports.figure_plan import Plan, Step, plan_figures
from reports.imports.figure_rows import FIGURES
from reports.imports.figures import check_file, is_bringing_office
from reports.imports.rows import MOST_ROWS, Refusal, Row
from reports.imports.tables import read_table
from reports.imports.uploads import UploadGoneError, drop, is_waiting
from reports.models import Upload
from tracker.accounts.models import User
from tracker.common.errors import NotAllowedError

LOST_RACE = gettext_lazy(
    "Figures have changed since you looked at the file. Nothing was stored; look at it once more."
)


@dataclass(frozen=True)
class FigurePreview:
    """What a file would do. Refused rows are left out when it is confirmed."""

    steps: tuple[tuple[Row, Step], ...]
    """The rows that can stand, in the order of the file."""
    refusals: tuple[tuple[Row, Refusal], ...]
    plan: Plan

    @property
    def effective(self) -> tuple[tuple[Row, Step], ...]:
        """The rows that change anything."""
        return tuple(one for one in self.steps if one[1].new is not None)

    @property
    def mark(self) -> str:
        """The same for two previews of one file that would do the same to the same figures."""
        parts = (
            f"{row.place()} {step.entry.key} {as_ledger(step.entry)} {_standing(step)}"
            for row, step in self.effective
        )
        return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def _standing(step: Step) -> str:
    """What is ended: by its key, or by its content where it comes from the same file."""
    if step.old is None:
        return ""
    return str(step.old.pk or as_ledger(step.old))


def check_can_bring(by: User, programme: Programme) -> None:
    """Only the Office and administrators bring figures that count at once."""
    if not is_bringing_office(by, programme):
        raise NotAllowedError(_("Only the reviewing office brings figures of earlier periods."))


def preview(*, programme: Programme, content: bytes, by: User) -> FigurePreview:
    """Every row read, checked and compared; nothing is stored.

    FileUnreadableError, NotAllowedError.
    """
    check_can_bring(by, programme)
    checked = check_file(programme, content, most=MOST_ROWS)
    plan = plan_figures(entries=[entry for _row, entry in checked.entries], by=by, approve=True)
    found = {id(step.entry): step for wave in plan for step in wave}
    beside = [(row, found[id(entry)]) for row, entry in checked.entries]
    refused = [*checked.refused]
    refused += [(row, row.refusal("nature", str(s.refusal))) for row, s in beside if s.refusal]
    order = {id(row): place for place, row in enumerate(checked.rows)}
    refused.sort(key=lambda pair: order[id(pair[0])])
    standing = tuple((row, step) for row, step in beside if step.refusal is None)
    return FigurePreview(standing, tuple(refused), plan)


@dataclass(frozen=True)
class Ready:
    """What is to be stored of an upload."""

    upload: Upload
    plan: Plan
    by: User


def count_rows(content: bytes) -> int:
    """How many rows the file has; FileUnreadableError."""
    return len(read_table(content, FIGURES, most=MOST_ROWS))


def confirm(*, upload: Upload, mark: str, by: User) -> Recorded:
    """Store what the preview with this mark showed, all or nothing; the file is taken away.

    LostRaceError if what would be stored is no longer what was seen: the file stays. The same
    file again changes nothing. UploadGoneError, FileUnreadableError, NotAllowedError.
    """
    return store(prepare(upload=upload, mark=mark, by=by))


def prepare(*, upload: Upload, mark: str, by: User) -> Ready:
    """Read and compare long before anybody must wait; nothing is stored. Raises what `confirm`
    does."""
    seen = preview(programme=upload.programme, content=bytes(upload.content), by=by)
    if seen.mark != mark:
        raise LostRaceError(LOST_RACE) if is_waiting(upload) else UploadGoneError
    return Ready(upload, seen.plan, by)


def store(ready: Ready) -> Recorded:
    """Write what was prepared, all or nothing; LostRaceError if any of it stands otherwise now."""
    upload, by = ready.upload, ready.by
    try:
        with transaction.atomic():
            drop(upload)
            check_can_bring(by, upload.programme)
            return store_plan(programme=upload.programme, plan=ready.plan, by=by)
    except FigureConflictError as error:
        raise LostRaceError(LOST_RACE) from error
