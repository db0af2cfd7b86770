"""The verb: figures of one file into one programme, all or nothing."""

from __future__ import annotations

from django.utils.translation import gettext as _

from assignments.models import Assignment, Unit
from assignments.permissions import is_office
from assignments.visibility import roles_in, visible_programmes
from indicators.models import Indicator, Programme
from reports.actions import LessTrustedError, Recorded, record_figures
from reports.entries import FigureEntry
from reports.imports.figure_rows import RowChecker
from reports.imports.figures_csv import FiguresRefusedError, Refusal, Row, read_rows
from tracker.accounts.models import User
from tracker.accounts.roles import Role
from tracker.common.errors import NotAllowedError
from tracker.common.timestamps import today


def import_figures(
    *, programme: Programme, content: bytes, by: User, approve: bool = False
) -> Recorded:
    """Check every line, then store all in one transaction.

    Raises FiguresRefusedError naming each faulty line, FileUnreadableError, NotAllowedError.
    """
    check_can_import(by, programme, approve=approve)
    rows = read_rows(content)
    entries, refusals = _check_all(programme, rows)
    if not refusals and not _is_office(by, programme):
        refusals = _foreign(entries, by)
    if refusals:
        raise FiguresRefusedError(refusals)
    try:
        return record_figures(
            programme=programme, entries=[e for _r, e in entries], by=by, approve=approve
        )
    except LessTrustedError as error:
        row = next(row for row, entry in entries if entry is error.entry)
        refusal = Refusal(row.line, "nature", row["nature"], error.sentence)  # type: ignore[arg-type]
        raise FiguresRefusedError([refusal]) from error


def check_can_import(by: User, programme: Programme, *, approve: bool) -> None:
    """Reporters may bring their own units' figures; only the Office approves."""
    if not visible_programmes(by).filter(pk=programme.pk).exists():
        raise NotAllowedError(_("This person has no part in the programme."))
    if _is_office(by, programme):
        return
    if approve:
        raise NotAllowedError(_("Only the reviewing office can approve figures."))
    if Role.REPORTER not in roles_in(by, programme):
        raise NotAllowedError(_("Only a reporting officer can bring figures."))


def _is_office(by: User, programme: Programme) -> bool:
    """A file may be brought by the reviewing office, or by an administrator who sets it up."""
    return by.is_administrator or is_office(by, programme)


def _check_all(
    programme: Programme, rows: list[Row]
) -> tuple[list[tuple[Row, FigureEntry]], list[Refusal]]:
    checker = _checker(programme)
    entries, refusals = [], []
    for row in rows:
        result = checker.check(row)
        if isinstance(result, Refusal):
            refusals.append(result)
        else:
            entries.append((row, result))
    return entries, refusals


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


def _foreign(entries: list[tuple[Row, FigureEntry]], by: User) -> list[Refusal]:
    """Rows of units in which the person is not a reporter."""
    own = set(by.memberships.filter(role=Role.REPORTER).values_list("unit", flat=True))
    sentence = _("You do not report for this unit.")
    return [
        Refusal(row.line, "unit", row["unit"], sentence)
        for row, entry in entries
        if entry.unit.pk not in own
    ]
