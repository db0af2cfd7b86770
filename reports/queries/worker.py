"""Whether somebody does the background work."""

from __future__ import annotations

from datetime import timedelta

from reports.models import WorkerHeartbeat
from tracker.common.timestamps import now

SILENT_AFTER = timedelta(minutes=2)


def is_worker_silent() -> bool:
    """Whether no worker has given a sign of life for two minutes; one query."""
    beat = WorkerHeartbeat.objects.filter(name="worker").first()
    return beat is None or now() - beat.beat_at >= SILENT_AFTER
