"""A report with everything its unit sees of it, and one cell of it, in few queries."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef

from assignments.models import Membership
from assignments.permissions import UNIT_ROLES
from reports.calendar import deadline_for
from reports.models import Entry, Report, TaskUpdate
from reports.queries.history import EntryHistory, grid_histories, plain_histories
from reports.queries.task_history import UpdateHistory, update_histories, updates_of
from tracker.accounts.models import User
from tracker.common.periods import Period


@dataclass(frozen=True)
class Sheet:
    """A report's figures and task updates in the order of the programme, with their histories."""

    report: Report
    entries: tuple[Entry, ...]
    histories: Mapping[int, EntryHistory]
    deadline: date
    updates: tuple[TaskUpdate, ...] = ()
    update_histories: Mapping[int, UpdateHistory] = field(default_factory=dict)

    @property
    def lines(self) -> tuple[Entry | TaskUpdate, ...]:
        """Everything that is to be filled."""
        return (*self.entries, *self.updates)


def sheet_of(report: Report) -> Sheet:
    """The sheet with trajectories: eight queries."""
    rows = report.entries.select_related("indicator__group", "updated_by")
    entries = tuple(rows.order_by("indicator__position", "id"))
    for entry in entries:
        entry.report = report
    updates = updates_of(report)
    return Sheet(
        report=report,
        entries=entries,
        histories=grid_histories(report, entries),
        deadline=deadline_for(report.period, report.unit),
        updates=updates,
        update_histories=update_histories([report], updates),
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
    entries = tuple(
        Entry.objects.filter(
            Exists(Entry.objects.filter(pk=key, **_SAME_CELL)),
            _own(user),
            **_address(programme, period, unit),
        )
        .select_related("indicator", "updated_by", "report__unit", "report__period__programme")
        .order_by("id")
    )
    found = next((entry for entry in entries if entry.pk == key), None)
    if found is None:
        return None
    return Cell(found, entries, plain_histories(found.report, [found])[key])


def own_update(
    user: User, programme: str, period: Period, unit: str, key: int
) -> tuple[TaskUpdate, UpdateHistory] | None:
    """A task update of a report of the person's own unit: three queries; None if none."""
    rows = TaskUpdate.objects.filter(_own(user), pk=key, **_address(programme, period, unit))
    update = rows.select_related(
        "assignment__task",
        "assignment__unit",
        "updated_by",
        "report__unit",
        "report__period__programme",
    ).first()
    if update is None or update.report is None:
        return None
    return update, update_histories([update.report], [update])[key]


def _own(user: User) -> Exists:
    """That the line's report is one of a unit for which the person reports or which they head."""
    roles = [role.value for role in UNIT_ROLES]
    return Exists(
        Membership.objects.filter(user=user, unit=OuterRef("report__unit"), role__in=roles)
    )


def _address(programme: str, period: Period, unit: str) -> dict[str, Any]:
    """The place that the address names, as conditions on a line."""
    return {
        "report__unit__code": unit,
        "report__period__programme__code": programme,
        "report__period__year": period.year,
        "report__period__quarter": period.quarter or 0,
    }
