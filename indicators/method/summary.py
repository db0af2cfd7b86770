"""A group of goals at a glance: how many in each status, and the worst; never an average."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from .status import Status

WORST_FIRST = (
    Status.MISSED,
    Status.AT_RISK,
    Status.BEHIND,
    Status.NO_DATA,
    Status.MET_LATE,
    Status.ON_TRACK,
    Status.MET,
    Status.NOT_DUE,
)


@dataclass(frozen=True)
class GroupSummary:
    """Counts of every status, worst first, zeros included; `worst` is None for an empty group."""

    counts: Mapping[Status, int]
    worst: Status | None

    @property
    def total(self) -> int:
        """How many goals the group holds."""
        return sum(self.counts.values())


def severity(status: Status) -> int:
    """0 is worst. Missing data is worse than on track and better than being known to be behind."""
    return WORST_FIRST.index(status)


def summarise(statuses: Iterable[Status]) -> GroupSummary:
    """Count the statuses of a group and name its worst."""
    found = Counter(statuses)
    return GroupSummary(
        counts={status: found[status] for status in WORST_FIRST},
        worst=min(found, key=severity, default=None),
    )
