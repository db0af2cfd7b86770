"""Many people at once: each acts, thinks, and acts again; every action is timed."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from threading import Lock, Thread

from tests.bench.load.visitor import RefusedError

THINK = (1.0, 3.0)
"""Seconds that a person looks at what came before the next action, any time between as likely."""

Action = Callable[[], None]
Choose = Callable[[], tuple[str, Action]]


@dataclass(frozen=True)
class Timed:
    """One action: its kind, the seconds it took, and what went wrong with it, if anything."""

    kind: str
    seconds: float
    fault: str = ""


class Crowd:
    """Everybody's actions in one list."""

    def __init__(self) -> None:
        self._lock = Lock()
        self.done: list[Timed] = []

    def act(self, kind: str, action: Action) -> None:
        """Time it; a fault is kept, not raised: the others go on."""
        started, fault = time.perf_counter(), ""
        try:
            action()
        except RefusedError as error:
            fault = str(error)
        except Exception as error:  # a browser that breaks down is a fault too
            fault = f"{kind}: {error!r}"
        timed = Timed(kind, time.perf_counter() - started, fault)
        with self._lock:
            self.done.append(timed)

    def work(self, people: Sequence[Choose], seconds: float) -> None:
        """Everybody acts until the time is over; whoever acts then comes to the end of it."""
        end = time.perf_counter() + seconds
        threads = [
            Thread(target=self._one, args=[choose, end, random.Random(number)])
            for number, choose in enumerate(people)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    def _one(self, choose: Choose, end: float, chance: random.Random) -> None:
        time.sleep(chance.uniform(0, THINK[1]))  # they do not all begin at the same moment
        while time.perf_counter() < end:
            self.act(*choose())
            time.sleep(chance.uniform(*THINK))
