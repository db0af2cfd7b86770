"""How much a workbook may hold, and the sentences for what cannot be read."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.utils.translation import gettext as _

from tracker.common.errors import SentenceError
from tracker.common.file_kinds import Refusal

MAX_BYTES = 20 * 1024 * 1024
MAX_UNPACKED = 64 * 1024 * 1024
MAX_ROWS, MAX_COLUMNS, MAX_SHEETS, MAX_TEXT = 20_000, 100, 40, 32_767
"""Rows with content of one sheet; columns; sheets; characters of one cell, as Excel has it."""
MAX_CELLS, MAX_CHARACTERS = 200_000, 12_000_000
"""Cells with content and different texts of a whole workbook; their characters."""
MAX_ELEMENTS, MAX_DEPTH, MAX_NAMES = 2_000_000, 100, 2_000
"""Of XML: elements of a whole workbook, how deep they nest, different names in one part."""
MAX_TAG = 256 * 1024
"""Bytes of one tag, with its attributes."""


class SheetError(SentenceError):
    """The file is no workbook that can be read, or holds more than anybody would type."""


@dataclass
class Budget:
    """What a workbook may still cost; every part that is read draws on the same one."""

    unpacked: int = MAX_UNPACKED
    elements: int = MAX_ELEMENTS
    cells: int = MAX_CELLS
    characters: int = MAX_CHARACTERS

    @property
    def is_spent(self) -> bool:
        """Whether more was asked for than there was of what time goes into."""
        return self.unpacked < 0 or self.elements < 0

    @contextmanager
    def portion(self) -> Iterator[Budget]:
        """What one workbook of many may cost: no more than any other, nor than is left for all."""
        unpacked, elements = min(self.unpacked, MAX_UNPACKED), min(self.elements, MAX_ELEMENTS)
        part = Budget(unpacked, elements)
        try:
            yield part
        finally:
            self.unpacked -= unpacked - part.unpacked
            self.elements -= elements - part.elements

    def take_elements(self, count: int) -> None:
        """Draw on the elements."""
        self.elements -= count
        if self.elements < 0:
            raise crowded()

    def take_bytes(self, count: int) -> None:
        """Draw on the bytes; parts that are read twice count twice."""
        self.unpacked -= count
        if self.unpacked < 0:
            raise packed()

    def take_cell(self) -> None:
        """Draw on the cells."""
        self.cells -= 1
        if self.cells < 0:
            raise crowded()

    def take_characters(self, text: str) -> None:
        """Draw on the characters."""
        self.characters -= len(text)
        if self.characters < 0:
            raise crowded()


def damaged() -> SheetError:
    """What is in the file is not what a spreadsheet program writes."""
    return SheetError(_("The file is damaged. Open it, save it anew as .xlsx and try again."))


def packed() -> SheetError:
    """The file is small and its content is not."""
    return SheetError(_("The file would unpack to far more than a workbook holds."))


def crowded() -> SheetError:
    """There is more in it than anybody would type."""
    return SheetError(
        _(
            "The workbook holds more than can be read (%(most)d cells with content). Delete empty"
            " rows that only have a format, and sheets that are not needed."
        )
        % {"most": MAX_CELLS}
    )


def refused(refusal: Refusal) -> SheetError:
    """Why the content is not taken for a workbook at all."""
    sentences = {
        Refusal.EMPTY: _("The file is empty."),
        Refusal.MACROS: _("The file holds macros. Save it as .xlsx without them."),
        Refusal.ENCRYPTED: _("The file is locked with a password. Save it without one."),
    }
    if refusal is Refusal.PACKED:
        return packed()
    if refusal is Refusal.DAMAGED:
        return damaged()
    return SheetError(sentences.get(refusal, _("This is no Excel workbook (.xlsx).")))
