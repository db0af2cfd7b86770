"""Rows of any table as JSON values and back, the same for both databases.

Models are those of the migration state in question, not today's: an older copy is read as it was.
"""

from __future__ import annotations

import base64
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.apps.registry import Apps
from django.core.management.color import no_style
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder
from django.utils.translation import gettext as _

from tracker.common.errors import SentenceError

Row = list[Any]
Model = type[models.Model]
Migrations = tuple[tuple[str, str], ...]

_BATCH = 1000
_PASSING = frozenset({"sessions.session"})
"""Who is signed in is not carried over."""


class OtherVersionError(SentenceError):
    """The rows are those of another version of the product."""


def applied_migrations(connection: BaseDatabaseWrapper) -> Migrations:
    """The migrations a database has, in a fixed order."""
    recorded = MigrationRecorder(connection).applied_migrations()
    return tuple(sorted(recorded))


def state_of(connection: BaseDatabaseWrapper, migrations: Migrations) -> Apps:
    """The models as these migrations made them.

    OtherVersionError if one of them is unknown here: what it made would be left behind unseen.
    """
    loader = MigrationExecutor(connection).loader
    if unknown := sorted(set(migrations) - set(loader.disk_migrations)):
        raise OtherVersionError(
            _("The rows are of a newer version of the product (%(migration)s): use that version.")
            % {"migration": ".".join(unknown[0])}
        )
    # Those that a squashed one replaced are recorded, but no longer in the graph.
    return loader.project_state([key for key in migrations if key in loader.graph.nodes]).apps


def tables(apps: Apps) -> tuple[Model, ...]:
    """Every model with a table of its own, in a fixed order."""
    found = apps.get_models(include_auto_created=True)
    own = [one for one in found if one._meta.managed and not one._meta.proxy]
    kept = [one for one in own if one._meta.label_lower not in _PASSING]
    return tuple(sorted(kept, key=lambda one: one._meta.label_lower))


def columns(model: Model) -> tuple[models.Field[Any, Any], ...]:
    """The fields that are columns."""
    return tuple(model._meta.concrete_fields)


def read_rows(model: Model, connection: BaseDatabaseWrapper) -> Iterator[Row]:
    """All rows in the order of their keys, as JSON values."""
    names = [field.attname for field in columns(model)]
    rows = model._base_manager.using(connection.alias).order_by("pk").values_list(*names)
    for row in rows.iterator(chunk_size=_BATCH):
        yield [_plain(value) for value in row]


def write_rows(
    model: Model, names: Sequence[str], rows: Iterable[Row], connection: BaseDatabaseWrapper
) -> int:
    """Insert rows as they were, keys and days of creation included; how many."""
    by_name = {field.attname: field for field in columns(model)}
    fields = [by_name[name] for name in names]
    readers = [_reader(field) for field in fields]
    for field in fields:
        if isinstance(field, models.DateField):
            field.auto_now = field.auto_now_add = False
    count, batch = 0, []
    manager = model._base_manager.using(connection.alias)
    for row in rows:
        values = (read(value) for read, value in zip(readers, row, strict=True))
        batch.append(model(**dict(zip(names, values, strict=True))))
        if len(batch) == _BATCH:
            manager.bulk_create(batch)
            count, batch = count + len(batch), []
    manager.bulk_create(batch)
    return count + len(batch)


def empty(model: Model, connection: BaseDatabaseWrapper) -> None:
    """Take away what migrations and their signals put there."""
    rows = model._base_manager.using(connection.alias).all()
    rows._raw_delete(connection.alias)


def is_in_use(connection: BaseDatabaseWrapper) -> bool:
    """Whether anybody has an account there: what belongs to somebody is never written over."""
    if "accounts_user" not in connection.introspection.table_names():
        return False
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM accounts_user LIMIT 1")
        return cursor.fetchone() is not None


def settle(found: Sequence[Model], connection: BaseDatabaseWrapper) -> None:
    """Let the next keys follow those that were written, and check every reference."""
    connection.check_constraints()
    statements = connection.ops.sequence_reset_sql(no_style(), list(found))
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def bring_to(connection: BaseDatabaseWrapper, migrations: Migrations | None) -> None:
    """Migrate a database to exactly these migrations, or (None) to the newest.

    OtherVersionError if that cannot be: it has others already, or this version does not know them.
    """
    executor = MigrationExecutor(connection)
    leaves = executor.loader.graph.leaf_nodes()
    plan = [
        (migration, is_backward)
        for migration, is_backward in executor.migration_plan(leaves)
        if migrations is None or (migration.app_label, migration.name) in migrations
    ]
    executor.migrate(leaves, plan=plan)
    if migrations is not None and applied_migrations(connection) != migrations:
        raise OtherVersionError(
            _(
                "The rows are of another version of the product: bring them into an empty database"
                " with that version, then upgrade."
            )
        )


def _plain(value: Any) -> Any:
    if isinstance(value, bytes | memoryview):
        return base64.b64encode(bytes(value)).decode()
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, datetime | date):
        return value.isoformat()
    return str(value) if isinstance(value, UUID) else value


def _reader(field: models.Field[Any, Any]) -> Callable[[Any], Any]:
    target = field.target_field if isinstance(field, models.ForeignKey) else field
    if isinstance(target, models.BinaryField):
        return lambda value: None if value is None else base64.b64decode(value)
    if isinstance(target, models.JSONField):
        return lambda value: value
    return target.to_python
