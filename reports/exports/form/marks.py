"""What the form hides in its sheets, so that it is found again wherever a person moves it. Pure."""

from __future__ import annotations

import re
import unicodedata
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

FIGURE, TASK = "f", "t"
"""What a row stands for: a figure (or one class of it), or a task."""
FIGURE_COLUMNS = ("value", "numerator", "denominator", "estimate", "kept", "note")
TASK_COLUMNS = ("progress", "done_on", "words", "products")
INPUTS: Mapping[str, tuple[str, ...]] = {FIGURE: FIGURE_COLUMNS, TASK: TASK_COLUMNS}
"""The columns that are filled in, by what the row stands for."""
ROW_CODE = "lt:row"
"""The head of the hidden column in which the codes of the rows stand."""
HEADER = "lt:header"
"""What stands there in the row of the words that people read above the columns."""
NAME = "name"
"""The column in which a row says what it is."""

_COLUMN = re.compile(r"lt:([a-z_]{1,20})")
_FORM = re.compile(r"lo-trinh:1:([^:]{1,60}):([^:]{1,60}):(\d{4}-Q[1-4])")
_ROW = re.compile(r"lt\|([ft])\|(\d{1,9}-[0-9a-f]{8})\|([0-9a-f]{8})\|(.{1,200})")


@dataclass(frozen=True)
class FormMark:
    """Of which programme, unit (codes) and quarter (`2026-Q3`) a sheet is."""

    programme: str
    unit: str
    period: str

    def __str__(self) -> str:
        return f"lo-trinh:1:{self.programme}:{self.unit}:{self.period}"

    @classmethod
    def read(cls, text: str) -> Self | None:
        """The mark that the text is, if it is one."""
        match = _FORM.fullmatch(text.strip())
        return cls(*match.groups()) if match else None


@dataclass(frozen=True)
class RowMark:
    """What a row is: a figure or a task, as of which stamp, by which name, and its code.

    Of the stamp (version and mark) the mark is read when the form comes back, the version is not.
    `check` is that of the name which stands beside it: names that were sorted without their codes
    are noticed.
    """

    kind: str
    stamp: str
    check: str
    code: str

    def __str__(self) -> str:
        return f"lt|{self.kind}|{self.stamp}|{self.check}|{self.code}"

    @classmethod
    def read(cls, text: str) -> Self | None:
        """The mark that the text is, if it is one."""
        match = _ROW.fullmatch(text.strip())
        return cls(*match.groups()) if match else None


def column_mark(code: str) -> str:
    """`lt:value`: what stands above a column."""
    return f"lt:{code}"


def column_of(text: str) -> str:
    """`value` of `lt:value`; "" for any other text."""
    match = _COLUMN.fullmatch(text.strip())
    return match[1] if match else ""


def check_of(name: str) -> str:
    """A check of a row's name that blanks, line ends and capitals do not change."""
    letters = unicodedata.normalize("NFC", name).casefold()
    return f"{zlib.crc32(''.join(c for c in letters if c.isalnum()).encode()):08x}"
