"""A report with everything its unit sees of it, and one cell of it, in few queries."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef

from assignments.models import Membership
from reports.calendar import deadline_for
from reports.models import Entry, Report
from reports.permissions import UNIT_ROLES
from reports.queries.history import EntryHistory, grid_histories, plain_histories
from tracker.accounts.models import User
from tracker.common.periods import Period


@dataclass(frozen=True)
class Sheet:
    """A report's entries in the order of the programme, each with its history."""

    report: Report
    entries: tuple[Entry, ...]
    histories: Mapping[int, EntryHistory]
    deadline: date


def sheet_of(report: Report) -> Sheet:
    """The sheet with trajectories: five queries."""
    rows = report.entries.select_related("indicator__group", "updated_by")
    entries = tuple(rows.order_by("indicator__position", "id"))
    for entry in entries:
        entry.report = report
    return Sheet(
        report, entries, grid_histories(report, entries), deadline_for(report.period, report.unit)
    )


@dataclass(frozen=True)
class Cell:
    """One entry with its history, and all entries of its indicator in the same report."""

    entry: Entry
    siblings: tuple[Entry, ...]
    history: EntryHistory


_SAME_CELL = {"report": OuterRef("report"), "indicator": OuterRef("indicator")}


def own_cell(user: User, programme: str, period: Period, unit: str, key: int) -> Cell | None:
    """A cell of a report of the person's own unit, by its address: two queries; None if none."""
    own = Membership.objects.filter(
        user=user, unit=OuterRef("report__unit"), role__in=[role.value for role in UNIT_ROLES]
    )
    entries = tuple(
        Entry.objects.filter(
            Exists(own),
            Exists(Entry.objects.filter(pk=key, **_SAME_CELL)),
            report__unit__code=unit,
            report__period__programme__code=programme,
            report__period__year=period.year,
            report__period__quarter=period.quarter or 0,
        )
        .select_related("indicator", "updated_by", "report__unit", "report__period__programme")
        .order_by("id")
    )
    found = next((entry for entry in entries if entry.pk == key), None)
    if found is None:
        return None
    return Cell(found, entries, plain_histories(found.report, [found])[key])
