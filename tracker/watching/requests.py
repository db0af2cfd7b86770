"""Each request gets an id, one line in the log and its place in the metrics."""

from __future__ import annotations

import logging
import re
import uuid
from collections.abc import Callable
from contextvars import ContextVar
from time import perf_counter

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from tracker.watching import metrics

HEADER = "X-Request-ID"
_log = logging.getLogger("lotrinh.requests")
_current: ContextVar[str] = ContextVar("request_id", default="")
_KEPT = "lotrinh.request_id"
"""Where a request keeps its id."""
_GIVEN = re.compile(r"[A-Za-z0-9-]{8,64}")


class RequestMiddleware:
    """Outermost, so that it sees what every other layer answers."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer, and tell what it was: route, status and time; no address, no name, no query."""
        key, started = _id(request), perf_counter()
        request.META[_KEPT] = key
        before = _current.set(key)
        try:
            response = self._get_response(request)
            seconds = perf_counter() - started
            response[HEADER] = key
            _tell(request, response, seconds)
        finally:
            _current.reset(before)
        return response


class RequestIdFilter(logging.Filter):
    """Puts the id of the request in work beside every line that is logged."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Never keeps a line back. Django tells of refusals (400 to 404) when the request is over:
        such a line has the request with it."""
        meta = getattr(getattr(record, "request", None), "META", {})
        record.request_id = _current.get() or meta.get(_KEPT, "")
        return True


def _id(request: HttpRequest) -> str:
    """The one that the proxy gave, if it looks like one; else a new one."""
    given = request.headers.get(HEADER, "")
    return given if _GIVEN.fullmatch(given) else uuid.uuid4().hex


def _tell(request: HttpRequest, response: HttpResponseBase, seconds: float) -> None:
    match = request.resolver_match
    route = match.route if match else "unknown"
    method = request.method or ""
    metrics.count(method, route, response.status_code, seconds)
    user = getattr(request, "_cached_user", None)  # if anybody asked who it is: costs no query
    told = {
        "method": method,
        "route": route,
        "status": response.status_code,
        "milliseconds": round(seconds * 1000, 1),
        "user": getattr(user, "pk", None),
    }
    _log.info("%(method)s %(route)s %(status)s %(milliseconds)s ms", told, extra=told)
