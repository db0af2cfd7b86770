"""Rows of the table brought to what is seen: only what differs is written."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from reports.models import ProvinceObservation
from reports.observing.kept import Place, Span
from reports.queries.observations import StoredSpan, observation_row

_AT_ONCE = 500


@dataclass
class Changes:
    """What is to be done to the table; gathered for many indicators, written at once."""

    gone: list[int] = field(default_factory=list)
    until: dict[date, list[int]] = field(default_factory=lambda: defaultdict(list))
    new: list[tuple[int, Span]] = field(default_factory=list)

    def bring(
        self,
        indicator: int,
        stored: Iterable[StoredSpan],
        seen: Iterable[Span],
        since: date = date.min,
    ) -> None:
        """From the day on `seen` is to stand in the places of `stored`; before it nothing changes.

        `stored` must hold every span of those places that had not ended before the day.
        """
        there, wanted = _by_place(stored), _in_order(seen)
        for place in there.keys() | wanted.keys():
            self._bring(indicator, there.get(place, {}), wanted.get(place, []), since)

    def _bring(
        self,
        indicator: int,
        there: dict[date, StoredSpan],
        seen: list[Span],
        since: date,
    ) -> None:
        left = dict(there)
        for span in joined([*_before(there, since), *seen]):
            old = left.get(span.known_on)
            if old is None or old.span.kept != span.kept:
                self.new.append((indicator, span))
                continue
            del left[span.known_on]
            if old.span.until != span.until:
                self.until[span.until].append(old.key)
        self.gone += [one.key for one in left.values()]

    def write(self) -> None:
        """Old spans go before others take their days."""
        if self.gone:
            ProvinceObservation.objects.filter(pk__in=self.gone).delete()
        for day, keys in self.until.items():
            ProvinceObservation.objects.filter(pk__in=keys).update(until=day)
        rows = [observation_row(indicator, span) for indicator, span in self.new]
        ProvinceObservation.objects.bulk_create(rows, batch_size=_AT_ONCE)


def joined(spans: Sequence[Span]) -> list[Span]:
    """Spans of one place in order of time; neighbours that say the same become one."""
    found: list[Span] = []
    for span in spans:
        last = found[-1] if found else None
        if last is not None and (last.until, last.kept) == (span.known_on, span.kept):
            found[-1] = replace(last, until=span.until)
        else:
            found.append(span)
    return found


def _before(there: Mapping[date, StoredSpan], since: date) -> list[Span]:
    spans = [one.span for one in there.values() if one.span.known_on < since]
    spans.sort(key=lambda one: one.known_on)
    return [replace(one, until=min(one.until, since)) for one in spans]


def _by_place(stored: Iterable[StoredSpan]) -> dict[Place, dict[date, StoredSpan]]:
    found: dict[Place, dict[date, StoredSpan]] = defaultdict(dict)
    for one in stored:
        found[one.span.place][one.span.known_on] = one
    return found


def _in_order(spans: Iterable[Span]) -> dict[Place, list[Span]]:
    found: dict[Place, list[Span]] = defaultdict(list)
    for span in sorted(spans, key=lambda one: one.known_on):
        found[span.place].append(span)
    return found
