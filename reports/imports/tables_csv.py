"""Tables in CSV as spreadsheets and scripts write it: every row with its line."""

from __future__ import annotations

import codecs
import csv
import io
import re
import unicodedata
from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _

from reports.imports.rows import FileUnreadableError, Layout, Row
from tracker.common.sheets.limits import MAX_COLUMNS

MAX_BYTES = 20 * 1024 * 1024
_DELIMITERS = (",", ";", "\t")
_SEPARATOR = re.compile(r'"?sep=([,;\t])"?[,;\t ]*\n', re.IGNORECASE)
"""The line by which Excel is told what parts the cells."""


def csv_rows(content: bytes, layout: Layout, *, most: int | None = None) -> list[Row]:
    """The rows below the header, which is the first line; FileUnreadableError.

    Reading stops at the first row beyond `most`, which is among them.
    """
    text, skipped = _decode(content), 0
    told = _SEPARATOR.match(text)
    if told:
        text, skipped = text[told.end() :], 1
    delimiter = told[1] if told else _delimiter(text)
    reader = csv.reader(io.StringIO(text), delimiter=delimiter, strict=True)
    try:
        header = _header(next(reader, []), layout)
        return list(_rows(((reader.line_num + skipped, cells) for cells in reader), header, most))
    except csv.Error as error:
        raise FileUnreadableError(
            _(
                "Line %(line)d cannot be read: a quotation mark is left open or stands in the "
                "middle of a cell, or the cell is too long."
            )
            % {"line": reader.line_num + skipped}
        ) from error


def _rows(
    lines: Iterable[tuple[int, list[str]]], header: list[str], most: int | None
) -> Iterator[Row]:
    found = 0
    for line, cells in lines:
        if not any(cell.strip() for cell in cells):
            continue
        if any(cell.strip() for cell in cells[len(header) :]):
            raise FileUnreadableError(
                _(
                    "Line %(line)d has %(found)d cells, the header %(expected)d. "
                    "A decimal comma needs quotes around the number."
                )
                % {"line": line, "found": len(cells), "expected": len(header)}
            )
        yield Row(line, dict(zip(header, (cell.strip() for cell in cells), strict=False)))
        found += 1
        if most is not None and found > most:
            return


def _decode(content: bytes) -> str:
    """The text with line ends of one kind; UTF-8, or UTF-16 that says so by its mark."""
    if len(content) > MAX_BYTES:
        raise FileUnreadableError(_("The file is larger than 20 MB."))
    is_wide = content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    try:
        text = content.decode("utf-16" if is_wide else "utf-8-sig")
    except UnicodeDecodeError as error:
        raise FileUnreadableError(
            _("The file is not UTF-8 text. Save it as “CSV UTF-8”, or bring the workbook itself.")
        ) from error
    if "\0" in text:
        raise FileUnreadableError(_("The file is not text."))
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))


def _delimiter(text: str) -> str:
    """What stands most often in the first line."""
    return max(_DELIMITERS, key=text.partition("\n")[0].count)


def _header(cells: list[str], layout: Layout) -> list[str]:
    """The columns by their headings; what stands behind the last one is a stray delimiter."""
    while cells and not cells[-1].strip():
        cells.pop()
    if len(cells) > MAX_COLUMNS:
        raise FileUnreadableError(
            _("The header has more than %(most)d columns.") % {"most": MAX_COLUMNS}
        )
    names = [layout.column(cell) for cell in cells]
    unknown = [
        cell.strip() or _("column %(number)d has no heading") % {"number": number}
        for number, (cell, name) in enumerate(zip(cells, names, strict=True), start=1)
        if name is None
    ]
    missing = [name for name in layout.required if name not in names]
    known = [name for name in names if name is not None]
    if missing:
        raise FileUnreadableError(
            _("The header lacks: %(missing)s. Known columns: %(known)s.")
            % {"missing": layout.named(missing), "known": layout.known}
        )
    if unknown:
        raise FileUnreadableError(
            _("Unknown columns: %(unknown)s. Known columns: %(known)s.")
            % {"unknown": ", ".join(unknown), "known": layout.known}
        )
    if len(set(known)) < len(known):
        raise FileUnreadableError(_("A column stands twice in the header."))
    return known
