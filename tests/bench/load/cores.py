"""Whose the cores were: a limit in seconds says something only of a machine that had the time."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

_TICKS = os.sysconf("SC_CLK_TCK")
_OWN_TIMES = slice(11, 15)
"""In what follows the name in /proc/PID/stat: a process and the children that it has outlived."""


@dataclass(frozen=True)
class Cores:
    """Seconds of all cores since the machine started: of the run itself, and of everything."""

    own: float
    busy: float

    @classmethod
    def now(cls) -> Cores:
        """This process with all that it started, servers and database among them."""
        told = Path("/proc/stat").read_text().splitlines()[0].split()[1:]
        user, nice, system, _idle, _waiting, *interrupts = map(int, told[:8])
        return cls(_of(os.getpid()), (user + nice + system + sum(interrupts)) / _TICKS)

    def others(self, before: Cores, seconds: float) -> float:
        """The share of all cores that went to what is no part of the run, 0 to 1."""
        foreign = (self.busy - before.busy) - (self.own - before.own)
        return max(foreign, 0.0) / (seconds * (os.cpu_count() or 1))


def _of(pid: int) -> float:
    try:
        told = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        tasks = [path.read_text() for path in Path(f"/proc/{pid}/task").glob("*/children")]
    except OSError:  # it ended just now
        return 0.0
    own = sum(map(int, told[_OWN_TIMES])) / _TICKS
    return own + sum(_of(int(child)) for task in tasks for child in task.split())
