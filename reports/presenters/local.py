"""The local units behind a rolled-up figure, by those that reported or by those of the day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from assignments.models import Unit
from indicators.method.facts import Kind
from indicators.method.rollup import UnitFigure
from reports.assessment import Assessment
from reports.presenters.units.words import kept_sentence, told_apart
from reports.queries.facts import FigureRow
from reports.queries.local_figures import LocalFigures
from reports.succession_series import Gap, Lineage, unit_figure
from tracker.common.periods import Period


@dataclass(frozen=True)
class LocalShares:
    """The figures of the local units in the latest period that was rolled up.

    `notes` says of a figure why it stays with a unit that has ended, `gaps` why a unit of the day
    has none; both are empty as reported.
    """

    period: Period
    rows: tuple[FigureRow, ...]
    figures: tuple[UnitFigure, ...]
    names: dict[str, str]
    notes: Mapping[str, str] = field(default_factory=dict)
    gaps: Mapping[int, Gap] = field(default_factory=dict)

    def row_of(self, unit: Unit) -> FigureRow | None:
        """The unit's figure, if it has one; not what stays with a unit that has ended."""
        if unit.code in self.notes:
            return None
        return next((row for row in self.rows if row.unit_id == unit.pk), None)


def latest_local(
    assessment: Assessment,
    figures: LocalFigures,
    units: Mapping[int, Unit],
    lineage: Lineage | None = None,
) -> LocalShares | None:
    """The local rows of the latest rolled-up period, found among `figures`; None if there is none.

    With a lineage they are those of its day; what cannot be placed keeps its unit, so that the
    sum is the same.
    """
    period = assessment.series.last_reported
    if period is None:
        return None
    rows = figures[assessment.indicator.pk, period]
    if lineage is None:
        return _shares(period, rows, units)
    restated = lineage.restate(period, rows, adds_up=adds_up(assessment))
    notes = {
        units[row.unit_id].code: kept_sentence(row.unit_id, restated, lineage)
        for row in restated.left
    }
    return _shares(period, (*restated.placed, *restated.left), units, notes, restated.gaps)


def adds_up(assessment: Assessment) -> bool:
    """Whether figures without numerator and denominator may be added: a ratio's may not."""
    return assessment.measure.kind is not Kind.RATIO


def _shares(
    period: Period,
    rows: Sequence[FigureRow],
    units: Mapping[int, Unit],
    notes: Mapping[str, str] | None = None,
    gaps: Mapping[int, Gap] | None = None,
) -> LocalShares:
    names = told_apart({row.unit_id: units[row.unit_id] for row in rows}.values())
    return LocalShares(
        period=period,
        rows=tuple(rows),
        figures=tuple(unit_figure(units[row.unit_id], row) for row in rows),
        names={units[key].code: name for key, name in names.items()},
        notes=notes or {},
        gaps=gaps or {},
    )
