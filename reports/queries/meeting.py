"""What a meeting's papers say beside the judgements: who wrote what about the figures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import F
from django.utils import timezone

from assignments.models import LOCAL_KINDS
from indicators.models import Programme
from reports.models import ExplanationMessage, ReportingPeriod
from reports.queries.completeness import Completeness, completeness
from reports.queries.facts import known_figures
from tracker.common.periods import Period, period_of
from tracker.common.timestamps import end_of

ANSWERS_FROM = timedelta(days=365)
"""How old an answer may be to be read out: it was written within a year before the day."""
_YEARS = 3


@dataclass(frozen=True)
class Words:
    """Source and note of one figure, as its unit or the imported file states them."""

    source: str
    note: str


@dataclass(frozen=True)
class Answer:
    """The last word on a request for explanation, by somebody else than who asked."""

    unit: str
    text: str
    day: date


FigureWords = Mapping[tuple[int, Period], Words]


def figure_words(programme: Programme, as_of: date) -> dict[tuple[int, Period], Words]:
    """Source and note of the province's own figures of recent years, by indicator and period.

    One query. What several figures of one period say (one of each class) is joined, each once.
    What local units wrote about their part speaks for them alone and is left out.
    """
    rows = known_figures(as_of).filter(
        indicator__programme=programme, definition="", year__gt=as_of.year - _YEARS
    )
    rows = rows.exclude(source="", note="").exclude(unit__kind__in=LOCAL_KINDS)
    columns = ("indicator_id", "year", "quarter", "source", "note")
    found = rows.order_by("known_on", "id").values_list(*columns)
    texts: dict[tuple[int, Period], tuple[list[str], list[str]]] = {}
    for indicator, year, quarter, source, note in found:
        sources, notes = texts.setdefault((indicator, period_of(year, quarter)), ([], []))
        sources.append(source.strip())
        notes.append(note.strip())
    return {
        key: Words(_joined(sources, "; "), _joined(notes, "\n"))
        for key, (sources, notes) in texts.items()
    }


def _joined(texts: list[str], between: str) -> str:
    """Each text once, in the order in which they came."""
    return between.join(dict.fromkeys(text for text in texts if text))


def answers(programme: Programme, as_of: date) -> dict[int, Answer]:
    """The latest answer to a request for explanation, by indicator; one query."""
    end = end_of(as_of)
    rows = ExplanationMessage.objects.filter(
        explanation__indicator__programme=programme,
        written_at__lt=end,
        written_at__gte=end - ANSWERS_FROM,
    ).exclude(written_by=F("explanation__asked_by"))
    columns = ("explanation__indicator_id", "explanation__unit__name", "text", "written_at")
    return {
        indicator: Answer(unit, text, timezone.localdate(written_at))
        for indicator, unit, text, written_at in rows.order_by("id").values_list(*columns)
    }


def reporting_board(
    programme: Programme, period: ReportingPeriod, as_of: date, quarters: int
) -> Completeness:
    """How the units reported in the period and those before it; eleven queries."""
    return completeness(programme, _up_to(programme, period, quarters), as_of)


def _up_to(
    programme: Programme, period: ReportingPeriod, quarters: int
) -> Sequence[ReportingPeriod]:
    wanted = [period.period]
    while len(wanted) < quarters:
        wanted.append(wanted[-1].previous())
    rows = ReportingPeriod.objects.filter(programme=programme, year__gte=wanted[-1].year)
    found = [one for one in rows.order_by("year", "quarter") if one.period in wanted]
    for one in found:
        one.programme = programme
    return found
