"""Which limits hold: growth with the data, the ratio to the floor, seconds. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from tests.bench.sizes import GROWTH

MOST_GROWTH = 1.5
"""How many times its own time at fifty thousand figures a page may take at ten million."""

Line = Mapping[str, Any]
"""As tests/bench/measuring.py tells it: label, limits, and for each size its numbers."""


def shown_size(line: Line) -> str:
    """The size whose numbers stand for the line: the largest of those that grow, else its own."""
    names = [name for name in GROWTH if name in line["sizes"]]
    return names[-1] if names else next(iter(line["sizes"]))


def shown(line: Line) -> Mapping[str, Any]:
    """The numbers of that size."""
    return dict(line["sizes"][shown_size(line)])


def broken(line: Line) -> Iterator[str]:
    """Each limit that does not hold, as it was and as it is."""
    grown, numbers = line["growth"], shown(line)
    if is_growth_judged(line) and grown > MOST_GROWTH:
        yield f"growth {grown:.2f}, at most {MOST_GROWTH}"
    if line["ratio_limit"] and numbers["ratio"] > line["ratio_limit"]:
        yield f"ratio {numbers['ratio']:.1f}, at most {line['ratio_limit']}"
    if line["seconds_limit"] and numbers["median"] > line["seconds_limit"]:
        yield f"{numbers['median']:.2f} s, at most {line['seconds_limit']} s"


def is_judged(line: Line) -> bool:
    """Whether there is any limit for it."""
    return bool(line["ratio_limit"] or line["seconds_limit"]) or is_growth_judged(line)


def is_growth_judged(line: Line) -> bool:
    """Whether it was measured at two sizes and must cost the same at both."""
    return line["is_growth_judged"] and line["growth"] is not None
