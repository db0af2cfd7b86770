"""Gunicorn's settings: `gunicorn --config python:tracker.deployment.gunicorn tracker.wsgi`.

WEB_ADDRESS, WEB_CONCURRENCY and WEB_THREADS differ between machines; see .env.example.
"""

from __future__ import annotations

import gc
import os
from pathlib import Path
from typing import Any

from django.urls import reverse
from prometheus_client import multiprocess

bind = os.environ.get("WEB_ADDRESS") or "127.0.0.1:8000"
worker_class = "gthread"
workers = int(os.environ.get("WEB_CONCURRENCY") or 2)
threads = int(os.environ.get("WEB_THREADS") or 8)
# Longer than the slowest page, shorter than the proxy waits: who waits gets an answer.
timeout = 60
graceful_timeout = 30
# Longer than a proxy usually keeps an idle connection, so that never we are the first to close it.
# Ours keeps none: see http.conf.
keepalive = 75
# Signs of life on a disk that is slow or full would get healthy workers killed.
worker_tmp_dir = "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108 - a tmpfs
control_socket_disable = True
# The product logs each request itself, without addresses and names (tracker/watching).
accesslog = None
errorlog = "-"
if os.environ.get("LOG_FORMAT") == "json":
    logconfig_dict: dict[str, Any] = {
        "formatters": {
            "generic": {
                "class": "pythonjsonlogger.json.JsonFormatter",
                "format": "{asctime}{levelname}{name}{message}",
                "style": "{",
            }
        },
        "root": {"level": "INFO", "handlers": ["error_console"]},
        "loggers": {
            "gunicorn.error": {"level": "INFO", "handlers": ["error_console"], "propagate": False}
        },
    }


def on_starting(_server: Any) -> None:
    """Counts of processes that ended with the last run say nothing about this one."""
    if folder := os.environ.get("PROMETHEUS_MULTIPROC_DIR"):
        Path(folder).mkdir(parents=True, exist_ok=True)
        for path in Path(folder).glob("*.db"):
            path.unlink()


def post_worker_init(_worker: Any) -> None:
    """Every view is loaded before somebody comes, and what is loaded is never searched for garbage
    again: each full collection would stop all threads for an eighth of a second."""
    reverse("home")
    gc.collect()
    gc.freeze()


def child_exit(_server: Any, worker: Any) -> None:
    """What a worker that ended showed as its present state is dropped; its counts stay."""
    if os.environ.get("PROMETHEUS_MULTIPROC_DIR"):
        multiprocess.mark_process_dead(worker.pid)  # type: ignore[no-untyped-call]
