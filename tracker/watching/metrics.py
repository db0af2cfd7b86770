"""What Prometheus reads: how many requests of each route, how long they took, how things stand."""

from __future__ import annotations

import hmac
import os
import shutil
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from prometheus_client import (
    CONTENT_TYPE_LATEST,
    REGISTRY,
    CollectorRegistry,
    Counter,
    Histogram,
    generate_latest,
)
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.multiprocess import MultiProcessCollector

_METHODS = frozenset({"GET", "HEAD", "POST", "OPTIONS"})
_SECONDS = (0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
_requests = Counter(
    "lotrinh_requests", "Requests by route and status.", ["method", "route", "status"]
)
_seconds = Histogram("lotrinh_request_seconds", "Time to answer.", ["route"], buckets=_SECONDS)


@dataclass(frozen=True)
class Reading:
    """One number as it stands now: its name, what it is, and how much."""

    name: str
    meaning: str
    value: float


Source = Callable[[], Iterable[Reading]]
_sources: list[Source] = []


def read_also(source: Source) -> None:
    """Let a higher floor say how its things stand; asked each time the page is read."""
    _sources.append(source)


def count(method: str, route: str, status: int, seconds: float) -> None:
    """One more request; the routes are those of the code, so their number is bounded."""
    _requests.labels(method if method in _METHODS else "other", route, str(status)).inc()
    _seconds.labels(route).observe(seconds)


@login_not_required
@never_cache
@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """For who has METRICS_TOKEN; without one set this page does not exist."""
    wanted = settings.METRICS_TOKEN
    given = request.headers.get("Authorization", "").removeprefix("Bearer ")
    if not wanted or not hmac.compare_digest(given.encode(), wanted.encode()):
        raise Http404
    return HttpResponse(_page(), content_type=CONTENT_TYPE_LATEST)


class _Standing:
    """How things stand when they are asked for: not counted up over processes."""

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """One metric for each reading."""
        for source in (_disk, *_sources):
            for one in source():
                yield GaugeMetricFamily(one.name, one.meaning, value=one.value)


def _disk() -> Iterator[Reading]:
    free = shutil.disk_usage(settings.VAR_DIR).free
    yield Reading("lotrinh_disk_free_bytes", "Free room where data are kept.", free)


def _page() -> bytes:
    """The numbers of all processes of the server where PROMETHEUS_MULTIPROC_DIR names a folder."""
    standing = CollectorRegistry()
    standing.register(_Standing())
    counted = REGISTRY
    if os.environ.get("PROMETHEUS_MULTIPROC_DIR"):
        counted = CollectorRegistry()
        MultiProcessCollector(counted)  # type: ignore[no-untyped-call]
    return generate_latest(counted) + generate_latest(standing)
