"""The words of a target understood: `khoảng 4,7–5,1 %` becomes a comparator with its numbers."""

from indicators.wording.examples import Example, examples
from indicators.wording.facts import Doubt, Reading, Remark, WordingError
from indicators.wording.reading import read_wording

__all__ = [
    "Doubt",
    "Example",
    "Reading",
    "Remark",
    "WordingError",
    "examples",
    "read_wording",
]
