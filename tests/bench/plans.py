"""How the database answers the heaviest queries, and whether any reads all figures for it."""

from __future__ import annotations

import re
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from django.db import connection

from tests.bench.replay import Statement

FIGURES = "reports_figure"
_RUNS = 3
_SHOWN = 5
_POSTGRES_SCAN = re.compile(rf"\bSeq Scan on {FIGURES}\b")
_ALIASES = re.compile(rf'"{FIGURES}"\s+(?:AS\s+)?"?(\w+)"?')
_WORDS = {"where", "inner", "left", "on", "order", "group", "limit", "set", "union", "cross"}


@dataclass(frozen=True)
class Explained:
    """A query with its plan; `label` is the line that sent it."""

    label: str
    sql: str
    milliseconds: float
    plan: str
    scans: bool


def scans_figures(vendor: str, sql: str, plan: str) -> bool:
    """Whether a plan goes through the whole table of figures, be it by way of an index."""
    if vendor == "postgresql":
        return bool(_POSTGRES_SCAN.search(plan))
    aliases = {found.lower() for found in _ALIASES.findall(sql)} - _WORDS
    names = "|".join(sorted({FIGURES, *aliases}))
    return bool(re.search(rf"^\s*SCAN (?:{names})\b", plan, re.MULTILINE | re.IGNORECASE))


def explained(by_label: Mapping[str, Sequence[Statement]]) -> list[Explained]:
    """Every different reading query, the slowest first."""
    found = [_explained(label, one) for label, one in _different(by_label)]
    return sorted(found, key=lambda one: -one.milliseconds)


def heaviest(found: Iterable[Explained]) -> list[Explained]:
    """The slowest five."""
    return list(found)[:_SHOWN]


def _different(by_label: Mapping[str, Sequence[Statement]]) -> Iterator[tuple[str, Statement]]:
    seen = set()
    for label, statements in by_label.items():
        for one in statements:
            if one.reads and one.sql not in seen:
                seen.add(one.sql)
                yield label, one


def _explained(label: str, one: Statement) -> Explained:
    seconds = []
    for _run in range(_RUNS):
        started = time.perf_counter()
        one.send()
        seconds.append(time.perf_counter() - started)
    plan = _plan(one)
    scans = scans_figures(connection.vendor, one.sql, plan)
    return Explained(label, one.sql, median(seconds) * 1000, plan, scans)


def _plan(one: Statement) -> str:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            words = "EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF, SUMMARY OFF) "
            cursor.execute(words + one.sql, one.parameters)
            return "\n".join(line for (line,) in cursor.fetchall())
        cursor.execute(f"EXPLAIN QUERY PLAN {one.sql}", one.parameters)
        return _tree(cursor.fetchall())


def _tree(rows: Sequence[tuple[int, int, int, str]]) -> str:
    """SQLite's rows (key, parent, unused, words), each step under the one that asks for it."""
    depths = {0: 0}
    lines = []
    for key, parent, _unused, words in rows:
        depth = depths.get(parent, 0)
        depths[key] = depth + 1
        lines.append("  " * depth + words)
    return "\n".join(lines)
