"""docs/benchmarks.md from the stored sections: tables, plans, and which limits hold. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from typing import Any

from tests.bench.sizes import GROWTH, SHAPES
from tests.bench.verdicts import MOST_GROWTH, broken, is_judged, shown

HEAD = f"""\
# Benchmarks

Made by `make bench`; do not edit. The numbers are in [benchmarks.json](benchmarks.json).

How to read them: absolute times belong to a machine, ratios travel. Times are medians and p95 of
several turns; in each turn every size and every floor is measured once, and ratio and growth are
medians over the turns, so that a busy moment of the machine meets both sides. Pages are whole
answers, compressed, to a reviewer (grids: to a reporter).

- **cold**: nothing is kept from before; **warm**: looked at before, nothing has changed since;
  **unchanged**: asked for again with the ETag of the answer that the browser has.
- **Floor** of a page or an API answer: an empty Django view behind the same middleware, and then
  the very queries that the cold page sends, sent bare and fetched. Of `assess`: these queries. Of a
  saved cell or an approval: the statements that write, sent bare in one transaction. Both are taken
  back, so that they can be repeated; what a disk costs at commit is not in them.
- The overview's limit holds for the page as it is kept. Cold is what the first one to look after a
  deed waits for, once in each process of the server (adr/0012).
- **Growth**: the time at the largest database by that at the smallest. Limit: {MOST_GROWTH}.
- **Peak**: what Python held at most beyond what it held before, in MB.
- Data: `manage.py generate_load` (seed 1). A programme of the same shape is looked at, among more
  and more others: the one in the middle, with as many rows of others before its own as behind.
"""
_VENDORS = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}
_SQL_SHOWN = 900


def document(sections: Mapping[str, Any]) -> str:
    """The whole document."""
    parts = [HEAD, _summary(sections)]
    for vendor, name in _VENDORS.items():
        if vendor in sections:
            parts += _vendor(name, sections[vendor])
    if "parts" in sections:
        parts += _texts("Files, crowds and reorganisations", sections["parts"])
    if "load" in sections:
        parts += _texts("Fifty people at once", sections["load"])
    if "front" in sections:
        parts += _front(sections["front"])
    return "\n".join(parts).rstrip() + "\n"


def misses(sections: Mapping[str, Any]) -> list[str]:
    """Every limit that does not hold, in all sections."""
    found = []
    for vendor, name in _VENDORS.items():
        section = sections.get(vendor, {})
        for line in section.get("lines", ()):
            found += [f"{name}: {_label(line)}: {one}" for one in broken(line)]
        scans = [plan for plan in section.get("plans", ()) if plan["scans"]]
        found += [f"{name}: {plan['label']} goes through the figures of others" for plan in scans]
    for part in chain(*(sections.get(name, {}).get("texts", ()) for name in ("parts", "load"))):
        if not part["holds"]:
            found.append(part["title"])
    for line in sections.get("front", {}).get("lines", ()):
        if line["limit"] is not None and line["value"] > line["limit"]:
            found.append(f"{line['label']}: {line['metric']}")
    return found


def _summary(sections: Mapping[str, Any]) -> str:
    found = misses(sections)
    if not found:
        return "**Every limit that was measured holds.**\n"
    title = "One limit does" if len(found) == 1 else f"{len(found)} limits do"
    return "\n".join([f"**{title} not hold:**\n", *(f"- {one}" for one in found), ""])


def _made(section: Mapping[str, Any]) -> str:
    made = section["made"]
    return (
        f"{made['day']}, {made['machine']}, {made['system']}, {made['versions']}; other work on the"
        f" machine meanwhile: load {made['busy']}.\n"
    )


# --- one kind of database -----------------------------------------------------------------------


def _vendor(name: str, section: Mapping[str, Any]) -> Iterator[str]:
    lines = section["lines"]
    yield f"## {name}\n"
    yield f"{section['version']}. {_made(section)}"
    names = list(dict.fromkeys(chain(*(line["sizes"] for line in lines))))
    yield from (f"- `{one}`: {SHAPES[one].words}" for one in names)
    yield "\n### Growth with the data\n"
    yield from _growth_table([one for one in lines if set(one["sizes"]) & set(GROWTH)])
    if others := [one for one in lines if not set(one["sizes"]) & set(GROWTH)]:
        yield "\n### Judgement of a large programme\n"
        yield from _growth_table(others)
    yield "\n### Growth with the depth of one programme\n"
    yield from _depth_table(lines)
    yield f"\n### The heaviest queries at `{section['largest']}`\n"
    yield from _plans(section["plans"])


def _growth_table(lines: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    sizes = [name for name in GROWTH if any(name in line["sizes"] for line in lines)]
    sizes = sizes or list(lines[0]["sizes"])
    heads = [*sizes, "p95", "floor", "ratio", "growth", "queries", "peak", "limits"]
    yield _row(["line", *heads])
    yield _row(["---", *["---:"] * (len(heads) - 1), "---"])
    for line in lines:
        numbers, grown = shown(line), line["growth"]
        yield _row(
            [
                _label(line),
                *(_milliseconds(line["sizes"].get(name, {}).get("median")) for name in sizes),
                _milliseconds(numbers["p95"]),
                _milliseconds(numbers["floor"]),
                f"{numbers['ratio']:.1f}",
                "" if grown is None else f"{grown:.2f}",
                str(numbers["queries"]),
                f"{numbers['peak']:.1f}",
                _verdict(line),
            ]
        )


def _verdict(line: Mapping[str, Any]) -> str:
    found = list(broken(line))
    if found:
        return f"**does not hold**: {'; '.join(found)}"
    return "holds" if is_judged(line) else ""


def _depth_table(lines: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    yield _row(["line", "flat", "deep", "deep / flat", "floor of deep", "queries"])
    yield _row(["---", *["---:"] * 5])
    for line in lines:
        if {"flat", "deep"} <= set(line["sizes"]):
            flat, deep = (line["sizes"][name] for name in ("flat", "deep"))
            yield _row(
                [
                    _label(line),
                    *(_milliseconds(one["median"]) for one in (flat, deep)),
                    f"{deep['median'] / flat['median']:.1f}",
                    _milliseconds(deep["floor"]),
                    str(deep["queries"]),
                ]
            )


def _plans(plans: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    scans = [one for one in plans if one["scans"]]
    words = ", ".join(one["label"] for one in scans)
    yield (
        f"**Queries that go through the figures of others: {words}.**\n"
        if scans
        else ("No query of any line goes through the figures of other programmes.\n")
    )
    for one in plans:
        sql = one["sql"] if len(one["sql"]) <= _SQL_SHOWN else f"{one['sql'][:_SQL_SHOWN]} …"
        yield f"{one['milliseconds']:.1f} ms, of “{one['label']}”:\n"
        yield f"```sql\n{sql}\n```\n\n```\n{one['plan']}\n```\n"


def _label(line: Mapping[str, Any]) -> str:
    return f"{line['label']}, {line['temperature']}" if line["temperature"] else line["label"]


def _milliseconds(seconds: float | None) -> str:
    if seconds is None:
        return ""
    return f"{seconds * 1000:.1f} ms" if seconds < 0.01 else f"{seconds * 1000:.0f} ms"


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


# --- the other sections -------------------------------------------------------------------------


def _texts(title: str, section: Mapping[str, Any]) -> Iterator[str]:
    yield f"\n## {title}\n"
    yield _made(section)
    for part in section["texts"]:
        yield f"```\n{part['text'].rstrip()}\n```\n"


def _front(section: Mapping[str, Any]) -> Iterator[str]:
    yield "\n## In front of somebody\n"
    yield f"Chromium on a slow line, its processor slowed down. {_made(section)}"
    yield _row(["page", "metric", "value", "limit", ""])
    yield _row(["---", "---", "---:", "---:", "---"])
    for line in section["lines"]:
        limit, unit = line["limit"], line["unit"]
        holds = "" if limit is None else "holds" if line["value"] <= limit else "**does not hold**"
        shown = "" if limit is None else f"{limit:g} {unit}"
        yield _row([line["label"], line["metric"], f"{line['value']:.2f} {unit}", shown, holds])
