"""The newcomer's command really run: it answers, its worker lives, and nothing stays behind."""

from __future__ import annotations

import os
import signal
import socket
import sqlite3
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults.processes import children
from tests.services.conftest import ROOT
from tests.services.programs import running, wait_until


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def answers(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/dang-nhap/", timeout=5) as response:
            return response.status == 200
    except (urllib.error.URLError, ConnectionError):
        return False


def count(folder: Path, table: str) -> int:
    # not `with connect()`: that ends a transaction, not the connection
    connection = sqlite3.connect(folder / "db.sqlite3", timeout=20)
    try:
        return connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]  # noqa: S608
    finally:
        connection.close()


def heartbeats(folder: Path) -> int:
    return count(folder, "reports_workerheartbeat")


def family(folder: Path) -> list[int]:
    """Every living process that works in this VAR_DIR, whoever its parent is by now."""
    wanted = f"VAR_DIR={folder}".encode()
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if wanted in (process / "environ").read_bytes().split(b"\0"):
                found.append(int(process.name))
        except OSError:
            continue
    return found


@pytest.fixture
def served(environment, tmp_path) -> Iterator[tuple[subprocess.Popen, int, Path]]:
    """`manage.py serve --demonstration` on a free port, answering."""
    port, folder = free_port(), Path(environment["VAR_DIR"])
    words = [sys.executable, "manage.py", "serve", "--demonstration", "--port", str(port)]
    log = tmp_path / "log"
    with running(words, log=log, cwd=ROOT, env=environment) as process:
        wait_until(lambda: answers(port) or process.poll() is not None, "an answer", seconds=60)
        assert process.poll() is None, log.read_text()
        yield process, port, folder


def test_serves_works_and_stops_without_orphans(served):
    process, _port, folder = served
    wait_until(lambda: heartbeats(folder) == 1, "the worker's heartbeat")
    assert len(family(folder)) == 3  # server, worker, beat
    process.send_signal(signal.SIGTERM)
    assert process.wait(timeout=30) == 0
    wait_until(lambda: family(folder) == [], "the end of every process", seconds=5)


def test_worker_ends_when_the_server_is_killed(served):
    process, _port, folder = served
    wait_until(lambda: len(family(folder)) == 3, "worker and beat")
    wait_until(lambda: heartbeats(folder) == 1, "the worker's heartbeat")
    process.kill()
    wait_until(lambda: family(folder) == [], "the end of the worker", seconds=10)


def test_a_schedule_that_is_killed_comes_back_with_its_worker(served):
    process, _port, folder = served
    wait_until(lambda: heartbeats(folder) == 1, "the worker's heartbeat")
    (worker,) = children(process.pid)
    (beat,) = children(worker)
    os.kill(beat, signal.SIGKILL)
    wait_until(lambda: not {worker, beat} & set(family(folder)), "the end of the worker")
    wait_until(lambda: len(family(folder)) == 3, "a new worker with its schedule")
    said = (folder.parent / "log").read_text()
    assert "The schedule has ended" in said
    assert "has ended (exit code 1); it is started again in 1 s" in said


def test_second_run_keeps_the_data(served, environment, tmp_path):
    process, port, folder = served
    process.send_signal(signal.SIGINT)
    assert process.wait(timeout=30) == 0
    before = count(folder, "audit_event"), (folder / "secret_key").read_text()
    words = [sys.executable, "manage.py", "serve", "--demonstration", "--port", str(port)]
    with running(words, log=tmp_path / "second", cwd=ROOT, env=environment):
        wait_until(lambda: answers(port), "the sign-in page again")
    assert (count(folder, "audit_event"), (folder / "secret_key").read_text()) == before


def test_a_taken_port_is_said_in_a_sentence(environment):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        words = [sys.executable, "manage.py", "serve", "--port", port]
        done = subprocess.run(
            words, cwd=ROOT, env=environment, capture_output=True, text=True, check=False
        )
    assert done.returncode == 1
    assert port in done.stderr
    assert "Traceback" not in done.stderr
    assert not (Path(environment["VAR_DIR"]) / "db.sqlite3").exists()


def test_a_database_that_cannot_be_migrated_is_not_served(environment):
    broken = Path(environment["VAR_DIR"]) / "db.sqlite3"
    broken.parent.mkdir(parents=True)
    broken.write_text("not a database " * 1000)
    words = [sys.executable, "manage.py", "serve", "--port", str(free_port()), "--demonstration"]
    done = subprocess.run(
        words, cwd=ROOT, env=environment, capture_output=True, text=True, check=False, timeout=60
    )
    assert done.returncode == 1
    assert "CommandError" in done.stderr
    assert "file is not a database" in done.stderr
    assert "http://" not in done.stdout
