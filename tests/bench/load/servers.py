"""The servers of docker-compose.yml on this machine: web, worker, beat, PostgreSQL and Redis."""

from __future__ import annotations

import json
import os
import shlex
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from subprocess import Popen

import yaml

from tests.bench.load.cores import spent, spent_by
from tests.meta.sources import ROOT
from tests.services.postgres import private_postgres
from tests.services.programs import command, running, wait_until
from tests.services.redis import private_redis

PASSED_ON = ("PATH", "HOME", "LANG")
LONGEST = 300
"""Characters of a line of the log that are told."""


@dataclass
class Place:
    """An installation in a folder of its own; its three kinds of processes once they run."""

    folder: Path
    environment: dict[str, str]
    processes: dict[str, Popen[bytes]] = field(default_factory=dict)

    @property
    def socket(self) -> Path:
        """Where gunicorn listens, as for the proxy."""
        return self.folder / "web.sock"

    def memory(self) -> dict[str, float]:
        """Megabytes of each kind with its children. PSS: what is shared is counted once."""
        return {name: _megabytes(process.pid) for name, process in self.processes.items()}

    def spent(self) -> dict[str, float]:
        """Seconds of all cores that each kind, and the database, has used until now."""
        kinds = {name: spent(process.pid) for name, process in self.processes.items()}
        return kinds | {"database": spent_by("postgres")}

    def complaints(self) -> list[str]:
        """What the servers themselves logged as an error."""
        return [
            f"{name}: {line[:LONGEST]}"
            for name in self.processes
            for line in (self.folder / f"{name}.log").read_text().splitlines()
            if _is_complaint(line)
        ]


@contextmanager
def private_place(folder: Path) -> Iterator[Place]:
    """Database and broker run; the database is as durable as a real one."""
    with private_postgres(is_durable=True) as database, private_redis() as broker:
        yield Place(folder, _environment(folder, database, broker))


@contextmanager
def serving(place: Place) -> Iterator[None]:
    """Web, worker and beat with the commands and settings of docker-compose.yml."""
    (place.folder / "metrics").mkdir()
    environment = place.environment | _inherited()
    with ExitStack() as stack:
        for name, words in _commands().items():
            log = place.folder / f"{name}.log"
            process = running(command(*words), log=log, cwd=ROOT, env=environment)
            place.processes[name] = stack.enter_context(process)
        wait_until(place.socket.is_socket, "gunicorn")
        yield


def _commands() -> dict[str, list[str]]:
    """gunicorn as in the Dockerfile; the others as the file itself has them."""
    services = yaml.safe_load((ROOT / "docker-compose.yml").read_text())["services"]
    words = {name: shlex.split(services[name]["command"]) for name in ("worker", "beat")}
    words["web"] = ["gunicorn", "--config=python:tracker.deployment.gunicorn", "tracker.wsgi"]
    return {name: [sys.executable, "-m", *words[name]] for name in ("web", "worker", "beat")}


def _environment(folder: Path, database: str, broker: str) -> dict[str, str]:
    return {
        "DJANGO_SETTINGS_MODULE": "tracker.settings",
        "VAR_DIR": str(folder / "var"),
        "DATABASE_URL": database,
        "REDIS_URL": broker,
        "WEB_ADDRESS": f"unix:{folder / 'web.sock'}",
        "ALLOWED_HOSTS": "localhost",
        "TRUSTED_PROXIES": "1",
        "METRICS_TOKEN": "load",
        "PROMETHEUS_MULTIPROC_DIR": str(folder / "metrics"),
        "LOG_FORMAT": "json",
    }


def _inherited() -> dict[str, str]:
    return {name: os.environ[name] for name in PASSED_ON if name in os.environ}


def _megabytes(pid: int) -> float:
    try:
        own = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:  # it ended just now
        return 0.0
    kilobytes = next(int(line.split()[1]) for line in own if line.startswith("Pss:"))
    return kilobytes / 1000 + sum(_megabytes(int(child)) for child in children)


def _is_complaint(line: str) -> bool:
    """A line of JSON of level ERROR, or the words of a program that broke down."""
    try:
        told = json.loads(line)
    except ValueError:
        return "Traceback" in line
    level = told.get("levelname") if isinstance(told, dict) else None
    return level in ("ERROR", "CRITICAL")
