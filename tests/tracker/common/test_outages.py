"""What the machine lacks is told with a sentence and a status; our own faults are not."""

from __future__ import annotations

import errno
import json
import sqlite3
from collections import namedtuple

import psycopg
import pytest
from django.db import OperationalError, ProgrammingError

from tracker.common import error_pages
from tracker.common.error_pages import AWAY, FULL, outage_of, server_error

Usage = namedtuple("Usage", "free")


def of_sqlite(code: int) -> OperationalError:
    """As Django raises it."""
    cause = sqlite3.OperationalError("said by SQLite")
    cause.sqlite_errorcode = code
    return caused_by(cause)


def caused_by(cause: Exception) -> OperationalError:
    error = OperationalError(str(cause))
    error.__cause__ = cause
    return error


@pytest.mark.parametrize(
    ("error", "outage"),
    [
        (of_sqlite(sqlite3.SQLITE_BUSY), AWAY),
        (of_sqlite(sqlite3.SQLITE_FULL), FULL),
        (of_sqlite(sqlite3.SQLITE_IOERR | (10 << 8)), AWAY),
        (of_sqlite(sqlite3.SQLITE_ERROR), None),
        (caused_by(psycopg.errors.AdminShutdown()), AWAY),
        (caused_by(psycopg.errors.DiskFull()), FULL),
        (OSError(errno.ENOSPC, "No space left on device"), FULL),
        (OSError(errno.EACCES, "Permission denied"), None),
        (ProgrammingError("no such column"), None),
        (KeyError("x"), None),
        (None, None),
    ],
)
def test_an_error_is_an_outage_or_our_fault(error, outage):
    assert outage_of(error) is outage


def test_where_not_even_side_files_grow_the_disk_is_full(monkeypatch):
    monkeypatch.setattr(error_pages.shutil, "disk_usage", lambda _path: Usage(free=0))
    assert outage_of(of_sqlite(sqlite3.SQLITE_CANTOPEN)) is FULL


def test_errors_that_cause_each_other_end():
    first, second = KeyError("a"), KeyError("b")
    first.__cause__, second.__cause__ = second, first
    assert outage_of(first) is None


@pytest.fixture
def broken(monkeypatch, client):
    """Ask for the first page, which meets an error."""
    client.raise_request_exception = False

    def ask(error: Exception, path: str = "/"):
        def fail(*_args, **_options):
            raise error

        monkeypatch.setattr("django.contrib.sessions.backends.db.SessionStore.load", fail)
        client.cookies["sessionid"] = "a" * 32
        return client.get(path)

    return ask


@pytest.mark.parametrize(
    ("code", "status"), [(sqlite3.SQLITE_BUSY, 503), (sqlite3.SQLITE_FULL, 507)]
)
def test_the_page_says_so_without_asking_the_database(broken, code, status):
    answer = broken(of_sqlite(code))
    assert answer.status_code == status
    assert answer["Retry-After"]
    assert "said by SQLite" not in answer.content.decode()
    assert "<h1>" in answer.content.decode()


def test_the_api_says_it_as_json(rf):
    try:
        raise of_sqlite(sqlite3.SQLITE_BUSY)
    except OperationalError:
        answer = server_error(rf.get("/api/v1/programmes"))
    assert answer.status_code == 503
    assert json.loads(answer.content) == {"detail": str(AWAY.sentence)}


def test_our_own_fault_is_told_as_such(broken):
    answer = broken(RuntimeError("secret"))
    assert answer.status_code == 500
    assert "secret" not in answer.content.decode()
