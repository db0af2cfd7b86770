"""Whether the product is alive and ready, for a monitor; says nothing about its content."""

from __future__ import annotations

import shutil
from pathlib import Path

import redis
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from reports.queries.worker import is_worker_silent

_BROKER_SECONDS = 1.0


@login_not_required
@never_cache
@require_safe
def live(request: HttpRequest) -> JsonResponse:
    """200 while the process answers; asks nothing of anybody else."""
    return JsonResponse({"status": "live"})


@login_not_required
@never_cache
@require_safe
def ready(request: HttpRequest) -> JsonResponse:
    """200 while people can work: database and room on the disk. Without broker or worker the pages
    still work and jobs wait: that is told, but no reason to send nobody here."""
    database, worker = _database_and_worker()
    needed = {"database": database, "disk": _disk()}
    wanted = {"broker": _broker(), "worker": worker}
    if any(state != "ok" for state in needed.values()):
        status = "unready"
    else:
        status = "ready" if all(state == "ok" for state in wanted.values()) else "degraded"
    answer = {"status": status, **needed, **wanted}
    return JsonResponse(answer, status=503 if status == "unready" else 200)


def _database_and_worker() -> tuple[str, str]:
    try:
        return "ok", "silent" if is_worker_silent() else "ok"
    except DatabaseError:
        return "failed", "unknown"


def _disk() -> str:
    free = shutil.disk_usage(settings.VAR_DIR).free
    return "ok" if free >= settings.DISK_FREE_AT_LEAST else "full"


def _broker() -> str:
    address = settings.CELERY_BROKER_URL
    if not address.startswith("redis"):
        folder = str(settings.CELERY_BROKER_TRANSPORT_OPTIONS["data_folder_in"])
        return "ok" if Path(folder).is_dir() else "failed"
    try:
        redis.Redis.from_url(
            address, socket_timeout=_BROKER_SECONDS, socket_connect_timeout=_BROKER_SECONDS
        ).ping()
    except redis.RedisError:
        return "failed"
    return "ok"
