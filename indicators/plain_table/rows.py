"""A plain table as people write it: its head and its rows, every cell still text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date
from typing import Any

from tracker.common.folding import fold

COLUMNS = (
    *("code", "group", "name", "unit", "baseline", "baseline_year", "baseline_source"),
    *("wanted", "frequency", "collection", "lead", "clause", "definition"),
)
"""The columns of one cell each; besides them one for the target of each year, `target_2025`."""
_SCANNED = str.maketrans("Ƣƣ", "Ưư")
"""Scanned documents have the letter U+01A2 for `Ư`; what is quoted of them is put right."""
_NOT_OF_A_HEADING = ("unit", "baseline", "baseline_year", "lead", "wanted")


@dataclass(frozen=True)
class PlainHead:
    """What holds for the whole programme; `years` are one to three, in order.

    Of two years the first is the interim one; a third is that of a vision, shown and not judged.
    """

    code: str
    title: str
    issuer: str
    issued_on: date
    province: str
    monitor: str
    years: tuple[int, ...]
    number: str = ""
    short_title: str = ""
    source: str = ""

    def as_json(self) -> dict[str, Any]:
        """Plain values, to be kept."""
        held = {one.name: getattr(self, one.name) for one in fields(self)}
        return held | {"issued_on": self.issued_on.isoformat(), "years": list(self.years)}

    @classmethod
    def from_json(cls, held: Mapping[str, Any]) -> PlainHead:
        """The head of `as_json`."""
        issued_on = date.fromisoformat(held["issued_on"])
        return cls(**{**held, "issued_on": issued_on, "years": tuple(held["years"])})


@dataclass(frozen=True)
class PlainRow:
    """One indicator; `places` says where a cell stands in a file, `faults` why one is unreadable.

    `place` is where the row stands; "" for what was typed in the browser.
    """

    cells: Mapping[str, str]
    targets: Mapping[int, str]
    place: str = ""
    places: Mapping[str, str] = field(default_factory=dict)
    faults: Mapping[str, str] = field(default_factory=dict)

    def __getitem__(self, column: str) -> str:
        """The text of a cell on one line, except of a definition."""
        text = self.cells.get(column, "").translate(_SCANNED)
        return text.strip() if column == "definition" else " ".join(text.split())

    @property
    def stated(self) -> dict[int, str]:
        """The targets that are not empty, by year."""
        stated = sorted(self.targets.items())
        said = {year: " ".join(words.translate(_SCANNED).split()) for year, words in stated}
        return {year: words for year, words in said.items() if words.strip("-–— .")}

    @property
    def is_heading(self) -> bool:
        """Whether it is only the name of a group, as `I. Đô thị hóa` over the rows of a table."""
        is_bare = not (self.stated or self.faults) and bool(self["name"])
        return is_bare and not any(self[column] for column in _NOT_OF_A_HEADING)

    def as_json(self) -> dict[str, Any]:
        """Plain values, to be kept."""
        held = {one.name: getattr(self, one.name) for one in fields(self)}
        return held | {"targets": {str(year): words for year, words in self.targets.items()}}

    @classmethod
    def from_json(cls, held: Mapping[str, Any]) -> PlainRow:
        """The row of `as_json`."""
        targets = {int(year): words for year, words in held["targets"].items()}
        return cls(**{**held, "targets": targets})


def without_headings(rows: Iterable[PlainRow]) -> list[PlainRow]:
    """Each row that is no heading, in the group of the last heading where it names none."""
    found, group = [], ""
    for row in rows:
        if row.is_heading:
            group = row["name"]
        elif row["group"] or not group:
            found.append(row)
        else:
            found.append(replace(row, cells={**row.cells, "group": group}))
    return found


def code_of(name: str, taken: set[str]) -> str:
    """A code made of a name, none of those taken: `Tỷ lệ đô thị hóa` -> `ty-le-do-thi-hoa`.

    The same table gives the same codes.
    """
    words = "".join(
        letter if letter.isascii() and letter.isalnum() else " " for letter in fold(name)
    )
    base = "-".join(words.split())[:60].strip("-") or "chi-tieu"
    code, number = base, 2
    while code in taken:
        code, number = f"{base}-{number}", number + 1
    return code
