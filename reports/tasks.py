"""Background tasks: load by id, call a function."""

from __future__ import annotations

from celery import shared_task

from reports import reminders
from reports.jobs.kinds import WORK
from reports.jobs.running import Pulse, carry_out, claim
from reports.jobs.tending import tend
from reports.models import WorkerHeartbeat
from tracker.common.timestamps import now


@shared_task(name="reports.record_heartbeat")
def record_heartbeat() -> None:
    """Leave the worker's sign of life; the health page says when it is missing."""
    WorkerHeartbeat.objects.update_or_create(name="worker", defaults={"beat_at": now()})


@shared_task(name="reports.deliver_reminders")
def deliver_reminders() -> None:
    """Hand queued reminders to the units' people."""
    reminders.deliver_reminders()


@shared_task(name="reports.tend_jobs")
def tend_jobs() -> None:
    """Plan, revive and wake jobs."""
    tend()


@shared_task(name="reports.run_job")
def run_job(key: int) -> None:
    """Run a job, unless another worker does."""
    running = claim(key)
    if running is not None:
        with Pulse(running):
            carry_out(running, WORK[running.job.kind])
