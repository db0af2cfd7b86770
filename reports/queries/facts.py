"""Everything an assessment needs of a programme, in a fixed number of queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Q, QuerySet

from assignments.models import Assignment, Part, Unit
from indicators.method.rollup import quotient
from indicators.models import Indicator, Programme, Target
from reports.models import Figure
from reports.observing.basis import Bases
from reports.observing.kept import Kept, Place
from reports.queries.observations import kept_on
from reports.queries.units import local_units
from tracker.common.periods import Period, period_of

COLUMNS = (
    "indicator_id",
    "unit_id",
    "year",
    "quarter",
    "class_code",
    "definition",
    "value",
    "numerator",
    "denominator",
    "done_on",
    "nature",
    "source",
    "known_on",
)


@dataclass(frozen=True, slots=True)
class FigureRow:
    """One approved figure as it stood on the day in question."""

    indicator_id: int
    unit_id: int
    year: int
    quarter: int
    class_code: str
    definition: str
    value: Decimal | None
    numerator: Decimal | None
    denominator: Decimal | None
    done_on: date | None
    nature: str
    source: str
    known_on: date

    @property
    def period(self) -> Period:
        """The reporting period as a value."""
        return period_of(self.year, self.quarter)

    def measured(self, factor: Decimal) -> Decimal | None:
        """factor × n/d where both parts are there and d is not 0, else the value as given."""
        if self.numerator is not None and self.denominator:
            return quotient(self.numerator, self.denominator, factor)
        return self.value


@dataclass(frozen=True)
class Owners:
    """The units that answer for an indicator."""

    lead: Unit | None = None
    coordinating: tuple[Unit, ...] = ()


@dataclass(frozen=True)
class Plan:
    """What is to be reached and who answers for it, as it stood on `as_of`."""

    programme: Programme
    as_of: date
    indicators: tuple[Indicator, ...]
    targets: dict[int, tuple[Target, ...]]
    owners: dict[int, Owners]


@dataclass(frozen=True)
class ProgrammeFacts(Plan):
    """The plan with what was seen of each indicator on the day.

    `kept` by indicator where that can be read from the table, else the `figures` themselves.
    """

    kept: dict[int, list[tuple[Place, Kept]]]
    figures: dict[int, list[FigureRow]]
    local_units: dict[int, Unit]


def load_plan(programme: Programme, as_of: date, codes: Sequence[str] | None = None) -> Plan:
    """Three queries whatever the number of indicators; `codes` narrows them."""
    indicators = _indicators(programme, codes)
    keys = [indicator.pk for indicator in indicators]
    targets, owners = targets_in_force(keys, as_of), _owners(keys, as_of)
    return Plan(programme, as_of, tuple(indicators), targets, owners)


def load_facts(
    programme: Programme,
    as_of: date,
    codes: Sequence[str] | None = None,
    *,
    units: Mapping[int, Unit] | None = None,
) -> ProgrammeFacts:
    """Five queries whatever the number of indicators, units and periods; `codes` narrows them.

    With the local units given as `units` there are four. One more reads the figures of indicators
    whose observations are not kept, or rest on units or a definition that have changed since.
    """
    plan = load_plan(programme, as_of, codes)
    known_units = local_units(programme) if units is None else dict(units)
    bases = Bases(known_units)
    is_kept = {one.pk: bases.is_kept(one) for one in plan.indicators}
    return ProgrammeFacts(
        **vars(plan),
        kept=kept_on([key for key, kept in is_kept.items() if kept], as_of),
        figures=_figures([key for key, kept in is_kept.items() if not kept], as_of),
        local_units=known_units,
    )


def _indicators(programme: Programme, codes: Sequence[str] | None) -> list[Indicator]:
    indicators = Indicator.objects.filter(programme=programme, retired_at__isnull=True)
    if codes is not None:
        indicators = indicators.filter(code__in=codes)
    related = ("group", "baseline", "observation_basis")
    return list(indicators.select_related(*related).order_by("position"))


def targets_in_force(keys: list[int], as_of: date) -> dict[int, tuple[Target, ...]]:
    """The targets of indicators as they were in force on the day, by year; one query."""
    in_force = Target.objects.filter(
        Q(in_force_from__isnull=True) | Q(in_force_from__lte=as_of),
        Q(in_force_until__isnull=True) | Q(in_force_until__gt=as_of),
        indicator__in=keys,
    )
    found: dict[int, list[Target]] = defaultdict(list)
    for target in in_force.select_related("clause").order_by("year"):
        found[target.indicator_id].append(target)
    return {key: tuple(targets) for key, targets in found.items()}


def _owners(keys: list[int], as_of: date) -> dict[int, Owners]:
    leads: dict[int, Unit] = {}
    others: dict[int, list[Unit]] = defaultdict(list)
    rows = Assignment.objects.on(as_of).filter(indicator__in=keys).select_related("unit")
    for row in rows.order_by("position"):
        if row.indicator_id is None:
            continue
        if row.part == Part.LEAD:
            leads[row.indicator_id] = row.unit
        else:
            others[row.indicator_id].append(row.unit)
    return {key: Owners(leads.get(key), tuple(others.get(key, ()))) for key in {*leads, *others}}


def known_figures(as_of: date) -> QuerySet[Figure]:
    """Approved figures that counted on that day (docs/adr/0004)."""
    return Figure.objects.filter(
        Q(superseded_on__isnull=True) | Q(superseded_on__gt=as_of),
        approved_at__isnull=False,
        known_on__lte=as_of,
    )


def _figures(keys: list[int], as_of: date) -> dict[int, list[FigureRow]]:
    rows = known_figures(as_of).filter(indicator__in=keys).order_by("known_on", "id")
    found: dict[int, list[FigureRow]] = defaultdict(list)
    for row in read_rows(rows):
        found[row.indicator_id].append(row)
    return found


def read_rows(figures: QuerySet[Figure]) -> Iterator[FigureRow]:
    """The figures as rows, in the order of the queryset; one query."""
    # Not by iterator(): PostgreSQL would store the answer first and hand it out in further steps.
    for values in figures.values_list(*COLUMNS):
        yield FigureRow(*values)
