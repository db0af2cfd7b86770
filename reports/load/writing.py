"""Many rows at once: COPY on PostgreSQL, executemany on SQLite; every rule of the schema holds."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from django.db import connection, models

Row = tuple[Any, ...]
"""Texts, whole numbers and None, in the order of a table's names."""

AT_ONCE = 20_000
"""Rows held back before they are written."""
_NULL = "None"
"""What %s makes of None, and therefore how COPY is told of NULL; no text of ours is this word."""


class Table:
    """A model's table, and which of its columns a row gives; the others get their default."""

    def __init__(self, model: type[models.Model], *names: str) -> None:
        fields = {field.attname: field for field in model._meta.concrete_fields}
        unknown = set(names) - fields.keys()
        if unknown:
            raise ValueError(f"{model.__name__} has no {', '.join(sorted(unknown))}")
        self.model = model
        self.names = names
        self.rest = {
            name: field.get_db_prep_save(field.get_default(), connection)
            for name, field in fields.items()
            if name not in names and not field.primary_key
        }

    @property
    def columns(self) -> str:
        """The quoted columns: those of the names, then the rest."""
        fields = {field.attname: field.column for field in self.model._meta.concrete_fields}
        quote = connection.ops.quote_name
        return ", ".join(quote(str(fields[name])) for name in (*self.names, *self.rest))


class Writer:
    """Holds rows back and writes them table by table, in the order in which they were first used.

    Must be used in one transaction, and `flush` ends it.
    """

    def __init__(self) -> None:
        self.count = 0
        self._held: dict[Table, list[Row]] = {}
        self._write = _copy if connection.vendor == "postgresql" else _insert

    def rows(self, table: Table) -> list[Row]:
        """Where rows of the table are put; to be followed by `settle`."""
        return self._held.setdefault(table, [])

    def settle(self) -> None:
        """Write if enough rows are held back."""
        if sum(map(len, self._held.values())) >= AT_ONCE:
            self.flush()

    def flush(self) -> None:
        """Write every row that is held back."""
        for table, rows in self._held.items():
            if rows:
                self._write(table, rows)
                self.count += len(rows)
                rows.clear()


def _copy(table: Table, rows: Sequence[Row]) -> None:
    rest = "".join(f"\t{value}" for value in table.rest.values()).replace("%", "%%")
    line = "\t".join(["%s"] * len(table.names)) + rest + "\n"
    block = "".join([line % row for row in rows]).replace("\\", "\\\\")
    name = connection.ops.quote_name(table.model._meta.db_table)
    command = f"COPY {name} ({table.columns}) FROM STDIN WITH (NULL '{_NULL}')"
    with connection.cursor() as cursor, cursor.copy(command) as copy:
        copy.write(block)


def _insert(table: Table, rows: Sequence[Row]) -> None:
    rest = tuple(table.rest.values())
    marks = ", ".join(["%s"] * (len(table.names) + len(rest)))
    name = connection.ops.quote_name(table.model._meta.db_table)
    command = f"INSERT INTO {name} ({table.columns}) VALUES ({marks})"  # noqa: S608 - own names
    with connection.cursor() as cursor:
        cursor.executemany(command, [row + rest for row in rows])


def reserve(model: type[models.Model], count: int) -> list[int]:
    """So many keys in order that nobody else will be given."""
    table = model._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            words = "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)"
            cursor.execute(words, [table, count])
            return [key for (key,) in cursor.fetchall()]
        words = "UPDATE sqlite_sequence SET seq = seq + %s WHERE name = %s RETURNING seq"
        cursor.execute(words, [count, table])
        known = cursor.fetchone()
        if known is None:
            cursor.execute(
                "INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [table, count]
            )
    last = known[0] if known else count
    return list(range(last - count + 1, last + 1))


def stamp(moment: datetime) -> str:
    """A moment as the database keeps it: UTC, on PostgreSQL with its zone."""
    words = moment.astimezone(UTC).replace(tzinfo=None).isoformat(" ", "seconds")
    return f"{words}+00" if connection.vendor == "postgresql" else words


def analyse() -> None:
    """Let the database count what it holds, so that it plans well."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
