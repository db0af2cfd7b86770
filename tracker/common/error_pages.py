"""Errors that are sentences become pages with that sentence; so do a database that is away and a
full disk."""

from __future__ import annotations

import errno
import shutil
import sqlite3
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views import defaults

from tracker.common.errors import NotAllowedError, SentenceError

_API = "/api/"


class SentenceErrorMiddleware:
    """A SentenceError that a view let through: 403 where not allowed, else 400."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """The page for a sentence; None leaves any other error to Django."""
        if not isinstance(error, SentenceError):
            return None
        status = 403 if isinstance(error, NotAllowedError) else 400
        return render(request, "errors/sentence.html", {"sentence": error}, status=status)


@dataclass(frozen=True)
class Outage:
    """What the machine lacks just now, and what to do."""

    status: int
    sentence: Promise
    seconds: int
    """After which it is worth trying again."""


AWAY = Outage(
    503,
    _(
        "The database does not answer at the moment. Wait a minute, look whether what you sent "
        "last is there, and send it again if it is not."
    ),
    10,
)
FULL = Outage(
    507,
    _(
        "The server's disk is full. What you sent was not stored; all that was stored before is "
        "kept. Tell the administrator, and send it again when there is room."
    ),
    60,
)
_NO_ROOM = {errno.ENOSPC, errno.EDQUOT}
_DISK_FULL = "53100"
"""As PostgreSQL calls it."""
_ALMOST_NOTHING = 1024 * 1024
_WHERE_FULL = {sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY}
"""What SQLite says instead where not even its side files can grow."""
_AWAY = _WHERE_FULL | {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}


def server_error(request: HttpRequest) -> HttpResponse:
    """Django's handler500: 503 or 507 with a sentence for an outage, else the page for our faults.

    Here and not in a middleware, because sessions and accounts are read in middlewares already. The
    page asks the database nothing.
    """
    outage = outage_of(sys.exc_info()[1])
    if outage is None:
        return defaults.server_error(request)
    if request.path.startswith(_API):
        answer: HttpResponse = JsonResponse({"detail": str(outage.sentence)}, status=outage.status)
    else:
        answer = render(None, "errors/outage.html", {"outage": outage}, status=outage.status)
    answer["Retry-After"] = str(outage.seconds)
    answer["Cache-Control"] = "no-store"
    return answer


def outage_of(error: BaseException | None) -> Outage | None:
    """What is missing, going by the error and its causes; None for a fault of the product."""
    for one in _chain(error):
        if isinstance(one, OSError) and one.errno in _NO_ROOM:
            return FULL
        if isinstance(one, sqlite3.Error):
            return _of_sqlite(one)
        if getattr(one, "sqlstate", None) == _DISK_FULL:
            return FULL
        if isinstance(one, OperationalError | InterfaceError):
            return AWAY
    return None


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    """From the first cause to the error itself."""
    chain = []
    while error is not None and error not in chain:
        chain.append(error)
        error = error.__cause__
    return reversed(chain)


def _of_sqlite(error: sqlite3.Error) -> Outage | None:
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    has_room = shutil.disk_usage(settings.VAR_DIR).free > _ALMOST_NOTHING
    if code == sqlite3.SQLITE_FULL or (code in _WHERE_FULL and not has_room):
        return FULL
    return AWAY if code in _AWAY else None
