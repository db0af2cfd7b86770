"""What can be found by its name, and the rows of what was found."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import F, Prefetch

from assignments.models import Succession, Task, Unit
from indicators.models import Clause, Indicator, Programme

Row = tuple[Any, ...]
"""Key, key of the programme or province, then the texts that were asked for."""


def indicator_texts(programmes: Iterable[int]) -> list[Row]:
    """Live indicators in the order of their documents: name, its English, code, definition."""
    rows = Indicator.objects.filter(programme__in=programmes, retired_at=None)
    names = ("programme_id", "name", "name_en", "code", "definition")
    return list(rows.order_by("programme", "position").values_list("pk", *names))


def task_texts(programmes: Iterable[int]) -> list[Row]:
    """Live tasks in the order of their documents: title, its English, code, text, product."""
    rows = Task.objects.filter(programme__in=programmes, retired_at=None)
    names = ("programme_id", "title", "title_en", "code", "text", "product")
    return list(rows.order_by("programme", "position").values_list("pk", *names))


def clause_texts(programmes: Iterable[int]) -> list[Row]:
    """Clauses in the order of their documents: number and text."""
    rows = Clause.objects.filter(programme__in=programmes).order_by("programme", "position")
    return list(rows.values_list("pk", "programme_id", "ref", "text"))


def unit_texts(provinces: Iterable[int]) -> list[Row]:
    """Units, those without an end first: name, short name, code."""
    rows = Unit.objects.filter(province__in=provinces)
    ordered = rows.order_by("province", F("valid_to").desc(nulls_first=True), "code")
    return list(ordered.values_list("pk", "province_id", "name", "short_name", "code"))


def programmes_found(keys: Sequence[int]) -> list[Programme]:
    """In the order given."""
    rows = Programme.objects.in_bulk(keys)
    return [rows[key] for key in keys if key in rows]


def indicators_found(keys: Sequence[int]) -> list[Indicator]:
    """In the order given."""
    rows = Indicator.objects.select_related("programme", "group").in_bulk(keys)
    return [rows[key] for key in keys if key in rows]


def tasks_found(keys: Sequence[int]) -> list[Task]:
    """In the order given."""
    rows = Task.objects.select_related("programme", "section").in_bulk(keys)
    return [rows[key] for key in keys if key in rows]


def clauses_found(keys: Sequence[int]) -> list[Clause]:
    """In the order given."""
    rows = Clause.objects.select_related("programme").in_bulk(keys)
    return [rows[key] for key in keys if key in rows]


def units_found(keys: Sequence[int]) -> list[Unit]:
    """In the order given; each carries `heirs`, the successions by which it passed to others."""
    successions = Succession.objects.filter(successor__isnull=False).select_related("successor")
    heirs = Prefetch("successions", successions, "heirs")
    rows = Unit.objects.select_related("province").prefetch_related(heirs).in_bulk(keys)
    return [rows[key] for key in keys if key in rows]
