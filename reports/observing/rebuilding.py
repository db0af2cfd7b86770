"""Observations from nothing: after an upgrade, for a generated load, each night what is missing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from django.db import transaction

from indicators.models import Indicator, Programme
from reports.observing.keeping import hold, rebuild, state_of

_AT_ONCE = 20
"""Indicators of one transaction: who approves meanwhile waits for no more than these."""


@dataclass(frozen=True)
class Rebuilt:
    """How many indicators were made anew, and how many observations they have."""

    indicators: int = 0
    spans: int = 0


def rebuild_programme(programme: Programme, *, only_missing: bool = False) -> Rebuilt:
    """Every indicator of the programme, or those that are not kept; can be broken off any time."""
    state = state_of(programme)
    wanted = state.not_kept if only_missing else list(state.indicators.values())
    spans = sum(_rebuild_some(programme, some) for some in _batches(wanted))
    return Rebuilt(len(wanted), spans)


def rebuild_missing() -> Rebuilt:
    """What is not kept in any programme."""
    done = [rebuild_programme(one, only_missing=True) for one in Programme.objects.all()]
    return Rebuilt(sum(one.indicators for one in done), sum(one.spans for one in done))


def _rebuild_some(programme: Programme, indicators: Sequence[Indicator]) -> int:
    """By what they rest on now: it may have changed while others were made."""
    with transaction.atomic():
        hold([programme])
        state = state_of(programme)
        now = [state.indicators[one.pk] for one in indicators if one.pk in state.indicators]
        return rebuild(state, now)


def _batches(indicators: Sequence[Indicator]) -> Iterator[list[Indicator]]:
    rest = iter(indicators)
    while some := list(islice(rest, _AT_ONCE)):
        yield some
