"""All rows of one database into an empty one, of the same kind or the other."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.utils.translation import gettext as _

from tracker.common.errors import SentenceError
from tracker.operations import rows
from tracker.operations.databases import connected, one_moment


class TransferError(SentenceError):
    """The rows cannot be brought there; nothing was written."""


def copy_database(*, source: str, target: str) -> Mapping[str, int]:
    """Copy everything as it stands at one moment; table → number of rows, counted on both sides.

    TransferError if the target is in use or ends up with another number of rows.
    """
    with connected(source) as given, connected(target) as made:
        check_is_free(made)
        migrations = rows.applied_migrations(given)
        if not migrations:
            raise TransferError(_("The source holds no installation."))
        rows.bring_to(made, migrations)
        with one_moment(given), transaction.atomic(using=made.alias):
            counts = _copy(given, made)
        rows.bring_to(made, None)
        return counts


def _copy(given: BaseDatabaseWrapper, made: BaseDatabaseWrapper) -> dict[str, int]:
    apps = rows.state_of(given, rows.applied_migrations(given))
    found = rows.tables(apps)
    for model in found:
        rows.empty(model, made)
    counts = {}
    for model in found:
        names = [field.attname for field in rows.columns(model)]
        written = rows.write_rows(model, names, rows.read_rows(model, given), made)
        counts[model._meta.label_lower] = written
        check_count(model, counts[model._meta.label_lower], made)
    rows.settle(found, made)
    return counts


def check_is_free(connection: BaseDatabaseWrapper) -> None:
    """TransferError if somebody's data are there already."""
    if rows.is_in_use(connection):
        raise TransferError(_("The target database is in use. Give an empty one."))


def check_count(model: rows.Model, expected: int, connection: BaseDatabaseWrapper) -> None:
    """TransferError unless the table holds as many rows as were given."""
    held = model._base_manager.using(connection.alias).count()
    if held != expected:
        raise TransferError(
            _("%(table)s holds %(held)d rows instead of %(expected)d.")
            % {"table": model._meta.label_lower, "held": held, "expected": expected}
        )
