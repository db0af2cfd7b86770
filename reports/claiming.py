"""How a row that people move is kept still and written: reports and road maps alike."""

from __future__ import annotations

from typing import Any

from django.db import connection
from django.utils.functional import Promise

from assignments.models import Roadmap
from reports.models import Report
from tracker.common.errors import SentenceError

Moved = Report | Roadmap
"""What has a state, and a version that rises with each deed."""


class LostRaceError(SentenceError):
    """Somebody else moved the row between reading and writing."""


def lock(model: type[Moved], key: int) -> None:
    """Let nobody else move or fill the row until the transaction ends.

    A row lock on PostgreSQL; on SQLite the transaction itself keeps every other writer out.
    """
    if connection.features.has_select_for_update:
        rows = model._default_manager.select_for_update(no_key=True).filter(pk=key)
        list(rows.values_list("pk"))


def check_unmoved(row: Moved, current: Moved, lost: str | Promise) -> None:
    """LostRaceError unless the row stands where it was when it was read."""
    if (current.state, current.version) != (row.state, row.version):
        raise LostRaceError(lost)


def write(row: Moved, lost: str | Promise, changes: dict[str, Any]) -> None:
    """Write the changes only if the row is as it was read; its version rises by one.

    A conditional UPDATE, safe on SQLite and PostgreSQL alike; LostRaceError if somebody else was
    faster. Must stand in the atomic block of the whole deed.
    """
    rows = type(row)._default_manager.filter(pk=row.pk, state=row.state, version=row.version)
    changes = changes | {"version": row.version + 1}
    if not rows.update(**changes):
        raise LostRaceError(lost)
    for name, value in changes.items():
        setattr(row, name, value)
