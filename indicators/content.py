"""What a stored row says: compared with what is wanted, and written into the ledger."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import models

from indicators.models import Baseline, Target
from tracker.common.decimals import plain


def differs(row: models.Model, wanted: Mapping[str, Any]) -> bool:
    """Whether the row says something else than what is wanted."""
    return any(getattr(row, name) != value for name, value in wanted.items())


def part(row: models.Model, names: Iterable[str]) -> dict[str, Any]:
    """The named fields as the ledger keeps them."""
    return {name: plain_value(getattr(row, name)) for name in names}


def content(row: Baseline | Target) -> dict[str, Any]:
    """A baseline or target for the ledger: what it says, without keys and bookkeeping."""
    names = ("year", "comparator", "value", "low", "high", "classes", "due", "tolerance", "wording")
    said = {name: plain_value(getattr(row, name, None)) for name in names}
    return {name: value for name, value in said.items() if value not in (None, "")}


def plain_value(value: Any) -> Any:
    """A value as JSON takes it: decimals and dates as text, rows by what they are called."""
    if isinstance(value, Decimal):
        return plain(value)
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, models.Model) else value
