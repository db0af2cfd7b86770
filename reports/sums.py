"""Classes that must add up to the total reported beside them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from indicators.models import Indicator
from reports.models import Entry


@dataclass(frozen=True)
class Mismatch:
    """An indicator whose classes add up to something else than its total in the same report."""

    classes: Indicator
    added_up: Decimal
    stated: Decimal
    entries: tuple[Entry, ...]


def mismatches(entries: Sequence[Entry]) -> list[Mismatch]:
    """Compare once every class and the total are filled, of the same period."""
    totals = {(e.indicator.code, e.period): e.value for e in entries if e.value is not None}
    by_classes: dict[int, list[Entry]] = defaultdict(list)
    for entry in entries:
        if entry.indicator.total_code:
            by_classes[entry.indicator_id].append(entry)
    found = []
    for group in by_classes.values():
        first = group[0]
        stated = totals.get((first.indicator.total_code, first.period))
        values = [entry.value for entry in group if entry.value is not None]
        added_up = sum(values, Decimal(0))
        if stated is not None and len(values) == len(group) and added_up != stated:
            found.append(Mismatch(first.indicator, added_up, stated, tuple(group)))
    return found
