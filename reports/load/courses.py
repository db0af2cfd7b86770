"""The course of one series of figures: whole numbers in, the texts of its figures out. Pure."""

from __future__ import annotations

from dataclasses import dataclass

Numbers = tuple[str | None, str | None, str | None]
"""Value, numerator and denominator, as the ledger writes them: no trailing zeros."""

_MASK = 2**64 - 1
MILLION = 1_000_000
_MISSING, _CORRECTED, _OF = 31, 53, 1024
"""Of 1024 figures so many never came, and so many were wrong at first."""


def mixed(key: int, place: int) -> int:
    """64 bits that depend on key and place alone (SplitMix64), the same on every machine."""
    bits = (key + place * 0x9E3779B97F4A7C15) & _MASK
    bits = ((bits ^ (bits >> 30)) * 0xBF58476D1CE4E5B9) & _MASK
    bits = ((bits ^ (bits >> 27)) * 0x94D049BB133111EB) & _MASK
    return bits ^ (bits >> 31)


def is_missing(draw: int) -> bool:
    """About 3 % of the figures."""
    return (draw >> 32) % _OF < _MISSING


def is_corrected(draw: int) -> bool:
    """About 5 % of the figures; independent of those that are missing."""
    return (draw >> 44) % _OF < _CORRECTED


@dataclass(frozen=True, slots=True)
class Course:
    """One series: `start` at the baseline, then `slope` thousandths for each quarter.

    Numbers are in the smallest unit that is shown (tenths for one decimal). With a `base`, how
    many are counted, they are millionths of it, and the figure has two parts. `wobble` is the
    largest deviation from the straight line.
    """

    key: int
    start: int
    slope: int
    wobble: int
    decimals: int = 0
    base: int = 0

    def draw(self, step: int) -> int:
        """The chance of one quarter: what `at`, `is_missing` and `is_corrected` want."""
        return mixed(self.key, step)

    def at(self, step: int, draw: int, *, slip: bool = False) -> Numbers:
        """The figure of a quarter; with `slip` as somebody first got it wrong, too low."""
        level = self.start + self.slope * step // 1000 - self.wobble
        level += (draw & 0xFFFFF) * (2 * self.wobble + 1) >> 20
        if slip:
            level = level * 9 // 10 - 1
        level = max(level, 0)
        if not self.base:
            return text(level, self.decimals), None, None
        whole = self.base + self.base * step // 400
        return None, str(whole * min(level, MILLION) // MILLION), str(whole)


def text(number: int, decimals: int) -> str:
    """A whole number of smallest units as a plain decimal: 385 with one decimal is 38.5."""
    if not decimals:
        return str(number)
    whole, rest = divmod(number, 10**decimals)
    return f"{whole}.{rest:0{decimals}}".rstrip("0") if rest else str(whole)
