"""The local units behind a rolled-up figure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from assignments.models import Unit
from indicators.method.rollup import UnitFigure
from reports.assessment import Assessment
from reports.queries.facts import FigureRow
from tracker.common.periods import Period


@dataclass(frozen=True)
class LocalShares:
    """The figures of the local units in the latest period that was rolled up."""

    period: Period
    rows: tuple[FigureRow, ...]
    figures: tuple[UnitFigure, ...]
    names: dict[str, str]


def latest_local(assessment: Assessment, units: Mapping[int, Unit]) -> LocalShares | None:
    """The local rows of the latest rolled-up period; None where there are none."""
    periods = assessment.series.local or {}
    if not periods:
        return None
    period = max(periods, key=lambda p: p.sort_key)
    rows = periods[period]
    return LocalShares(
        period=period,
        rows=rows,
        figures=tuple(
            UnitFigure(
                unit=units[row.unit_id].code,
                numerator=row.numerator,
                denominator=row.denominator,
                value=row.value,
            )
            for row in rows
        ),
        names={units[row.unit_id].code: units[row.unit_id].label for row in rows},
    )
