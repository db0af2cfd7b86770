"""What was found in a form that came back, before anything is compared or checked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from tracker.common.sheets.reader import CellIn


@dataclass(frozen=True)
class RowIn:
    """A row with a code: where it stands and its cells by the code of their column.

    Columns of figures: value, numerator, denominator, estimate, kept, note; of tasks: progress,
    done_on, words, products. A column that is not in the file is not among the cells; an empty
    cell of a column that is there is an empty CellIn with its address.
    """

    sheet: str
    row: int
    code: str
    stamp: str
    name: str
    """What the row calls itself, to be named in a message."""
    cells: Mapping[str, CellIn] = field(default_factory=dict)
    fault: str = ""
    """Why the row as a whole cannot be taken: its code stands twice, or beside another name."""


@dataclass(frozen=True)
class Stray:
    """A cell with content where no row or column of the form is: it cannot be brought."""

    sheet: str
    address: str
    text: str
    more: int = 0
    """How many others of the sheet are not listed."""


@dataclass(frozen=True)
class FormIn:
    """A form of one unit and period as it came back."""

    programme: str
    unit: str
    period: str
    figures: tuple[RowIn, ...] = ()
    tasks: tuple[RowIn, ...] = ()
    strays: tuple[Stray, ...] = ()
