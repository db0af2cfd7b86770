"""Times as medians and p95, taken in turns: a busy moment of the machine meets all of them.

Two tasks are compared turn by turn: what the machine does meanwhile slows both of a pair.
"""

from __future__ import annotations

import time
import tracemalloc
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from statistics import median, quantiles
from typing import Any

Task = Callable[[], object]

RUNS, FEWEST = 11, 7
ENOUGH = 4.0
"""Seconds of all tasks of a group after which no more turns are taken than the fewest."""


@dataclass(frozen=True)
class Times:
    """The seconds of each turn of one task; at least one."""

    seconds: tuple[float, ...]

    @property
    def median(self) -> float:
        """The time that half of the turns stay below."""
        return median(self.seconds)

    @property
    def p95(self) -> float:
        """The time that nineteen of twenty stay below; of a single turn itself."""
        if len(self.seconds) == 1:
            return self.seconds[0]
        return quantiles(self.seconds, n=20, method="inclusive")[-1]

    def beside(self, other: Times) -> float:
        """How many times as long as the other: the median over the turns, each by itself."""
        pairs = zip(self.seconds, other.seconds, strict=True)
        return median(own / its for own, its in pairs)


def in_turns(
    tasks: Mapping[Any, Task], clock: Callable[[], float] = time.perf_counter
) -> dict[Any, Times]:
    """Each task once to warm up, then all of them in turn, again and again."""
    for task in tasks.values():
        task()
    found: dict[Any, list[float]] = {name: [] for name in tasks}
    spent = 0.0
    for turn in range(RUNS):
        if turn >= FEWEST and spent > ENOUGH:
            break
        for name, task in tasks.items():
            started = clock()
            task()
            found[name].append(clock() - started)
            spent += found[name][-1]
    return {name: Times(tuple(seconds)) for name, seconds in found.items()}


def peak_megabytes(task: Task) -> float:
    """What the task held at most beyond what was held before, in memory of Python."""
    tracemalloc.start()
    try:
        task()
        return tracemalloc.get_traced_memory()[1] / 1_000_000
    finally:
        tracemalloc.stop()
