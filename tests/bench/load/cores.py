"""Whose the cores were: a limit in seconds says something only of a machine that had the time."""

from __future__ import annotations

import os
from collections.abc import Iterator
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
        return cls(spent(os.getpid()), (user + nice + system + sum(interrupts)) / _TICKS)

    def others(self, before: Cores, seconds: float) -> float:
        """The share of all cores that went to what is no part of the run, 0 to 1."""
        foreign = (self.busy - before.busy) - (self.own - before.own)
        return max(foreign, 0.0) / (seconds * (os.cpu_count() or 1))


def spent(pid: int) -> float:
    """Seconds of all cores that a process and everything below it has used."""
    return sum(seconds for _name, seconds in _tree(pid))


def spent_by(program: str) -> float:
    """The same of every process of that name below this one."""
    return sum(seconds for name, seconds in _tree(os.getpid()) if name == program)


def _tree(pid: int) -> Iterator[tuple[str, float]]:
    try:
        head, _bracket, told = Path(f"/proc/{pid}/stat").read_text().rpartition(")")
        tasks = [path.read_text() for path in Path(f"/proc/{pid}/task").glob("*/children")]
    except OSError:  # it ended just now
        return
    yield head.partition("(")[2], sum(map(int, told.split()[_OWN_TIMES])) / _TICKS
    for child in (int(word) for task in tasks for word in task.split()):
        yield from _tree(child)
