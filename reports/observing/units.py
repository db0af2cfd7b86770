"""Observations follow the units: a reorganisation leaves most of what was rolled up as it was."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date

from django.db import transaction

from assignments.models import Unit
from indicators.models import Indicator, Programme, Province
from reports.models import Figure, ProvinceObservation
from reports.observing.basis import basis_of
from reports.observing.keeping import ProgrammeState, fill, hold, settle, state_of
from tracker.common.periods import Period, period_of

_MOST = 5000
"""So many figures of a programme are read to roll up anew at once; the rest waits for the night,
and pages compute it until then."""


@contextmanager
def following_units(province: Province) -> Iterator[None]:
    """What changes units of the province stands inside; one transaction with what follows of it.

    Where the units of every period with local figures stay the same, so does what was rolled up.
    """
    programmes = list(Programme.objects.filter(province=province).order_by("pk"))
    with transaction.atomic():
        hold(programmes)
        before = {one.pk: state_of(one) for one in programmes}
        yield
        for one in programmes:
            _follow(before[one.pk], state_of(one))


def _follow(before: ProgrammeState, now: ProgrammeState) -> None:
    left = {
        key: one
        for key, one in now.indicators.items()
        if before.bases.is_kept(one) and not now.bases.is_kept(one)
    }
    if not left:
        return
    touched = _touched(left, before.units, now.units)
    settle(now, {one: _changed_on(one) for key, one in left.items() if key not in touched})
    if touched:
        fill(now, among=touched, most=_MOST)


def _changed_on(indicator: Indicator) -> date | None:
    basis = basis_of(indicator)
    return basis.changed_on if basis else None


def _touched(
    indicators: Mapping[int, Indicator], before: Mapping[int, Unit], now: Mapping[int, Unit]
) -> set[int]:
    """The indicators with local figures of a period at whose end other units exist now."""
    if before.keys() - now.keys() or _have_figures(now.keys() - before.keys()):
        return set(indicators)
    changed = [
        (before.get(key), unit) for key, unit in now.items() if _other(before.get(key), unit)
    ]
    places = ProvinceObservation.objects.filter(indicator__in=indicators, reporting__gt=0)
    columns = ("indicator_id", "year", "quarter")
    rows = list(places.order_by().values_list(*columns).distinct())
    periods = {period_of(year, quarter) for _indicator, year, quarter in rows}
    concerned = {period for period in periods if _is_concerned(period, changed)}
    return {key for key, year, quarter in rows if period_of(year, quarter) in concerned}


def _have_figures(units: set[int]) -> bool:
    """Whether a unit that was not a local one before was reported of all the same."""
    return Figure.objects.filter(unit__in=units).exists()


def _other(old: Unit | None, new: Unit) -> bool:
    return old is None or (old.valid_from, old.valid_to) != (new.valid_from, new.valid_to)


def _is_concerned(period: Period, changed: list[tuple[Unit | None, Unit]]) -> bool:
    end = period.ends_on
    return any(
        (old is not None and old.is_valid_on(end)) != new.is_valid_on(end) for old, new in changed
    )
