"""Repeatable chance: the same words give the same number on every machine, in every run."""

from __future__ import annotations

from decimal import Decimal

_MASK = 2**64 - 1


def seed(*words: str) -> int:
    """A 64-bit number that depends on the words alone (FNV-1a, then one congruential step)."""
    number = 14695981039346656037
    for byte in "/".join(words).encode():
        number = ((number ^ byte) * 1099511628211) & _MASK
    return (number * 6364136223846793005 + 1442695040888963407) & _MASK


def noise(*words: str) -> Decimal:
    """A number from -1 to 1 in thousandths that depends on the words alone."""
    return Decimal((seed(*words) >> 33) % 2001 - 1000) / 1000
