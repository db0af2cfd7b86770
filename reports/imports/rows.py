"""What a table that somebody brings is made of: its columns, its rows, why one is refused."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tracker.common.errors import SentenceError
from tracker.common.folding import fold

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

MOST_ROWS = 20_000
"""As many as a page previews at once; the command takes any number."""
MESSAGE = "message"
"""The column in which refused rows carry why they were refused; known everywhere, never read."""
_MESSAGE_HEADINGS = ("ly do tu choi", "why it is refused")
_MESSAGE_LABEL = gettext_lazy("Why it is refused")


class FileUnreadableError(SentenceError):
    """The file as a whole is not a table of the kind that is wanted."""


@dataclass(frozen=True)
class Refusal:
    """Why one line is refused: where it stands, what it says and a sentence."""

    line: int
    column: str
    value: str
    sentence: str
    place: str
    """`line 12`, or the sheet and the address of the cell."""

    def __str__(self) -> str:
        return _("%(place)s, column %(column)s, “%(value)s”: %(sentence)s") % {
            "place": self.place,
            "column": self.column,
            "value": self.value,
            "sentence": self.sentence,
        }


@dataclass(frozen=True)
class Row:
    """One line of the file: its number and its cells as text, absent columns empty.

    In a workbook a number is written with a comma, as `38,51`, so that it is read in one way only;
    a percentage as `38,51%`.
    """

    line: int
    cells: Mapping[str, str]
    sheet: str = ""
    letters: Mapping[str, str] = field(default_factory=dict)
    """The column of the sheet for each column of the table."""
    days: frozenset[str] = frozenset()
    """The columns in which the spreadsheet holds a day, not a number or a text."""
    faults: Mapping[str, str] = field(default_factory=dict)
    """Why a cell cannot be read at all, by column."""

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")

    def place(self, column: str = "") -> str:
        """Where the row stands, or one of its cells: `line 12`, `Sheet!C12`."""
        if not self.sheet:
            return _("line %(line)d") % {"line": self.line}
        letter = self.letters.get(column) or next(iter(self.letters.values()), "A")
        return f"{self.sheet}!{letter}{self.line}"

    def refusal(self, column: str, sentence: str) -> Refusal:
        """The row is refused for one of its cells."""
        return Refusal(self.line, column, self[column], sentence, self.place(column))


def twice(named: Iterable[tuple[Row, Hashable, object]]) -> dict[int, Row]:
    """Which of the rows (each with what it is of, and what it says) cannot stand: by its number
    from 0 the other row of the same thing.

    Of rows that say the same the first stands; of those that differ none, for nobody can tell
    which one counts.
    """
    groups: dict[Hashable, list[tuple[int, Row, object]]] = defaultdict(list)
    for number, (row, key, content) in enumerate(named):
        groups[key].append((number, row, content))
    found: dict[int, Row] = {}
    for (first, row, content), *others in groups.values():
        found |= {number: row for number, _row, _content in others}
        other = next((one for _number, one, said in others if said != content), None)
        if other is not None:
            found[first] = other
    return found


@dataclass(frozen=True)
class Layout:
    """The columns of a kind of table: their names, and other headings under which they are found.

    `unread` columns help whoever fills the table.
    """

    columns: tuple[str, ...]
    required: tuple[str, ...]
    headings: Mapping[str, str]
    """Folded heading → column."""
    unread: frozenset[str] = frozenset({MESSAGE})
    labels: Mapping[str, str | _StrPromise] = field(default_factory=dict)
    """Column → its heading as it is best written, one of those above."""

    def column(self, heading: str) -> str | None:
        """The column that a heading means; None for one that is not known."""
        wanted = fold(heading).strip("* :")
        if wanted in self.columns or wanted == MESSAGE:
            return wanted
        if wanted in _MESSAGE_HEADINGS:
            return MESSAGE
        return self.headings.get(wanted)

    @property
    def known(self) -> str:
        """All columns, for a message."""
        return self.named(self.columns)

    def named(self, columns: Iterable[str]) -> str:
        """Columns by their headings, for a message."""
        return ", ".join(map(self.label, columns))

    def label(self, column: str) -> str:
        """The heading of a column as it is best written, in the language of the page."""
        return str(_MESSAGE_LABEL if column == MESSAGE else self.labels.get(column, column))
