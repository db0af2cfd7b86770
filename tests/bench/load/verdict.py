"""The table of a run beside its limits."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Sequence
from statistics import median, quantiles

from tests.bench.load.cast import READERS, REPORTERS, REVIEWERS
from tests.bench.load.crowd import THINK, Timed
from tests.bench.load.run import MINUTE, Found

MOST_SECONDS, MOST_MEGABYTES = 0.5, 600
"""p95 of all actions on two cores; gunicorn, worker and beat together."""
SHOWN_FAULTS = 10
QUIET = 0.05
DISTURBED = ": measure again on a quiet machine before you believe the times"


def holds(found: Found) -> bool:
    """Whether every limit does."""
    return not _broken(found)


def text(found: Found) -> str:
    """A line for each kind of action, then the verdict."""
    floor = [one.seconds for one in found.floor]
    kinds = defaultdict(list)
    for one in found.minute:
        kinds[one.kind].append(one.seconds)
    heads = f"{'the load':<30}{'count':>7}{'median':>10}{'p95':>10}{'ratio':>8}{'of p95':>8}"
    every = [one.seconds for one in found.minute]
    rows = [_row(kind, seconds, floor) for kind, seconds in sorted(kinds.items())]
    entering = [one.seconds for one in found.arrival if one.kind == "sign in"]
    return "\n".join(
        [
            *_explanation(found),
            heads,
            _row("floor: /health/live", floor, floor),
            *rows,
            _row("all", every, floor),
            _row("before: signing in", entering, floor),
            _memory(found),
            f"  cores kept busy: {', '.join(f'{n} {c:.2f}' for n, c in found.cores.items())}",
            f"  of the cores {found.others:.0%} went to what else runs here"
            f"{DISTURBED if found.others > QUIET else ''}",
            f"  {found.saves} saves acknowledged, {len(found.lost)} differ in the database",
            *[f"  {fault}" for fault in _faults(found)[:SHOWN_FAULTS]],
            f"  {'; '.join(_broken(found)) or 'every limit'}"
            f"  {'HOLDS NOT' if _broken(found) else 'holds'}",
            "",
        ]
    )


def _explanation(found: Found) -> list[str]:
    return [
        f"{found.people} people for {MINUTE:.0f} s: {READERS} read, {REVIEWERS} review, {REPORTERS}"
        f" report (7 of 10 actions save a cell), {THINK[0]:.0f} to {THINK[1]:.0f} s between two",
        f"actions. They, gunicorn, worker, beat, database and broker share {os.cpu_count()} cores.",
        "Floor: the same people, asking for the empty view only.",
    ]


def _row(label: str, seconds: Sequence[float], floor: Sequence[float]) -> str:
    """Median and p95, and each beside the floor's."""
    middle, high = median(seconds), p95(seconds)
    return (
        f"  {label:<28}{len(seconds):>7}{middle * 1000:>7.0f} ms{high * 1000:>7.0f} ms"
        f"{middle / median(floor):>8.1f}{high / p95(floor):>8.1f}"
    )


def p95(seconds: Sequence[float]) -> float:
    """The time that nineteen of twenty stay below."""
    return quantiles(seconds, n=20, method="inclusive")[-1] if len(seconds) > 1 else seconds[0]


def _memory(found: Found) -> str:
    parts = ", ".join(f"{name} {size:.0f}" for name, size in found.memory.items())
    return f"  memory at its highest (PSS): {sum(found.memory.values()):.0f} MB ({parts})"


def _faults(found: Found) -> list[str]:
    acted: list[Timed] = [*found.arrival, *found.minute, *found.floor]
    return [*(one.fault for one in acted if one.fault), *found.complaints, *found.lost]


def _broken(found: Found) -> list[str]:
    """Every limit that does not hold, as it is written and as it was."""
    high = p95([one.seconds for one in found.minute])
    memory = sum(found.memory.values())
    broken = []
    if faults := _faults(found):
        broken.append(f"no error, but {len(faults)}")
    if high > MOST_SECONDS:
        broken.append(f"p95 at most {MOST_SECONDS * 1000:.0f} ms, but {high * 1000:.0f} ms")
    if memory > MOST_MEGABYTES:
        broken.append(f"memory at most {MOST_MEGABYTES} MB, but {memory:.0f} MB")
    return broken
