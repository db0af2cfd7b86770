"""Tables of the pages: columns only; every value comes ready from a presenter.

The attribute `term` of a column is the term of the glossary that its head explains.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import django_tables2 as tables
from django.utils.translation import gettext_lazy as _

from indicators.models import Programme
from reports.presenters.rows import IndicatorRow

_NUMBER = {"th": {"class": "num"}, "td": {"class": "num"}}
_PART = "components/columns/{}.html"


class IndicatorTable(tables.Table):  # type: ignore[misc]
    """All indicators with their targets, latest figure, gap, course and lead unit."""

    name = tables.TemplateColumn(
        template_name=_PART.format("indicator"), verbose_name=_("Indicator"), order_by="name"
    )
    status = tables.TemplateColumn(
        template_name=_PART.format("status"),
        verbose_name=_("Status"),
        order_by="severity",
        attrs={"term": "status"},
    )
    value = tables.TemplateColumn(
        template_name=_PART.format("value"),
        verbose_name=_("Latest figure"),
        orderable=False,
        attrs=_NUMBER,
    )
    interim = tables.TemplateColumn(
        template_name=_PART.format("target"), orderable=False, verbose_name=""
    )
    final = tables.TemplateColumn(
        template_name=_PART.format("target"), orderable=False, verbose_name=""
    )
    gap = tables.TemplateColumn(
        template_name=_PART.format("gap"),
        verbose_name=_("Against the next target"),
        orderable=False,
        attrs={"term": "gap"},
    )
    progress = tables.TemplateColumn(
        template_name=_PART.format("bullet"),
        verbose_name=_("Way to the target"),
        orderable=False,
        attrs={"term": "attainment"},
    )
    course = tables.TemplateColumn(
        template_name=_PART.format("sparkline"),
        verbose_name=_("Course"),
        orderable=False,
        attrs={"term": "course"},
    )
    lead = tables.TemplateColumn(
        template_name=_PART.format("lead"),
        verbose_name=_("Lead unit"),
        order_by="lead__name",
        attrs={"term": "lead"},
    )

    class Meta:
        empty_text = _("No indicator fits these filters.")

    def __init__(
        self, rows: Sequence[IndicatorRow], *, programme: Programme, **options: Any
    ) -> None:
        extra = [
            (name, _target_column(year))
            for name, year in (("interim", programme.interim_year), ("final", programme.final_year))
        ]
        super().__init__(rows, extra_columns=extra, **options)


def _target_column(year: int | None) -> tables.TemplateColumn | None:
    """The target of one year; None leaves the column out."""
    if year is None:
        return None
    return tables.TemplateColumn(
        template_name=_PART.format("target"),
        verbose_name=_("Target %(year)d") % {"year": year},
        orderable=False,
        extra_context={"year": year},
    )
