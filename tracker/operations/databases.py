"""A second connection beside the one of the pages, for as long as it is needed."""

from __future__ import annotations

import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from copy import deepcopy

import dj_database_url
from django.db import DatabaseError, connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.utils.translation import gettext as _

from tracker.common.errors import SentenceError

_PAUSE = 0.5
"""Seconds between two tries of a server that is starting."""


class DatabaseAddressError(SentenceError):
    """The address names no database that the product runs on."""


class UnreachableError(SentenceError):
    """The database does not answer."""


def await_database(patience: float) -> None:
    """Until the server of the pages' database answers; UnreachableError after `patience` seconds.

    A file is there or is made: it is not waited for.
    """
    end = time.monotonic() + patience
    while connections["default"].vendor != "sqlite":
        try:
            with connected() as connection:
                connection.ensure_connection()
        except DatabaseError as error:
            if time.monotonic() >= end:
                raise UnreachableError(
                    _("The database does not answer: %(reason)s") % {"reason": error}
                ) from error
            time.sleep(_PAUSE)
        else:
            return


@contextmanager
def connected(url: str | None = None) -> Iterator[BaseDatabaseWrapper]:
    """A connection of its own to the database of the address; without one to that of the pages."""
    alias = f"operations-{uuid.uuid4().hex}"
    settings = deepcopy(connections.settings["default"])
    if url is not None:
        settings |= {"OPTIONS": {}} | _parsed(url)
    # On SQLite reading takes no lock here: the pages go on writing (unlike docs/adr/0003).
    is_sqlite = settings["ENGINE"].endswith("sqlite3")
    if is_sqlite:
        settings["OPTIONS"] = {"timeout": 20, "transaction_mode": "DEFERRED"}
    settings["OPTIONS"].pop("pool", None)
    connections.settings[alias] = settings
    try:
        yield connections[alias]
    finally:
        connections[alias].close()
        del connections[alias]
        del connections.settings[alias]


def _parsed(url: str) -> dict[str, object]:
    try:
        parsed = dict(dj_database_url.parse(url))
    except (ValueError, KeyError, dj_database_url.ParseError) as error:
        raise DatabaseAddressError(_("This is no address of a database.")) from error
    if not str(parsed["ENGINE"]).endswith(("sqlite3", "postgresql")):
        raise DatabaseAddressError(_("Only SQLite and PostgreSQL are supported."))
    return parsed


@contextmanager
def one_moment(connection: BaseDatabaseWrapper) -> Iterator[None]:
    """Everything read inside is of the same moment, whatever others write meanwhile."""
    with transaction.atomic(using=connection.alias):
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            else:
                cursor.execute("SELECT count(*) FROM django_migrations")  # takes the snapshot
        yield
