"""Tables in CSV: UTF-8, comma or semicolon, every row with its line."""

from __future__ import annotations

import csv
import io
import unicodedata

from django.utils.translation import gettext as _

from reports.imports.rows import FileUnreadableError, Layout, Row

MAX_BYTES = 20 * 1024 * 1024


def csv_rows(content: bytes, layout: Layout) -> list[Row]:
    """The rows below the header, which is the first line; FileUnreadableError."""
    reader = csv.reader(io.StringIO(_decode(content)), delimiter=_delimiter(content), strict=True)
    try:
        return _rows(reader, _header(next(reader, []), layout))
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


def _header(cells: list[str], layout: Layout) -> list[str]:
    names = [layout.column(cell) for cell in cells]
    unknown = [cell.strip() for cell, name in zip(cells, names, strict=True) if name is None]
    missing = [name for name in layout.required if name not in names]
    known = [name for name in names if name is not None]
    if missing:
        raise FileUnreadableError(
            _("The header lacks: %(missing)s. Known columns: %(known)s.")
            % {"missing": ", ".join(missing), "known": layout.known}
        )
    if unknown:
        raise FileUnreadableError(
            _("Unknown columns: %(unknown)s. Known columns: %(known)s.")
            % {"unknown": ", ".join(unknown), "known": layout.known}
        )
    if len(set(known)) < len(known):
        raise FileUnreadableError(_("A column stands twice in the header."))
    return known
