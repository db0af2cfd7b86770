"""What a person finds: the things they may see whose names or texts hold all the words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from heapq import nsmallest

from indicators.models import Programme
from reports.search.names import Kind, Names, names_of, units_of
from reports.search.wanted import Fit, Wanted

SHOWN = 20
"""So many of a kind are shown; of the others it is said how many they are."""


@dataclass(frozen=True)
class Found:
    """The keys of the best of one kind, best first, and how many there are in all.

    `closeness` is that of the best: how many accents it lacks, and its tier."""

    keys: tuple[int, ...]
    count: int
    closeness: tuple[int, ...]


def find(
    wanted: Wanted, programmes: Sequence[Programme], *, current: Programme | None
) -> dict[Kind, Found]:
    """By kind, the kind with the closest first, without those of which nothing was found.

    `programmes` are those that the person may see; what belongs to the current one, or to its
    province, precedes what fits as well.
    """
    if not wanted.words:
        return {}
    ranked = sorted(programmes, key=lambda one: current is None or one.pk != current.pk)
    home = current.province_id if current else None
    provinces = dict.fromkeys(one.province_id for one in ranked)
    units = units_of(provinces)
    places: dict[Kind, list[tuple[bool, Names]]] = {kind: [] for kind in Kind}
    for programme, kept in zip(ranked, names_of(ranked), strict=True):
        for kind, names in kept.items():
            places[kind].append((current is not None and programme.pk == current.pk, names))
    places[Kind.UNIT] = [(key == home, units[key]) for key in provinces]
    found = ((kind, _best(wanted, rows)) for kind, rows in places.items())
    return dict(
        sorted((pair for pair in found if pair[1].count), key=lambda pair: pair[1].closeness)
    )


def _best(wanted: Wanted, places: Sequence[tuple[bool, Names]]) -> Found:
    hits: list[tuple[tuple[int, ...], int, int]] = []
    for is_current, names in places:
        rows = zip(names.keys, names.names, names.texts, names.spellings, strict=True)
        for key, called, text, spelling in rows:
            fit = wanted.fit(called, text, spelling)
            if fit is not None:
                hits.append((_rank(fit, is_current=is_current), len(hits), key))
    best = nsmallest(SHOWN, hits)
    closeness = best[0][0][:2] if best else ()
    return Found(tuple(key for _rank, _number, key in best), len(hits), closeness)


def _rank(fit: Fit, *, is_current: bool) -> tuple[int, ...]:
    """Accents as typed, then the tier, then the current programme, then the grade."""
    missing, grade = fit
    return missing, grade.tier, not is_current, grade
