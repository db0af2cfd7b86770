"""A generated programme of any size, stored through the product's own verbs."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

from assignments.actions import load_units
from assignments.models import Unit
from assignments.programme.loading import load_programme
from assignments.units_file import parse_units
from indicators.method.facts import Comparator, Frequency, Kind, Nature, Wanted
from indicators.models import Programme
from indicators.programme_file import (
    BaselineSpec,
    ClauseSpec,
    Collection,
    IndicatorSpec,
    ProgrammeSpec,
    TargetSpec,
)
from reports.actions import record_figures
from reports.entries import FigureEntry
from tracker.accounts.models import User
from tracker.common.files import read_text
from tracker.common.periods import Period
from tracker.common.timestamps import today

PROVINCE, MONITOR, LEAD = "42", "42-vptu", "42-sxd-2025"
UNITS = Path(__file__).resolve().parents[2] / "fixtures" / "units" / "ha-tinh.yaml"


def build(indicators: int, periods: int, *, by: User) -> Programme:
    """`indicators` quarterly indicators with a figure for each of the last `periods` quarters."""
    load_units(parse_units(read_text(UNITS), UNITS.name), by=None)
    spec = _programme(indicators)
    load_programme(spec, by=by)
    programme = Programme.objects.get(code=spec.code)
    record_figures(programme=programme, entries=_figures(programme, periods), by=by, approve=True)
    return programme


def _programme(count: int) -> ProgrammeSpec:
    clauses = tuple(ClauseSpec(f"II.{n}", f"Mục tiêu {n}.") for n in range(1, 11))
    return ProgrammeSpec(
        code=f"bench-{count}",
        number=f"{count}-CTr/TU",
        title=f"Chương trình {count} chỉ tiêu",
        issuer="Tỉnh ủy",
        issued_on=date(2022, 9, 30),
        province=PROVINCE,
        monitor=MONITOR,
        interim=2025,
        final=2030,
        clauses=clauses,
        indicators=tuple(_indicator(number, clauses) for number in range(count)),
    )


def _indicator(number: int, clauses: tuple[ClauseSpec, ...]) -> IndicatorSpec:
    """Every third is to fall; way and size differ, so that every status occurs."""
    is_falling = number % 3 == 2
    start = Decimal(20 + number % 50)
    way = Decimal(5 + number % 20) * (-1 if is_falling else 1)
    clause = clauses[number % len(clauses)].id
    return IndicatorSpec(
        code=f"indicator-{number:03}",
        name=f"Chỉ tiêu số {number}",
        group=f"Nhóm {number % 8 + 1}",
        unit="%",
        kind=Kind.VALUE,
        wanted=Wanted.LOWER if is_falling else Wanted.HIGHER,
        decimals=1,
        frequency=Frequency.QUARTERLY,
        collection=Collection.PROVINCE,
        baseline=BaselineSpec(2020, "Công bố", Nature.OFFICIAL, value=start),
        targets=tuple(
            TargetSpec(
                year=year,
                comparator=Comparator.LE if is_falling else Comparator.GE,
                wording=f"đạt {start + way * share}%",
                clause=clause,
                value=start + way * share,
            )
            for year, share in ((2025, Decimal("0.5")), (2030, Decimal(1)))
        ),
        lead=LEAD,
    )


def _figures(programme: Programme, count: int) -> list[FigureEntry]:
    province = Unit.objects.get(code=PROVINCE)
    quarters = list(_last_quarters(count))
    entries = []
    for indicator in programme.indicators.select_related("baseline"):
        target = indicator.targets.latest("year")
        way = (target.value - indicator.baseline.value) / 40  # a quarter's share of ten years
        speed = way * (indicator.position % 7) / 4
        for step, period in enumerate(quarters):
            value = (indicator.baseline.value + speed * step).quantize(Decimal("0.1"))
            entries.append(FigureEntry(indicator, province, period, Nature.OFFICIAL, value=value))
    return entries


def _last_quarters(count: int) -> Iterator[Period]:
    """The last closed quarters, oldest first."""
    periods = [Period.containing(today()).previous()]
    while len(periods) < count:
        periods.append(periods[-1].previous())
    yield from reversed(periods)
