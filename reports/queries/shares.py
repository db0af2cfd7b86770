"""How much of the province a local unit is: its part of what all have counted last."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from assignments.models import Unit
from indicators.models import Collection
from reports.assessment import Assessment, ProgrammeAssessment
from reports.queries.local_figures import figures_of_last_year

_WHOLE = Decimal(1)


@dataclass(frozen=True)
class Shares:
    """The denominators of the last year by indicator and unit, and their sums by indicator."""

    counted: Mapping[int, Mapping[int, Decimal]]
    totals: Mapping[int, Decimal]

    def of(self, unit: Unit, assessment: Assessment) -> Decimal:
        """The unit's share in the province's figure: its part of the denominators of the last year.

        1 for an indicator that its lead reports for the province, 0 without any denominator.
        """
        if assessment.indicator.collection != Collection.LOCAL:
            return _WHOLE
        key = assessment.indicator.pk
        total = self.totals.get(key)
        return self.counted[key].get(unit.pk, Decimal(0)) / total if total else Decimal(0)


def shares_in(state: ProgrammeAssessment, indicators: Iterable[Assessment]) -> Shares:
    """The shares of all units in these indicators; one query, or none."""
    figures = figures_of_last_year(state, indicators)
    counted: dict[int, dict[int, Decimal]] = defaultdict(dict)
    for key, period in sorted(figures, key=lambda pair: pair[1].sort_key):
        for row in figures[key, period]:
            if row.denominator is not None:
                counted[key][row.unit_id] = row.denominator
    return Shares(counted, {key: sum(some.values(), Decimal(0)) for key, some in counted.items()})
