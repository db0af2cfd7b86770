"""The folded names of each programme and of each province's units, kept until somebody does
something (docs/adr/0013)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from django.core.cache import caches

from indicators.models import Programme
from reports.queries.search import Row, clause_texts, indicator_texts, task_texts, unit_texts
from reports.search.wanted import kept_names, kept_spelling, kept_text
from tracker.audit.changes import own_versions


class Kind(StrEnum):
    """What can be found, in the order in which it is shown."""

    PROGRAMME = "programme"
    INDICATOR = "indicator"
    UNIT = "unit"
    TASK = "task"
    CLAUSE = "clause"


@dataclass(frozen=True)
class Names:
    """Things of one kind: keys, folded names, folded text behind them, and all as it is spelt."""

    keys: tuple[int, ...]
    names: tuple[str, ...]
    texts: tuple[str, ...]
    spellings: tuple[str, ...]


Kept = Mapping[Kind, Names]


class _Entry(NamedTuple):
    key: int
    names: Sequence[str]
    text: Sequence[str]


_KEPT = "names"
"""The cache of its own (settings): pages are not pushed out by names."""


def names_of(programmes: Sequence[Programme]) -> list[Kept]:
    """What each programme holds, in the order given: indicators, tasks, clauses and itself."""
    known = {one.code: one for one in programmes}
    versions = own_versions(known)
    made = _kept(versions, lambda codes: _read([known[code] for code in codes]))
    return [made[one.code] for one in programmes]


def units_of(provinces: Iterable[int]) -> dict[int, Names]:
    """The units of each province, by its key."""
    wanted = {f"/{key}": key for key in provinces}
    version = own_versions([""])[""]
    made = _kept(
        dict.fromkeys(wanted, version), lambda names: _read_units([wanted[name] for name in names])
    )
    return {key: made[name][Kind.UNIT] for name, key in wanted.items()}


def _kept(
    versions: Mapping[str, str], read: Callable[[list[str]], Mapping[str, Kept]]
) -> dict[str, Kept]:
    """By name, as of these versions at least; what is kept of older ones is read anew."""
    cache = caches[_KEPT]
    found = cache.get_many(versions)
    fresh = {name: kept for name, (version, kept) in found.items() if version == versions[name]}
    stale = [name for name in versions if name not in fresh]
    if stale:
        read_now = read(stale)
        cache.set_many({name: (versions[name], read_now[name]) for name in stale}, timeout=None)
        fresh |= read_now
    return fresh


def _read(programmes: Sequence[Programme]) -> dict[str, Kept]:
    """One query a kind for all of them."""
    keys = [one.pk for one in programmes]
    found = {
        Kind.INDICATOR: _grouped(indicator_texts(keys), names=3),
        Kind.TASK: _grouped(task_texts(keys), names=3),
        Kind.CLAUSE: _grouped(clause_texts(keys), names=1),
        Kind.PROGRAMME: {one.pk: [_programme(one)] for one in programmes},
    }
    return {
        one.code: {kind: _names(rows.get(one.pk, [])) for kind, rows in found.items()}
        for one in programmes
    }


def _read_units(provinces: Sequence[int]) -> dict[str, Kept]:
    rows = _grouped(unit_texts(provinces), names=3)
    return {f"/{key}": {Kind.UNIT: _names(rows.get(key, []))} for key in provinces}


def _programme(one: Programme) -> _Entry:
    names = (one.number, one.short_title, one.short_title_en, one.title, one.title_en, one.code)
    return _Entry(one.pk, names, (one.issuer,))


def _grouped(rows: Iterable[Row], *, names: int) -> dict[int, list[_Entry]]:
    """By programme or province; so many of the texts are names, the others stand behind them."""
    grouped: dict[int, list[_Entry]] = defaultdict(list)
    for key, home, *texts in rows:
        grouped[home].append(_Entry(key, texts[:names], texts[names:]))
    return grouped


def _names(entries: Sequence[_Entry]) -> Names:
    return Names(
        keys=tuple(one.key for one in entries),
        names=tuple(kept_names(one.names) for one in entries),
        texts=tuple(kept_text(one.text) for one in entries),
        spellings=tuple(kept_spelling((*one.names, *one.text)) for one in entries),
    )
