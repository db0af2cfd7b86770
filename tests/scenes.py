"""Rows that the product's own verbs made once, put into the empty database of each test.

The steps of a scene are taken one after the other at the first test of a process that wants one,
and taken back. A test then gets the very rows of the steps it asks for, not the work anew.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import connection, transaction

KEY = "id"
Row = dict[str, Any]
"""What the database holds in each column."""
Table = dict[Any, Row]
"""The rows of a table by their key."""
KEPT_FREE = (
    "UPDATE sqlite_sequence SET seq = max(seq, %s) WHERE name = %s",
    "INSERT INTO sqlite_sequence (seq, name) SELECT column1, column2 FROM (VALUES (%s, %s)) "
    "WHERE column2 NOT IN (SELECT name FROM sqlite_sequence)",
)
"""How SQLite is told the highest number that it has given."""


@dataclass(frozen=True)
class Statement:
    """SQL and what stands for its places."""

    sql: str
    values: tuple[Any, ...]


@dataclass(frozen=True)
class Scene:
    """What each step added and changed; `put` does it again."""

    steps: dict[str, list[Statement]]
    keys: list[tuple[int, str]]
    """The highest key of each table, and the table."""

    @classmethod
    def made(cls, steps: Mapping[str, Callable[[], object]]) -> Scene:
        """Take the steps in their order, note what each does to the database, take them back."""
        noted: dict[str, list[Statement]] = {}
        with transaction.atomic():
            first = before = everything()
            for name, take in steps.items():
                take()
                after = everything()
                noted[name] = differences(before, after)
                before = after
            transaction.set_rollback(True)
        keys = [(max(rows), name) for name, rows in before.items() if rows != first[name]]
        return cls(noted, keys)

    def put(self, step: str) -> None:
        """Do what the step did; the steps it builds on must have been put."""
        with connection.cursor() as cursor:
            for statement in self.steps[step]:
                cursor.execute(statement.sql, statement.values)

    def once(self, name: str, take: Callable[[], object]) -> None:
        """A step more, taken in the first test that wants it and put in every other.

        What it finds in the database must be the same each time.
        """
        if name in self.steps:
            self.put(name)
            return
        before = everything()
        take()
        self.steps[name] = differences(before, everything())

    def keep_keys_free(self) -> None:
        """Rows that a test makes between two steps must not take the keys of the second.

        PostgreSQL never gives a number again; SQLite forgets with the transaction.
        """
        if connection.vendor != "sqlite":
            return
        with connection.cursor() as cursor:
            for statement in KEPT_FREE:
                cursor.executemany(statement, self.keys)


def everything() -> dict[str, Table]:
    """Every row of every table with a numbered key, as the database holds it."""
    models = apps.get_models(include_auto_created=True)
    names = [model._meta.db_table for model in models if model._meta.pk.column == KEY]
    return {name: table(name) for name in names}


def table(name: str) -> Table:
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT * FROM "{name}" ORDER BY {KEY}')  # noqa: S608 - our own names
        columns = [column[0] for column in cursor.description]
        return {row[KEY]: row for row in (dict(zip(columns, row, strict=True)) for row in cursor)}


def differences(before: Mapping[str, Table], after: Mapping[str, Table]) -> list[Statement]:
    """What makes `after` of `before`: new rows, and the changed columns of old ones."""
    found = []
    for name, rows in after.items():
        old = before[name]
        assert old.keys() <= rows.keys(), f"{name}: a step of a scene takes no rows away"
        if fresh := [row for key, row in rows.items() if key not in old]:
            found.append(_inserted(name, fresh))
        for key, row in old.items():
            if changed := {
                column: rows[key][column]
                for column, value in row.items()
                if value != rows[key][column]
            }:
                found.append(_updated(name, key, changed))
    return found


def _inserted(name: str, rows: list[Row]) -> Statement:
    columns = ", ".join(f'"{column}"' for column in rows[0])
    places = ", ".join([f"({', '.join(['%s'] * len(rows[0]))})"] * len(rows))
    values = tuple(value for row in rows for value in row.values())
    return Statement(f'INSERT INTO "{name}" ({columns}) VALUES {places}', values)  # noqa: S608


def _updated(name: str, key: Any, changed: Row) -> Statement:
    columns = ", ".join(f'"{column}" = %s' for column in changed)
    sql = f'UPDATE "{name}" SET {columns} WHERE {KEY} = %s'  # noqa: S608
    return Statement(sql, (*changed.values(), key))
