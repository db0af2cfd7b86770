"""The worker takes its jobs from Redis where there is one."""

from __future__ import annotations

import sqlite3
import sys
from pathlib import Path

import pytest

from tests.services.conftest import ROOT
from tests.services.programs import running, wait_until

SEND = "from celery import current_app; current_app.send_task('reports.record_heartbeat')"


@pytest.mark.redis
def test_worker_takes_jobs_from_redis(manage, environment, redis_url, tmp_path):
    manage("migrate", "--verbosity=0", REDIS_URL=redis_url)
    manage("shell", "--verbosity=0", "--command", SEND, REDIS_URL=redis_url)
    words = [sys.executable, "-m", "celery", "--app", "tracker.celery", "worker"]
    words += ["--pool", "threads", "--concurrency", "1", "--without-gossip", "--without-mingle"]
    with running(words, log=tmp_path / "log", cwd=ROOT, env=environment | {"REDIS_URL": redis_url}):
        wait_until(lambda: has_beaten(Path(environment["VAR_DIR"])), "the heartbeat")


def has_beaten(folder: Path) -> bool:
    connection = sqlite3.connect(folder / "db.sqlite3", timeout=20)
    try:
        rows = connection.execute("SELECT count(*) FROM reports_workerheartbeat").fetchone()
    finally:
        connection.close()
    return rows[0] == 1
