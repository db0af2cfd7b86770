"""Approved figures with the days on which they counted, past and present."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date
from itertools import groupby

from django.db.models import Q, QuerySet

from reports.models import Figure
from reports.observing.kept import FOREVER
from reports.observing.sweep import Dated
from reports.queries.facts import COLUMNS, FigureRow

_AT_ONCE = 2000


def dated_figures(
    indicators: Collection[int], since: date = date.min
) -> Iterator[tuple[int, list[Dated]]]:
    """Of one indicator after the other the figures that counted on the day or later; those that
    have none are left out. One query, one indicator in memory."""
    rows = Figure.objects.filter(
        Q(superseded_on__isnull=True) | Q(superseded_on__gt=since),
        indicator__in=indicators,
        approved_at__isnull=False,
    )
    found = _dated(rows.order_by("indicator_id"))
    for indicator, some in groupby(found, key=lambda one: one.row.indicator_id):
        yield indicator, list(some)


def current_figures() -> QuerySet[Figure]:
    """Approved figures that nothing has replaced: those of the index `figure_one_current`."""
    return Figure.objects.filter(superseded_on__isnull=True, approved_at__isnull=False)


def read_current(figures: QuerySet[Figure]) -> list[Dated]:
    """Current figures in the order in which they became known; one query."""
    rows = figures.order_by("known_on", "id").values_list("id", *COLUMNS)
    return [Dated(FigureRow(*values), FOREVER, key) for key, *values in rows]


def _dated(figures: QuerySet[Figure]) -> Iterator[Dated]:
    rows = figures.values_list("id", "superseded_on", *COLUMNS).iterator(chunk_size=_AT_ONCE)
    for key, until, *values in rows:
        yield Dated(FigureRow(*values), until or FOREVER, key)
