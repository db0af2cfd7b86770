"""Alive is not ready, and ready is not all well."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import DatabaseError
from django.urls import reverse

from reports.models import WorkerHeartbeat
from tracker.common.timestamps import now


@pytest.fixture
def worker(db) -> WorkerHeartbeat:
    return WorkerHeartbeat.objects.create(name="worker", beat_at=now())


def ready(client):
    answer = client.get(reverse("ready"))
    return answer.status_code, answer.json()


def test_live_asks_nobody_not_even_the_database(client):
    assert client.get(reverse("live")).json() == {"status": "live"}


def test_all_is_well(client, worker):
    well = {"status": "ready", **dict.fromkeys(("database", "disk", "broker", "worker"), "ok")}
    assert ready(client) == (200, well)


def test_a_silent_worker_is_told_but_people_can_work(client, worker):
    worker.beat_at = now() - timedelta(minutes=5)
    worker.save()
    status, said = ready(client)
    assert (status, said["status"], said["worker"]) == (200, "degraded", "silent")


def test_a_broker_that_does_not_answer_is_told(client, worker, settings):
    settings.CELERY_BROKER_URL = "redis://127.0.0.1:1/0"
    status, said = ready(client)
    assert (status, said["status"], said["broker"]) == (200, "degraded", "failed")


def test_without_room_or_database_nobody_is_sent_here(client, worker, settings, monkeypatch):
    settings.DISK_FREE_AT_LEAST = 10**18
    status, said = ready(client)
    assert (status, said["status"], said["disk"]) == (503, "unready", "full")
    settings.DISK_FREE_AT_LEAST = 0

    def fail(**_wanted):
        raise DatabaseError("gone")

    monkeypatch.setattr(WorkerHeartbeat.objects, "filter", fail)
    status, said = ready(client)
    assert (status, said["status"], said["database"]) == (503, "unready", "failed")
