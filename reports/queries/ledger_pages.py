"""Entries of the ledger that lie in several places of it, read as one list, the newest first."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import overload

from django.db.models import Q, QuerySet

from tracker.accounts.models import User
from tracker.audit.models import Event

REACH = 10_000
"""How many entries one can leaf or write out; older ones are found by the filters."""


@dataclass(frozen=True)
class Entries(Sequence[Event]):
    """Parts without a common entry, each of which the database has an index for.

    It would sort all entries of a programme to read two of them at once in order.
    """

    parts: tuple[QuerySet[Event], ...]

    def filter(self, *conditions: Q, **fields: object) -> Entries:
        """Those that fit."""
        return self._each(lambda part: part.filter(*conditions, **fields))

    def __len__(self) -> int:
        """How many there are, at most REACH; a query a part, once."""
        return min(self._counted, REACH)

    @property
    def is_cut(self) -> bool:
        """Whether there are more than can be leafed."""
        return self._counted > REACH

    @overload
    def __getitem__(self, wanted: int) -> Event: ...
    @overload
    def __getitem__(self, wanted: slice) -> list[Event]: ...
    def __getitem__(self, wanted: int | slice) -> Event | list[Event]:
        """From the newest; one query a part."""
        if isinstance(wanted, int):
            return self[wanted : wanted + 1][0]
        stop = REACH if wanted.stop is None else min(wanted.stop, REACH)
        parts = (part.select_related("actor")[:stop] for part in self._ordered.parts)
        return list(islice(_merged(parts), wanted.start or 0, stop))

    def __iter__(self) -> Iterator[Event]:
        """The newest REACH, not all held at once."""
        parts = (part.select_related("actor")[:REACH] for part in self._ordered.parts)
        return islice(_merged(part.iterator(chunk_size=1000) for part in parts), REACH)

    def deeds_and_people(self) -> tuple[list[str], list[User]]:
        """The verbs and the people that occur; two queries."""
        first, *others = (
            part.order_by().values_list("verb", "actor_id").distinct() for part in self.parts
        )
        pairs = set(first.union(*others))
        actors = {actor for _verb, actor in pairs if actor is not None}
        people = User.objects.filter(pk__in=actors).order_by("full_name")
        return sorted({verb for verb, _actor in pairs}), list(people)

    @cached_property
    def _counted(self) -> int:
        return sum(part.order_by()[: REACH + 1].count() for part in self.parts)

    @property
    def _ordered(self) -> Entries:
        return self._each(lambda part: part.order_by("-happened_at", "-id"))

    def _each(self, change: Callable[[QuerySet[Event]], QuerySet[Event]]) -> Entries:
        return Entries(tuple(change(part) for part in self.parts))


def _merged(parts: Iterable[Iterable[Event]]) -> Iterator[Event]:
    return heapq.merge(*parts, key=lambda one: (one.happened_at, one.pk), reverse=True)
