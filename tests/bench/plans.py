"""How the database answers the heaviest queries, and whether any goes through all figures."""

from __future__ import annotations

import re
import sys
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from django.db import connection

from indicators.models import Programme
from reports.models import Figure
from tests.bench.replay import Statement

FIGURES = "reports_figure"
_RUNS = 3
_SHOWN = 5
_SHARE = 10
"""Nobody needs a tenth of the figures of all programmes for one page."""
_SEQUENTIAL = re.compile(rf"\bSeq Scan on {FIGURES}\b")
_NODE = re.compile(
    r"^\s*(?:->\s*)?(?P<name>\S.*?)\s+\(actual rows=(?P<rows>\d+) loops=(?P<loops>\d+)\)"
)
_REMOVED = re.compile(r"^\s*Rows Removed by [\w ]+: (?P<rows>\d+)")
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


def scans_figures(vendor: str, sql: str, plan: str, figures: int) -> bool:
    """Whether a plan goes through the figures of everybody, be it by way of an index.

    PostgreSQL says how many rows it looked at: a sequential scan is one, and so is any other way
    of looking at a tenth of all `figures`. SQLite says how it goes: a scan, or a search by a range
    of keys only.
    """
    if vendor == "postgresql":
        return bool(_SEQUENTIAL.search(plan)) or looked_at(plan) * _SHARE > figures
    aliases = {found.lower() for found in _ALIASES.findall(sql)} - _WORDS
    names = "|".join(sorted({FIGURES, *aliases}))
    ways = rf"SCAN (?:{names})\b|SEARCH (?:{names}) USING INTEGER PRIMARY KEY \(rowid[<>]"
    return bool(re.search(rf"^\s*(?:{ways})", plan, re.MULTILINE | re.IGNORECASE))


def looked_at(plan: str) -> int:
    """How many figures all steps of an executed plan of PostgreSQL looked at, found or not."""
    rows = loops = 0
    for line in plan.splitlines():
        if node := _NODE.match(line):
            is_ours = f" on {FIGURES}" in node["name"]
            loops = int(node["loops"]) if is_ours else 0
            rows += int(node["rows"]) * loops
        elif removed := _REMOVED.match(line):
            rows += int(removed["rows"]) * loops
    return rows


def explained(by_label: Mapping[str, Sequence[Statement]]) -> list[Explained]:
    """Every different reading query, the slowest first."""
    # Among a few programmes the figures of one are many of all.
    are_many = Programme.objects.count() > _SHARE
    figures = Figure.objects.count() if are_many else sys.maxsize
    found = [_explained(label, one, figures) for label, one in _different(by_label)]
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


def _explained(label: str, one: Statement, figures: int) -> Explained:
    seconds = []
    for _run in range(_RUNS):
        started = time.perf_counter()
        one.send()
        seconds.append(time.perf_counter() - started)
    plan = _plan(one)
    scans = scans_figures(connection.vendor, one.sql, plan, figures)
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
