"""A disk that is full when a test wants it: a small one of its own, or a limit of the process."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from typing import Protocol

from tests.faults.installation import SERVE, Installation
from tests.faults.processes import Process

SIZE = 24 * 1024 * 1024
MOUNT = 'mount -t tmpfs -o size="$1" tmpfs "$2" && cp -a "$3/." "$2" && shift 3 && exec "$@"'
ASK = """
import json, sqlite3, sys
print(json.dumps(sqlite3.connect(sys.argv[1], timeout=20).execute(sys.argv[2]).fetchall()))
"""


class Disk(Protocol):
    """Where the installation under test writes."""

    def fill(self) -> None:
        """Leave no room."""

    def empty(self) -> None:
        """Make room again."""

    def files(self) -> list[str]:
        """The names of the evidence that lies there."""

    def rows(self, query: str) -> list[tuple]:
        """What a query finds in the database."""


@contextmanager
def small_disk(installation: Installation) -> Iterator[Disk]:
    """The one command with all that it keeps on a small disk; a limit where none can be made."""
    if not can_mount():
        with limited(installation) as limit:
            yield limit
        return
    seed = installation.var.rename(installation.folder / "seed")
    installation.var.mkdir()
    words = ("sh", "-c", MOUNT, "sh", str(SIZE), str(installation.var), str(seed))
    with installation.web(*SERVE, prefix=(*own_mounts(), *words)) as process:
        yield Tmpfs(installation.var, process.process.pid)


@contextmanager
def limited(installation: Installation) -> Iterator[Disk]:
    """The one command, whose files can be kept from growing."""
    with installation.web(*SERVE) as process:
        yield Limit(installation, process)


def own_mounts() -> tuple[str, ...]:
    """A prefix: mounts that only the command itself sees, with or without being root."""
    more = () if os.geteuid() == 0 else ("--map-root-user",)
    return ("unshare", "--mount", *more, "--")


@cache
def can_mount() -> bool:
    """Whether a disk of one's own can be made here."""
    words = (*own_mounts(), "mount", "-t", "tmpfs", "tmpfs", "/tmp")  # noqa: S108 - nobody's
    try:
        return subprocess.run(words, check=False, capture_output=True).returncode == 0
    except FileNotFoundError:
        return False


class Tmpfs:
    """A disk in memory that only the installation sees."""

    def __init__(self, var: Path, pid: int) -> None:
        self._var, self._pid = var, pid
        self._seen = Path(f"/proc/{pid}/root{var}")

    def fill(self) -> None:
        """To the last page."""
        with (self._seen / "ballast").open("wb", buffering=0) as file, suppress(OSError):
            while file.write(bytes(4096)) == 4096:
                pass

    def empty(self) -> None:
        (self._seen / "ballast").unlink()

    def files(self) -> list[str]:
        return [path.name for path in (self._seen / "evidence").glob("*")]

    def rows(self, query: str) -> list[tuple]:
        """Asked from inside: SQLite finds its way by names, and these are the installation's."""
        own = ("--user", "--preserve-credentials") if os.geteuid() else ()
        enter = ("nsenter", f"--target={self._pid}", "--mount", *own, "--")
        words = (*enter, sys.executable, "-c", ASK, str(self._var / "db.sqlite3"), query)
        done = subprocess.run(words, check=True, capture_output=True, text=True)
        return [tuple(row) for row in json.loads(done.stdout)]


class Limit:
    """Where no disk can be made: no file of the server may grow, as if there were no room."""

    def __init__(self, installation: Installation, process: Process) -> None:
        self._installation, self._process = installation, process
        self.rows = installation.rows

    def fill(self) -> None:
        self._set(4096)

    def empty(self) -> None:
        self._set(resource.RLIM_INFINITY)

    def files(self) -> list[str]:
        return [path.name for path in (self._installation.var / "evidence").glob("*")]

    def _set(self, soft: int) -> None:
        for pid in (self._process.process.pid, *self._process.children):
            resource.prlimit(pid, resource.RLIMIT_FSIZE, (soft, resource.RLIM_INFINITY))
