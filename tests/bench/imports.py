"""Ten thousand figures from one workbook: its preview, and storing it, beside a bare insert."""

from __future__ import annotations

import time
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from django.core.management import call_command
from django.db import connection, transaction

from indicators.models import Programme
from reports.exports.tables import TableSheet, tables_workbook
from reports.imports.figure_preview import confirm, preview
from reports.imports.figure_rows import FIGURES
from reports.imports.uploads import keep
from reports.models import Figure, UploadKind
from tests.bench.programme import PROVINCE, build
from tracker.accounts.models import User
from tracker.common.periods import Period
from tracker.common.timestamps import today

INDICATORS, PERIODS = 500, 20
MOST_PREVIEW, MOST_IMPORT = 3.0, 10.0
"""Seconds that a preview, and storing the file, may take."""


@dataclass(frozen=True)
class _Seen:
    """What was measured, in seconds."""

    preview: float
    stored: float
    again: float
    floor: float


def ten_thousand(folder: Path) -> str:
    """A line that says how long it takes; the second time the same file changes nothing.

    The floor is one bare bulk_create of the same rows in a transaction.
    """
    seen = _measured(folder)
    holds = seen.preview <= MOST_PREVIEW and seen.stored <= MOST_IMPORT
    return (
        f"{INDICATORS * PERIODS} figures from a workbook: preview {seen.preview:.1f} s, stored in "
        f"{seen.stored:.1f} s, again {seen.again:.1f} s; bare bulk_create {seen.floor:.1f} s, "
        f"ratio {seen.stored / seen.floor:.1f}; limits {MOST_PREVIEW:g} s and {MOST_IMPORT:g} s: "
        f"{'hold' if holds else 'DOES NOT HOLD'}\n"
    )


def _measured(folder: Path) -> _Seen:
    connection.close()
    connection.settings_dict["NAME"] = str(folder / "imports.sqlite3")
    call_command("migrate", verbosity=0)
    user = User.objects.create_user("bench", full_name="Bench", is_administrator=True)
    programme = build(INDICATORS, 1, by=user)
    content = _workbook(programme)
    Figure.objects.all().delete()
    started = time.perf_counter()
    found = preview(programme=programme, content=content, by=user)
    shown = time.perf_counter() - started
    assert (len(found.effective), found.refusals) == (INDICATORS * PERIODS, ())
    stored = _stored(programme, content, found.mark, user, expected=INDICATORS * PERIODS)
    again = preview(programme=programme, content=content, by=user)
    repeated = _stored(programme, content, again.mark, user, expected=0)
    return _Seen(shown, stored, repeated, _floor())


def _stored(programme: Programme, content: bytes, mark: str, user: User, *, expected: int) -> float:
    kind = UploadKind.FIGURES
    upload = keep(programme=programme, kind=kind, name="so-lieu.xlsx", content=content, by=user)
    started = time.perf_counter()
    done = confirm(upload=upload, mark=mark, by=user)
    seconds = time.perf_counter() - started
    assert done.new + done.changed == expected, done
    return seconds


def _floor() -> float:
    """The same rows once more, inserted without asking anything, and taken back."""
    rows = list(Figure.objects.all())
    Figure.objects.all().delete()
    for row in rows:
        row.pk = None
    started = time.perf_counter()
    with transaction.atomic():
        Figure.objects.bulk_create(rows, batch_size=500)
    return time.perf_counter() - started


def _workbook(programme: Programme) -> bytes:
    """As a clerk fills the template: every cell as text."""
    periods = [Period.containing(today()).previous()]
    while len(periods) < PERIODS:
        periods.append(periods[-1].previous())
    codes = programme.indicators.values_list("code", flat=True)
    rows = [
        [code, PROVINCE, str(period), _value(number + place), "", "", "", "", "", "Niên giám", ""]
        for number, code in enumerate(codes)
        for place, period in enumerate(periods)
    ]
    widths = [12.0] * len(FIGURES.columns)
    sheet = TableSheet("Số liệu", "Số liệu", FIGURES.columns, rows, widths, is_filled_in=True)
    return tables_workbook("Số liệu", "Bench", [sheet])


def _value(number: int) -> str:
    return str(Decimal(number % 1000) / 10).replace(".", ",")
