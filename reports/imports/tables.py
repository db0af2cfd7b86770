"""One reader for tables that people bring: CSV or a workbook, columns found by their names."""

from __future__ import annotations

from django.utils.translation import gettext as _

from reports.imports.rows import FileUnreadableError, Layout, Row
from reports.imports.tables_csv import csv_rows
from reports.imports.tables_xlsx import sheet_rows

_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def read_table(content: bytes, layout: Layout, *, most: int | None = None) -> list[Row]:
    """The rows of a CSV file or workbook (by content); blank lines are left out.

    FileUnreadableError with a sentence for a file that is no such table, or of more than `most`
    rows.
    """
    is_packed = content.startswith((_ZIP, _OLE))
    rows = sheet_rows(content, layout) if is_packed else csv_rows(content, layout, most=most)
    if not rows:
        raise FileUnreadableError(_("The file holds no rows below its header."))
    if most is not None and len(rows) > most:
        raise FileUnreadableError(
            _("The file has more than %(most)d rows. Bring it in parts.") % {"most": most}
        )
    return rows
