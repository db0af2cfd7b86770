"""What a task asks of the database, noted and sent again bare: the floor of every line."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.db import connection

from tests.bench.timing import Task

_SPOKEN = ("SELECT", "INSERT", "UPDATE", "DELETE", "WITH")


@dataclass(frozen=True)
class Statement:
    """SQL with its parameters; `many` parameter lists for one that was sent for many rows."""

    sql: str
    parameters: Any
    many: bool = False

    @property
    def reads(self) -> bool:
        """Whether it answers with rows and changes nothing."""
        return self.sql.lstrip("( ").upper().startswith(("SELECT", "WITH"))

    def send(self) -> object:
        """To the database in use; the rows of the answer as the driver gives them."""
        with connection.cursor() as cursor:
            if self.many:
                cursor.executemany(self.sql, self.parameters)
            else:
                cursor.execute(self.sql, self.parameters)
            return cursor.fetchall() if cursor.description else None


@contextmanager
def noted() -> Iterator[list[Statement]]:
    """The statements that are sent within, in their order; savepoints left out."""
    found: list[Statement] = []

    def note(
        execute: Callable[..., Any], sql: str, parameters: Any, many: bool, context: Any
    ) -> Any:
        if sql.lstrip("( ").upper().startswith(_SPOKEN):
            found.append(Statement(sql, parameters, many))
        return execute(sql, parameters, many, context)

    with connection.execute_wrapper(note):
        yield found


def statements_of(task: Task) -> list[Statement]:
    """What one run of the task sends."""
    with noted() as found:
        task()
    return found


def bare(statements: Sequence[Statement]) -> Task:
    """The same statements without anything around them."""

    def send() -> None:
        for statement in statements:
            statement.send()

    return send
