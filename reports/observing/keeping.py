"""Observations follow the figures, in the transaction that writes these (docs/adr/0011)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import connection
from django.db.models import Count, Q

from assignments.models import Unit
from indicators.models import Collection as Collected
from indicators.models import Indicator, Programme
from reports.models import Figure, ObservationBasis, ProvinceObservation
from reports.observing.basis import Bases, basis_of
from reports.observing.kept import FOREVER, Span
from reports.observing.latest import seen_now
from reports.observing.sweep import Dated, spans_of
from reports.observing.writing import Changes
from reports.queries.dated_figures import dated_figures
from reports.queries.observations import StoredSpan, spans_since
from reports.queries.units import local_units

_SMALL = 2000
"""So many figures more than it brings a deed may read, to fill what was never kept."""


def hold(programmes: Sequence[Programme]) -> None:
    """Let nobody else restate the programmes' observations until the transaction ends.

    Two who add up without each other's figures would lose one. A deed that holds reports or other
    rows too calls this before, so that two cannot wait for each other.
    """
    if connection.features.has_select_for_update:
        rows = Programme.objects.select_for_update(no_key=True).order_by("pk")
        list(rows.filter(pk__in=[one.pk for one in programmes]).values_list("pk"))


@dataclass(frozen=True)
class ProgrammeState:
    """What the observations of a programme rest on now."""

    indicators: Mapping[int, Indicator]
    units: Mapping[int, Unit]
    bases: Bases

    @property
    def not_kept(self) -> list[Indicator]:
        """Those whose observations cannot be read from the table."""
        return [one for one in self.indicators.values() if not self.bases.is_kept(one)]


def state_of(programme: Programme) -> ProgrammeState:
    """Every indicator with its basis, and the local units; two queries."""
    found = Indicator.objects.filter(programme=programme).select_related("observation_basis")
    basis = ("observation_basis__indicator", "observation_basis__digest")
    rows = found.only(
        *("code", "kind", "collection", "unit", "programme"),
        *(*basis, "observation_basis__changed_on"),
    )
    indicators = {one.pk: one for one in rows.order_by("pk")}
    is_local = any(one.collection == Collected.LOCAL for one in indicators.values())
    units = local_units(programme) if is_local else {}
    return ProgrammeState(indicators, units, Bases(units))


def restate(*, programme: Programme, figures: Sequence[Figure]) -> None:
    """Bring what is seen in line with figures just approved, from the first day that they concern.

    In the transaction that stored them; the programme must be held. An indicator that is not kept
    is filled if that is little work; else it is computed by every page until the night.
    """
    if not figures:
        return
    new: dict[int, list[Figure]] = defaultdict(list)
    for figure in figures:
        new[figure.indicator_id].append(figure)
    state = state_of(programme)
    kept = {
        key: one for key, one in state.indicators.items() if key in new and state.bases.is_kept(one)
    }
    _follow(kept, {key: new[key] for key in kept}, state)
    done = fill(state, most=_SMALL + 2 * len(figures))
    forget({one.pk for one in state.not_kept} & new.keys() - done)


def rebuild(state: ProgrammeState, indicators: Sequence[Indicator]) -> int:
    """Observations of the indicators from nothing; how many. The programme must be held."""
    by_key = {one.pk: one for one in indicators}
    changes, last_days = Changes(), dict[int, date]()
    for key, figures in dated_figures(by_key):
        changes.new += [(key, span) for span in spans_of(by_key[key], figures, state.units)]
        last_days[key] = _last_day(figures)
    ProvinceObservation.objects.filter(indicator__in=by_key).delete()
    changes.write()
    settle(state, {one: last_days.get(key) for key, one in by_key.items()})
    return len(changes.new)


def forget(indicators: Collection[int]) -> None:
    """What was kept of them is no longer used: pages compute it from figures until it is rebuilt.

    The digest goes, rather than differ: what it rested on could come back, its figures have not
    been followed.
    """
    rows = ObservationBasis.objects.filter(indicator__in=indicators)
    rows.exclude(digest="").update(digest="")


def _follow(
    indicators: Mapping[int, Indicator], new: Mapping[int, Sequence[Figure]], state: ProgrammeState
) -> None:
    if not indicators:
        return
    since = {key: min(one.known_on for one in some) for key, some in new.items()}
    latest = {key for key in new if _is_latest(indicators[key], new[key])}
    stored: dict[int, list[StoredSpan]] = defaultdict(list)
    for one in spans_since(indicators, min(since.values())):
        stored[one.indicator].append(one)
    changes = Changes()
    _look_today(
        {key: indicators[key] for key in latest},
        {key: new[key] for key in latest},
        state,
        stored,
        changes,
    )
    others = [key for key in indicators if key not in latest]
    if others:
        for key, figures in dated_figures(others, min(since[one] for one in others)):
            spans = spans_of(indicators[key], figures, state.units, since[key])
            changes.bring(key, stored[key], spans, since[key])
    changes.write()
    settle(state, {one: _last_change(one, new[key]) for key, one in indicators.items()})


def _is_latest(indicator: Indicator, figures: Sequence[Figure]) -> bool:
    """Whether all of them count from one day, and nothing began or ended after it."""
    first = min(one.known_on for one in figures)
    return _last_change(indicator, figures) == first


def _last_change(indicator: Indicator, figures: Sequence[Figure]) -> date:
    basis = basis_of(indicator)
    days = [one.known_on for one in figures]
    return max([*days, basis.changed_on] if basis and basis.changed_on else days)


def _look_today(
    indicators: Mapping[int, Indicator],
    new: Mapping[int, Sequence[Figure]],
    state: ProgrammeState,
    stored: Mapping[int, Sequence[StoredSpan]],
    changes: Changes,
) -> None:
    """The short way, for a report that is approved: only the places concerned, only as of now."""
    reported = {
        key: {
            one.span.place
            for one in stored.get(key, ())
            if one.span.until == FOREVER and one.span.kept.reporting
        }
        for key in indicators
    }
    for spot, kept in seen_now(indicators, new, state.units, reported).items():
        day = new[spot.indicator][0].known_on
        there = [one for one in stored.get(spot.indicator, ()) if one.span.place == spot.place]
        changes.bring(spot.indicator, there, [Span(spot.place, day, FOREVER, kept)], day)


def fill(state: ProgrammeState, *, most: int, among: Collection[int] | None = None) -> set[int]:
    """Keep what is not kept yet (`among` these), the smallest first, while that reads no more
    figures than `most`; which indicators. The programme must be held."""
    missing = [one for one in state.not_kept if among is None or one.pk in among]
    if not missing:
        return set()
    approved = Count("figures", filter=Q(figures__approved_at__isnull=False))
    rows = Indicator.objects.filter(pk__in=[one.pk for one in missing]).order_by()
    sizes = dict(rows.annotate(size=approved).values_list("pk", "size"))
    chosen, left = [], most
    for one in sorted(missing, key=lambda some: sizes[some.pk]):
        left -= sizes[one.pk]
        if left < 0:
            break
        chosen.append(one)
    if chosen:
        rebuild(state, chosen)
    return {one.pk for one in chosen}


def settle(state: ProgrammeState, days: Mapping[Indicator, date | None]) -> None:
    """Note on what the observations rest now, and the last day on which a figure began or ended."""
    rows = [
        ObservationBasis(indicator=indicator, digest=state.bases.of(indicator), changed_on=day)
        for indicator, day in days.items()
    ]
    ObservationBasis.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["indicator"],
        update_fields=["digest", "changed_on"],
        batch_size=500,
    )


def _last_day(figures: Sequence[Dated]) -> date:
    """On which anything began or ended."""
    ended = [one.until for one in figures if one.until < FOREVER]
    return max([one.row.known_on for one in figures] + ended)
