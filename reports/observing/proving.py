"""Whether what is kept is what the figures say, for every day that ever was."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import islice

from django.db import transaction

from indicators.models import Indicator, Programme
from reports.models import ProvinceObservation
from reports.observing.keeping import ProgrammeState, hold, state_of
from reports.observing.kept import Place, Span
from reports.observing.sweep import spans_of
from reports.queries.dated_figures import dated_figures
from reports.queries.observations import stored_spans

_AT_ONCE = 20


def differing(programme: Programme) -> Iterator[tuple[Indicator, Place]]:
    """Indicators that are kept otherwise than their figures say, and the first place of each.

    Some at a time in memory. What seems to differ is looked at once more while nobody approves
    anything: the first look may have stood between two deeds.
    """
    state = state_of(programme)
    kept = (one for one in state.indicators.values() if state.bases.is_kept(one))
    while some := list(islice(kept, _AT_ONCE)):
        if suspected := _compared(state, some):
            with transaction.atomic():
                hold([programme])
                now = state_of(programme)
                again = [now.indicators[one.pk] for one in suspected if one.pk in now.indicators]
                found = _compared(now, [one for one in again if now.bases.is_kept(one)])
            yield from found.items()


def _compared(state: ProgrammeState, indicators: Sequence[Indicator]) -> dict[Indicator, Place]:
    """Two queries."""
    by_key = {one.pk: one for one in indicators}
    stored: dict[int, set[Span]] = defaultdict(set)
    for one in stored_spans(ProvinceObservation.objects.filter(indicator__in=by_key)):
        stored[one.indicator].add(one.span)
    seen: dict[int, set[Span]] = {
        key: set(spans_of(by_key[key], figures, state.units))
        for key, figures in dated_figures(by_key)
    }
    wrong = {key: stored.get(key, set()) ^ seen.get(key, set()) for key in by_key}
    return {
        by_key[key]: min((span.place for span in spans), key=lambda place: place.moment)
        for key, spans in wrong.items()
        if spans
    }
