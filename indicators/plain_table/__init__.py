"""Targets as a plain table, one row for each indicator: understood, and made into a programme."""

from indicators.plain_table.building import Built, build
from indicators.plain_table.row import understand
from indicators.plain_table.rows import COLUMNS, PlainHead, PlainRow
from indicators.plain_table.understanding import (
    CellFault,
    Note,
    UnderstoodRow,
    UnderstoodTarget,
)
from indicators.plain_table.units import UnitNames

__all__ = [
    "COLUMNS",
    "Built",
    "CellFault",
    "Note",
    "PlainHead",
    "PlainRow",
    "UnderstoodRow",
    "UnderstoodTarget",
    "UnitNames",
    "build",
    "understand",
]
