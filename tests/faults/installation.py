"""An installation of its own for a fault: a folder, a database, and what stands in it."""

from __future__ import annotations

import json
import os
import signal
import socket
import sqlite3
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import psycopg

from tests.faults.processes import Process, kill_group
from tests.faults.works import HOLDS
from tests.services.conftest import ROOT
from tests.services.programs import running, wait_until

INCLUDE = Path(__file__).with_name("include.py")
CELERY = (sys.executable, "-m", "celery", "--quiet", "--app", "tracker.celery")
WORKER = (
    *(*CELERY, "worker", "--pool", "threads", "--concurrency", "2", "--loglevel", "WARNING"),
    *("--without-gossip", "--without-mingle"),
)
BEAT = (*CELERY, "beat", "--loglevel", "WARNING", "--pidfile=")
GUNICORN = (
    *(sys.executable, "-m", "gunicorn"),
    *("--config", "python:tracker.deployment.gunicorn", "tracker.wsgi"),
)
SERVE = (sys.executable, "manage.py", "serve")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@dataclass
class Installation:
    """What its processes are told, and what stands in its database."""

    folder: Path
    url: str
    """DATABASE_URL; empty: SQLite in the folder."""
    world: dict
    port: int = field(default_factory=free_port)
    more: dict[str, str] = field(default_factory=dict)

    @property
    def var(self) -> Path:
        return self.folder / "var"

    @property
    def environment(self) -> dict[str, str]:
        """Of every process; little is inherited."""
        return base_environment(self.folder, self.url) | {
            HOLDS: str(self.folder / "holds"),
            "STATIC_ROOT": str(self.folder / "static"),
            "WEB_ADDRESS": f"127.0.0.1:{self.port}",
            **self.more,
        }

    def hold(self, place: str) -> None:
        """Works stop there from now on (works.hold)."""
        (self.folder / "holds" / place).touch()

    def release(self, place: str) -> None:
        self.reached(place).unlink(missing_ok=True)
        (self.folder / "holds" / place).unlink()

    def reached(self, place: str) -> Path:
        """The file that says that a work has stopped there."""
        return self.folder / "holds" / f"{place}.reached"

    def rows(self, query: str) -> list[tuple]:
        """What a query finds in the database as it stands, on a connection of its own."""
        if self.url:
            with psycopg.connect(self.url) as server:
                return server.execute(query).fetchall()
        with closing(sqlite3.connect(self.var / "db.sqlite3", timeout=20)) as file:
            return file.execute(query).fetchall()

    def value(self, query: str):
        return self.rows(query)[0][0]

    @contextmanager
    def process(self, name: str, *words: str, prefix: tuple[str, ...] = ()) -> Iterator[Process]:
        """One that runs in a session of its own until the block ends, with all its children."""
        log = self.folder / f"{name}.log"
        options = {"cwd": ROOT, "env": self.environment, "start_new_session": True}
        with running([*prefix, *words], log=log, **options) as popen:
            process = Process(popen, log)
            try:
                yield process
                process.check_lives()
                kill_group(popen.pid, signal.SIGTERM)
                wait_until(lambda: popen.poll() is not None, f"the end of {name}", seconds=20)
            finally:
                kill_group(popen.pid, signal.SIGKILL)

    @contextmanager
    def web(self, *words: str, prefix: tuple[str, ...] = ()) -> Iterator[Process]:
        """The server as deployed (GUNICORN) or the one command (SERVE), answering."""
        words = words or GUNICORN
        port = ("--port", str(self.port)) if words == SERVE else ()
        with self.process("web", *words, *port, prefix=prefix) as process:
            process.until(self.is_live, "an answer")
            yield process

    def is_live(self) -> bool:
        try:
            address = f"http://127.0.0.1:{self.port}/health/live"
            with urllib.request.urlopen(address, timeout=5) as answer:
                return answer.status == 200
        except (urllib.error.URLError, OSError):
            return False


def base_environment(folder: Path, url: str) -> dict[str, str]:
    """Of whatever works on that database."""
    inherited = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    return inherited | {
        "VAR_DIR": str(folder / "var"),
        "DATABASE_URL": url,
        "SECRET_KEY": "of-the-fault-tests-only-0123456789-abcdefghijklmnopqrstuvwxyz",
        "SETTINGS_INCLUDE": str(INCLUDE),
        "DJANGO_SETTINGS_MODULE": "tracker.settings",
    }


def build_world(folder: Path, url: str) -> dict:
    """The small province in an empty database."""
    words = [sys.executable, "-m", "tests.faults.world"]
    environment = base_environment(folder, url)
    done = subprocess.run(
        words, cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])
