"""Observations that are kept, as values: read by the day, and by span to be restated."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from django.db.models import QuerySet

from reports.models import ProvinceObservation
from reports.observing.kept import Kept, Place, Span

_CONTENT = (
    *("value", "numerator", "denominator", "classes", "done_on", "nature"),
    *("covered", "whole", "error", "reporting"),
)
_PLACE = ("definition", "year", "quarter")


class StoredSpan(NamedTuple):
    """A span as it stands in the table."""

    key: int
    indicator: int
    span: Span


def kept_on(indicators: Collection[int], day: date) -> dict[int, list[tuple[Place, Kept]]]:
    """What one saw of the indicators on the day; one query."""
    rows = ProvinceObservation.objects.filter(
        indicator__in=indicators, until__gt=day, known_on__lte=day
    )
    found: dict[int, list[tuple[Place, Kept]]] = defaultdict(list)
    for indicator, *values in rows.values_list("indicator_id", *_PLACE, *_CONTENT):
        found[indicator].append((Place(*values[:3]), _kept(values[3:])))
    return found


def spans_since(indicators: Collection[int], since: date) -> list[StoredSpan]:
    """The spans that had not ended before the day, also those that end on it; one query."""
    rows = ProvinceObservation.objects.filter(indicator__in=indicators, until__gte=since)
    return list(stored_spans(rows))


def stored_spans(rows: QuerySet[ProvinceObservation]) -> Iterator[StoredSpan]:
    """The rows of a queryset as values; one query."""
    names = ("id", "indicator_id", "known_on", "until", *_PLACE, *_CONTENT)
    for key, indicator, known_on, until, *values in rows.values_list(*names):
        span = Span(Place(*values[:3]), known_on, until, _kept(values[3:]))
        yield StoredSpan(key, indicator, span)


def observation_row(indicator: int, span: Span) -> ProvinceObservation:
    """A span as a row, not saved."""
    kept = span.kept
    return ProvinceObservation(
        indicator_id=indicator,
        **span.place._asdict(),
        known_on=span.known_on,
        until=span.until,
        value=_text(kept.value),
        numerator=_text(kept.numerator),
        denominator=_text(kept.denominator),
        classes=kept.classes,
        done_on=kept.done_on,
        nature=kept.nature,
        covered=_text(kept.covered),
        whole=_text(kept.whole),
        error=kept.error,
        reporting=kept.reporting,
    )


def _kept(values: list[Any]) -> Kept:
    value, numerator, denominator, classes, done_on, nature, covered, whole, *rest = values
    return Kept(
        _number(value),
        _number(numerator),
        _number(denominator),
        None if classes is None else tuple((name, count) for name, count in classes),
        done_on,
        nature,
        _number(covered),
        _number(whole),
        *rest,
    )


def _number(text: str) -> Decimal | None:
    return Decimal(text) if text else None


def _text(number: Decimal | None) -> str:
    return "" if number is None else format(number, "f")
