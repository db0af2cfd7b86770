"""How many heads a percentage still needs before it meets its goal."""

from __future__ import annotations

from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from .criterion import Criterion
from .precision import exact


@exact
def missing_heads(
    bounds: Criterion, numerator: Decimal, denominator: Decimal, factor: Decimal = Decimal(100)
) -> int | None:
    """ceil(T*d/100) - n, for `gt` floor(T*d/100) + 1 - n; 0 once met.

    Where lower is wanted: the heads by which n is too high. None for d = 0, n > d, or broken heads.
    """
    n, d = numerator, denominator
    if d <= 0 or n > d or n != n.to_integral_value() or d != d.to_integral_value():
        return None
    fewest = None if bounds.low is None else _fewest(bounds.low * d / factor, bounds.is_strict)
    most = None if bounds.high is None else _most(bounds.high * d / factor, bounds.is_strict)
    if fewest is not None and n < fewest:
        return int(fewest - n)
    return int(n - most) if most is not None and n > most else 0


def is_surplus(bounds: Criterion, figure: Decimal) -> bool:
    """Whether the heads by which a figure misses its goal are too many, not too few."""
    return bounds.high is not None and (bounds.low is None or figure >= bounds.low)


def _fewest(heads: Decimal, is_strict: bool) -> Decimal:
    if is_strict:
        return heads.to_integral_value(ROUND_FLOOR) + 1
    return heads.to_integral_value(ROUND_CEILING)


def _most(heads: Decimal, is_strict: bool) -> Decimal:
    if is_strict:
        return heads.to_integral_value(ROUND_CEILING) - 1
    return heads.to_integral_value(ROUND_FLOOR)
