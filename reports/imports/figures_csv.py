"""Figures in a CSV file: columns found by name, every fault named with line, column and value."""

from __future__ import annotations

import csv
import io
import unicodedata
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tracker.common.errors import SentenceError

COLUMNS = (
    "indicator",
    "unit",
    "period",
    "value",
    "numerator",
    "denominator",
    "class",
    "nature",
    "note",
    "source",
    "definition",
)
_REQUIRED = ("indicator", "period")
Names = tuple[str, ...]
MAX_BYTES = 20 * 1024 * 1024


@dataclass(frozen=True)
class Refusal:
    """Why one line is refused: where it stands, what it says and a sentence."""

    line: int
    column: str
    value: str
    sentence: str

    def __str__(self) -> str:
        return _("line %(line)d, column %(column)s, “%(value)s”: %(sentence)s") % {
            "line": self.line,
            "column": self.column,
            "value": self.value,
            "sentence": self.sentence,
        }


class FiguresRefusedError(SentenceError):
    """The file is refused whole; `refusals` names each faulty line."""

    def __init__(self, refusals: list[Refusal]) -> None:
        super().__init__("\n".join(str(refusal) for refusal in refusals))
        self.refusals = refusals


class FileUnreadableError(SentenceError):
    """The file as a whole is not a table of figures."""


@dataclass(frozen=True)
class Row:
    """One line of the file: its number and its cells as text, absent columns empty."""

    line: int
    cells: dict[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")


def read_rows(content: bytes, columns: Names = COLUMNS, required: Names = _REQUIRED) -> list[Row]:
    """The rows of a UTF-8 CSV file with comma or semicolon; blank lines are left out."""
    reader = csv.reader(io.StringIO(_decode(content)), delimiter=_delimiter(content), strict=True)
    try:
        return _rows(reader, _header(next(reader, []), columns, required))
    except csv.Error as error:
        raise FileUnreadableError(
            _("Line %(line)d is not valid CSV: %(error)s.")
            % {"line": reader.line_num, "error": error}
        ) from error


def _rows(reader: csv.Reader, header: list[str]) -> list[Row]:  # type: ignore[name-defined]
    rows = []
    for cells in reader:
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) > len(header):
            raise FileUnreadableError(
                _(
                    "Line %(line)d has %(found)d cells, the header %(expected)d. "
                    "A decimal comma needs quotes around the number."
                )
                % {"line": reader.line_num, "found": len(cells), "expected": len(header)}
            )
        named = dict(zip(header, (cell.strip() for cell in cells), strict=False))
        rows.append(Row(reader.line_num, named))
    if not rows:
        raise FileUnreadableError(_("The file holds no figures."))
    return rows


def _decode(content: bytes) -> str:
    if len(content) > MAX_BYTES:
        raise FileUnreadableError(_("The file is larger than 20 MB."))
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise FileUnreadableError(_("The file is not UTF-8 text.")) from error
    if "\0" in text:
        raise FileUnreadableError(_("The file is not text."))
    return unicodedata.normalize("NFC", text)


def _delimiter(content: bytes) -> str:
    first = content.split(b"\n", 1)[0]
    return ";" if first.count(b";") > first.count(b",") else ","


def _header(cells: list[str], columns: Names, required: Names) -> list[str]:
    names = [cell.strip().lower() for cell in cells]
    unknown = [name for name in names if name not in columns]
    missing = [name for name in required if name not in names]
    if unknown or missing or len(set(names)) < len(names):
        raise FileUnreadableError(_header_sentence(unknown, missing, columns))
    return names


def _header_sentence(unknown: list[str], missing: list[str], columns: Names) -> str | Promise:
    known = ", ".join(columns)
    if missing:
        return _("The header lacks: %(missing)s. Known columns: %(known)s.") % {
            "missing": ", ".join(missing),
            "known": known,
        }
    if unknown:
        return _("Unknown columns: %(unknown)s. Known columns: %(known)s.") % {
            "unknown": ", ".join(unknown),
            "known": known,
        }
    return gettext_lazy("A column stands twice in the header.")
