"""Illustrative figures for the demonstration: invented, repeatable, and marked as such.

Decimal only, no clock and no chance of its own: the same programme, day and units give the same
figures. A later day only adds figures, it changes none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date

from reports.demonstration import ha_tinh, thanh_hoa
from reports.demonstration.rows import DemoFigure, UnitFacts

_PROGRAMMES: Mapping[str, Callable[[date, Sequence[UnitFacts]], Iterator[DemoFigure]]] = {
    "ha-tinh-15-ctr-tu": ha_tinh.figures,
    "thanh-hoa-57-kh-tu": thanh_hoa.figures,
}


def generate(programme_code: str, today: date, units: Sequence[UnitFacts]) -> list[DemoFigure]:
    """The illustrative figures known on `today`; none for a programme without a demonstration.

    `units` may hold both provinces; each programme takes its own by their official codes.
    """
    make = _PROGRAMMES.get(programme_code)
    return list(make(today, units)) if make else []
