"""Figures of one file: checked row by row, and brought by the command all or nothing."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from assignments.models import Assignment, Unit
from assignments.permissions import is_office
from assignments.visibility import roles_in, visible_programmes
from indicators.models import Indicator, Programme
from reports.actions import LessTrustedError, Recorded, record_figures
from reports.entries import FigureEntry
from reports.imports.figure_rows import FIGURES, RowChecker
from reports.imports.rows import Refusal, Row, twice
from reports.imports.tables import read_table
from tracker.accounts.models import User
from tracker.accounts.roles import Role
from tracker.common.errors import NotAllowedError, SentenceError
from tracker.common.timestamps import today


class FiguresRefusedError(SentenceError):
    """The file is refused whole; `refusals` names each faulty line."""

    def __init__(self, refusals: list[Refusal]) -> None:
        super().__init__("\n".join(str(refusal) for refusal in refusals))
        self.refusals = refusals


@dataclass(frozen=True)
class CheckedFile:
    """The rows of a file that can stand, each with its entry, and why others cannot."""

    entries: tuple[tuple[Row, FigureEntry], ...]
    refused: tuple[tuple[Row, Refusal], ...]
    rows: tuple[Row, ...]
    """All rows, in the order of the file."""


def import_figures(
    *, programme: Programme, content: bytes, by: User, approve: bool = False
) -> Recorded:
    """Check every line, then store all in one transaction.

    Raises FiguresRefusedError naming each faulty line, FileUnreadableError, NotAllowedError.
    """
    check_can_import(by, programme, approve=approve)
    checked = check_file(programme, content)
    refusals = [refusal for _row, refusal in checked.refused]
    if not refusals and not is_bringing_office(by, programme):
        refusals = _foreign(checked, by)
    if refusals:
        raise FiguresRefusedError(refusals)
    entries = [entry for _row, entry in checked.entries]
    try:
        return record_figures(programme=programme, entries=entries, by=by, approve=approve)
    except LessTrustedError as error:
        row = next(row for row, entry in checked.entries if entry is error.entry)
        raise FiguresRefusedError([row.refusal("nature", str(error))]) from error


def check_can_import(by: User, programme: Programme, *, approve: bool) -> None:
    """Reporters may bring their own units' figures; only the Office approves."""
    if not visible_programmes(by).filter(pk=programme.pk).exists():
        raise NotAllowedError(_("This person has no part in the programme."))
    if is_bringing_office(by, programme):
        return
    if approve:
        raise NotAllowedError(_("Only the reviewing office can approve figures."))
    if Role.REPORTER not in roles_in(by, programme):
        raise NotAllowedError(_("Only a reporting officer can bring figures."))


def is_bringing_office(by: User, programme: Programme) -> bool:
    """A file may be brought by the reviewing office, or by an administrator who sets it up."""
    return by.is_administrator or is_office(by, programme)


def check_file(programme: Programme, content: bytes, *, most: int | None = None) -> CheckedFile:
    """Every row read and checked by itself; nothing is compared with what stands.

    FileUnreadableError.
    """
    checker = _checker(programme)
    rows = read_table(content, FIGURES, most=most)
    results = [(row, checker.check(row)) for row in rows]
    read = [(row, one) for row, one in results if isinstance(one, FigureEntry)]
    others = twice((row, (entry.key, entry.nature), entry) for row, entry in read)
    refusals = {id(row): one for row, one in results if isinstance(one, Refusal)}
    refusals |= {id(read[at][0]): _twice(read[at][0], other) for at, other in others.items()}
    return CheckedFile(
        entries=tuple(pair for pair in read if id(pair[0]) not in refusals),
        refused=tuple((row, refusals[id(row)]) for row in rows if id(row) in refusals),
        rows=tuple(rows),
    )


def _twice(row: Row, other: Row) -> Refusal:
    sentence = _("The same figure already stands here: %(place)s.") % {"place": other.place()}
    return row.refusal("indicator", sentence)


def _checker(programme: Programme) -> RowChecker:
    indicators = Indicator.objects.filter(programme=programme, retired_at__isnull=True)
    parts = Assignment.objects.filter(programme=programme, indicator__isnull=False)
    return RowChecker(
        programme=programme,
        indicators={indicator.code: indicator for indicator in indicators},
        units={unit.code: unit for unit in Unit.objects.filter(province=programme.province_id)},
        parts=frozenset(parts.values_list("indicator_id", "unit_id")),
        today=today(),
    )


def _foreign(checked: CheckedFile, by: User) -> list[Refusal]:
    """Rows of units in which the person is not a reporter."""
    own = set(by.memberships.filter(role=Role.REPORTER).values_list("unit", flat=True))
    sentence = _("You do not report for this unit.")
    return [
        row.refusal("unit", sentence) for row, entry in checked.entries if entry.unit.pk not in own
    ]
