"""A table as a CSV file that Excel opens rightly in the language of the page."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from decimal import Decimal

from django.http import HttpResponse
from django.utils.formats import get_format

from tracker.common.decimals import plain

Value = str | Decimal | int | None
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def csv_response(
    filename: str, header: Sequence[str], rows: Iterable[Sequence[Value]], *, about: Sequence[str]
) -> HttpResponse:
    """UTF-8 with BOM; semicolons and decimal commas in Vietnamese, commas and points in English.

    The first line says what the table is of (`about`); text that Excel would take for a formula
    is kept as text.
    """
    point = str(get_format("DECIMAL_SEPARATOR", use_l10n=True))
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{filename}"'
    response.write("\ufeff")
    writer = csv.writer(response, delimiter=";" if point == "," else ",")
    writer.writerow([safe_text(part) for part in about])
    writer.writerow([safe_text(name) for name in header])
    writer.writerows([_cell(value, point) for value in row] for row in rows)
    return response


def _cell(value: Value, point: str) -> str:
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return plain(value).replace(".", point)
    return str(value) if isinstance(value, int) else safe_text(value)


def safe_text(text: str) -> str:
    """Text that a spreadsheet will not run as a formula."""
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text
