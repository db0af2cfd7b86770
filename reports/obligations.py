"""What a unit owes in a period: from its part in indicators, their frequency and its validity."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from assignments.models import LOCAL_KINDS, Assignment, Part, Unit
from indicators.method.facts import Frequency, Kind
from indicators.models import Collection, Indicator, Programme
from reports.models import ReportingPeriod
from tracker.common.periods import Period

LAST_QUARTER = 4


@dataclass(frozen=True)
class Obligation:
    """One figure that is owed; an indicator of classes owes one per class."""

    indicator: Indicator
    period: Period
    class_code: str = ""

    @property
    def key(self) -> tuple[int, str]:
        """What identifies it within a report."""
        return self.indicator.pk, self.class_code


def obligations_of(unit: Unit, period: ReportingPeriod) -> list[Obligation]:
    """What this unit owes, in the order of the programme; nothing if it no longer existed."""
    return obligations_by_unit(period, [unit]).get(unit.pk, [])


def obligations_by_unit(
    period: ReportingPeriod, units: list[Unit] | None = None
) -> dict[int, list[Obligation]]:
    """What each unit of the province owes; units that owe nothing are left out. Three queries."""
    return obligations_by_period(period.programme, [period], units)[period.pk]


def obligations_by_period(
    programme: Programme, periods: Sequence[ReportingPeriod], units: list[Unit] | None = None
) -> dict[int, dict[int, list[Obligation]]]:
    """What is owed by period and unit, by their keys: three queries for any number of periods.

    Quarterly indicators are owed each quarter, annual ones in the fourth, of the year. A figure
    for the province is owed by who leads it at the cut-off, one of local units by each of them
    that existed then. A vision, and what can no longer be measured, is owed by nobody.
    """
    indicators = _indicators(programme)
    leads = _leads(programme)
    asked = _units(programme) if units is None else units
    asked = [unit for unit in asked if unit.province_id == programme.province_id]
    return {period.pk: owed_in(period, indicators, leads, asked) for period in periods}


def owed_in(
    period: ReportingPeriod,
    indicators: Sequence[Indicator],
    leads: Sequence[Assignment],
    units: Sequence[Unit],
) -> dict[int, list[Obligation]]:
    """What each of the units owes of the indicators; `leads` are theirs of whatever day. Pure."""
    owed: dict[int, list[Obligation]] = defaultdict(list)
    due = [one for one in indicators if _is_owed_in(one, period)]
    leading = {row.indicator_id: row.unit_id for row in leads if row.held_on(period.cut_off)}
    for unit in units:
        if not unit.is_valid_on(period.cut_off):
            continue
        for indicator in due:
            if _owes(unit, indicator, leading):
                owed[unit.pk] += _figures(indicator, period)
    return dict(owed)


def _units(programme: Programme) -> list[Unit]:
    return list(Unit.objects.filter(province=programme.province_id))


def _indicators(programme: Programme) -> list[Indicator]:
    live = Indicator.objects.filter(programme=programme, retired_at=None)
    vision = programme.vision_year
    if vision is not None:
        live = live.filter(targets__year__lt=vision).distinct()
    return list(live.order_by("position"))


def _is_owed_in(indicator: Indicator, period: ReportingPeriod) -> bool:
    if indicator.superseded_on is not None and indicator.superseded_on <= period.cut_off:
        return False
    return indicator.frequency == Frequency.QUARTERLY or period.quarter == LAST_QUARTER


def _leads(programme: Programme) -> list[Assignment]:
    rows = Assignment.objects.filter(programme=programme, part=Part.LEAD)
    return list(rows.filter(indicator__isnull=False))


def _owes(unit: Unit, indicator: Indicator, leading: dict[int | None, int]) -> bool:
    if indicator.collection == Collection.LOCAL:
        return unit.kind in LOCAL_KINDS
    return leading.get(indicator.pk) == unit.pk


def _figures(indicator: Indicator, period: ReportingPeriod) -> list[Obligation]:
    is_annual = indicator.frequency == Frequency.ANNUAL
    of = Period(period.year, None if is_annual else period.quarter)
    if indicator.kind == Kind.CLASSES:
        return [Obligation(indicator, of, code) for code in indicator.class_order]
    return [Obligation(indicator, of)]
