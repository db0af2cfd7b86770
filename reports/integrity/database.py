"""Whether the database itself is whole: its own checks, and what makes ledger and meetings last."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from django.db import connection
from django.utils.translation import gettext as _

_TRIGGERS: Mapping[str, tuple[str, ...]] = {
    "sqlite": (
        *("audit_event_no_update", "audit_event_no_delete"),
        *("reports_snapshot_no_update", "reports_snapshot_no_delete"),
    ),
    "postgresql": (
        *("audit_event_no_change", "audit_event_no_truncate"),
        *("reports_snapshot_no_change", "reports_snapshot_no_truncate"),
    ),
}
"""What keeps ledger entries and frozen meetings from being changed."""


def own_check() -> Iterator[str]:
    """What the database finds out about itself; costs SQLite one reading of the whole file."""
    yield from _sqlite() if connection.vendor == "sqlite" else _postgresql()


def _sqlite() -> Iterator[str]:
    for (words,) in _rows("PRAGMA quick_check(20)"):
        if words != "ok":
            yield _("The database is damaged: %(words)s") % {"words": words}
    for table, *_key in _rows("PRAGMA foreign_key_check"):
        yield _("A row of the table %(table)s speaks of one that does not exist.") % {
            "table": table
        }


def _postgresql() -> Iterator[str]:
    """It checks each page as it is read; constraints that do not hold for old rows are marked."""
    failures = "SELECT checksum_failures FROM pg_stat_database WHERE datname = current_database()"
    for (count,) in _rows(failures):
        if count:
            yield _("The database has found %(count)d damaged pages.") % {"count": count}
    unsure = (
        "SELECT conrelid::regclass::text, conname FROM pg_constraint WHERE NOT convalidated "
        "ORDER BY 1, 2"
    )
    for table, name in _rows(unsure):
        words = {"table": table, "name": name}
        yield _("The rule %(name)s of the table %(table)s may not hold for all rows.") % words


def triggers() -> Iterator[str]:
    """Whether ledger and meetings are still kept from being changed."""
    query = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    if connection.vendor == "postgresql":
        query = "SELECT tgname FROM pg_trigger WHERE tgenabled IN ('O', 'A')"
    present = {name for (name,) in _rows(query)}
    for name in _TRIGGERS[connection.vendor]:
        if name not in present:
            yield _("Nothing keeps rows from being changed any more: %(name)s is missing.") % {
                "name": name
            }


def _rows(query: str) -> list[tuple[str, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(query)
        return list(cursor.fetchall())
