"""Processes that these tests kill, with their children."""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.services.programs import wait_until


@dataclass
class Process:
    """A process under test and what it says."""

    process: subprocess.Popen
    log: Path
    is_killed: bool = False

    def kill(self) -> None:
        """SIGKILL to it and all its children."""
        self.is_killed = True
        kill_group(self.process.pid, signal.SIGKILL)
        self.process.wait()

    @property
    def children(self) -> list[int]:
        return children(self.process.pid)

    def check_lives(self) -> None:
        """Whatever the fault: it ends when it is told to, not by itself."""
        assert self.is_killed or self.process.poll() is None, self.log.read_text()

    def until(self, is_true: Callable[[], object], what: str, *, seconds: float = 60) -> None:
        """Wait; an early end is told with the log."""
        wait_until(lambda: is_true() or self.process.poll() is not None, what, seconds=seconds)
        self.check_lives()


def children(pid: int) -> list[int]:
    """The living processes whose parent this is."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, parent = stat.read_text().rpartition(")")[2].split()[:2]
        except OSError:
            continue
        if int(parent) == pid and state != "Z":
            found.append(int(stat.parent.name))
    return sorted(found)


def kill_group(pid: int, number: int) -> None:
    """The signal to a process and all that stayed in its session."""
    try:
        os.killpg(pid, number)
    except ProcessLookupError:
        return
