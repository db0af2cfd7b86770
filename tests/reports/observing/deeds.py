"""Deeds that bring figures, for tests that look at what is kept after each of them."""

from __future__ import annotations

from contextlib import AbstractContextManager
from datetime import date
from decimal import Decimal

import time_machine

from indicators.method.facts import Nature
from indicators.models import Indicator, Programme
from reports.actions import record_figures
from reports.assessment import ProgrammeAssessment, assess_programme
from reports.entries import FigureEntry
from reports.models import ObservationBasis
from reports.observing.keeping import state_of
from reports.observing.proving import differing
from tracker.common.periods import Period
from tracker.common.timestamps import today


def on(day: date) -> AbstractContextManager[object]:
    """Noon of the day."""
    return time_machine.travel(f"{day.isoformat()}T12:00:00+07:00", tick=False)


def entry(programme: Programme, units, code: str, unit: str, period: str, **numbers) -> FigureEntry:
    indicator = Indicator.objects.get(programme=programme, code=code)
    nature = Nature(numbers.pop("nature", "official"))
    texts = {name: numbers.pop(name) for name in ("class_code", "definition") if name in numbers}
    given = {name: None if n is None else Decimal(n) for name, n in numbers.items()}
    place = (indicator, units[unit], Period.parse(period))
    return FigureEntry(*place, nature=nature, **texts, **given)


def approve(programme: Programme, by, *entries: FigureEntry) -> None:
    """As a report is approved: the figures count from today."""
    record_figures(programme=programme, entries=entries, by=by, approve=True, known_on=today())


def import_history(programme: Programme, by, *entries: FigureEntry) -> None:
    """As a file of history is brought: each counts from the cut-off of its period."""
    record_figures(programme=programme, entries=entries, by=by, approve=True)


def not_kept(programme: Programme) -> set[str]:
    return {one.code for one in state_of(programme).not_kept}


def wrong(programme: Programme) -> list[str]:
    """Indicators that are kept otherwise than their figures say."""
    return [indicator.code for indicator, _place in differing(programme)]


def from_figures(programme: Programme, day: date) -> ProgrammeAssessment:
    """The state of a day with nothing kept; what is kept is put back as it was."""
    digests = dict(ObservationBasis.objects.values_list("pk", "digest"))
    ObservationBasis.objects.update(digest="")
    try:
        return assess_programme(programme, day)
    finally:
        for key, digest in digests.items():
            ObservationBasis.objects.filter(pk=key).update(digest=digest)


def series(state: ProgrammeAssessment) -> dict[str, object]:
    return {one.indicator.code: one.series for one in state.indicators}
