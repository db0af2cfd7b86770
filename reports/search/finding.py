"""What a person finds: the things they may see whose names or texts hold all the words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from heapq import nsmallest
from typing import NamedTuple

from indicators.models import Programme
from reports.search.names import Kind, Names, names_of, units_of
from reports.search.wanted import Grade, Wanted

SHOWN = 20
"""So many of a kind are shown; of the others it is said how many they are."""


@dataclass(frozen=True)
class Found:
    """The keys of the best of one kind, best first, and how many there are in all.

    `closeness` is that of the best: how many accents it lacks, and its tier; `is_whole`, whether
    all words stand as words in each."""

    keys: tuple[int, ...]
    count: int
    closeness: tuple[int, ...]
    is_whole: bool


class _Hit(NamedTuple):
    """Accents as typed, then the tier, then the current programme, then the grade; then as they
    stand in their documents."""

    missing: int
    tier: int
    is_elsewhere: bool
    grade: Grade
    number: int
    key: int


def find(
    wanted: Wanted, programmes: Sequence[Programme], *, current: Programme | None
) -> dict[Kind, Found]:
    """By kind, the kind with the closest first, without those of which nothing was found.

    `programmes` are those that the person may see; what belongs to the current one, or to its
    province, precedes what fits as well. Where a word only begins another is looked at only if
    nothing holds all words whole: Vietnamese syllables begin one another ("hoa", "hoạch").
    """
    if not wanted.words:
        return {}
    places = _places(programmes, current)
    hits = {kind: _hits(wanted, rows) for kind, rows in places.items()}
    whole = {kind: [hit for hit in one if hit.grade.is_whole] for kind, one in hits.items()}
    is_whole = any(whole.values())
    best = {
        kind: _best(one, is_whole=is_whole)
        for kind, one in (whole if is_whole else hits).items()
        if one
    }
    return dict(sorted(best.items(), key=lambda pair: pair[1].closeness))


def _places(
    programmes: Sequence[Programme], current: Programme | None
) -> dict[Kind, list[tuple[bool, Names]]]:
    """The names of each kind: the current programme first, and whether they belong to it."""
    ranked = sorted(programmes, key=lambda one: current is None or one.pk != current.pk)
    home = current.province_id if current else None
    provinces = dict.fromkeys(one.province_id for one in ranked)
    units = units_of(provinces)
    places: dict[Kind, list[tuple[bool, Names]]] = {kind: [] for kind in Kind}
    for programme, kept in zip(ranked, names_of(ranked), strict=True):
        for kind, names in kept.items():
            places[kind].append((current is not None and programme.pk == current.pk, names))
    places[Kind.UNIT] = [(key == home, units[key]) for key in provinces]
    return places


def _hits(wanted: Wanted, places: Sequence[tuple[bool, Names]]) -> list[_Hit]:
    hits: list[_Hit] = []
    for is_current, names in places:
        rows = zip(names.keys, names.names, names.texts, names.spellings, strict=True)
        for key, called, text, spelling in rows:
            fit = wanted.fit(called, text, spelling)
            if fit is not None:
                missing, grade = fit
                hits.append(_Hit(missing, grade.tier, not is_current, grade, len(hits), key))
    return hits


def _best(hits: Sequence[_Hit], *, is_whole: bool) -> Found:
    best = nsmallest(SHOWN, hits)
    return Found(tuple(hit.key for hit in best), len(hits), best[0][:2], is_whole)
