"""The one way in which a page's table leaves as a file."""

from __future__ import annotations

from collections.abc import Mapping

from django.http import HttpResponse

from reports.models import ReportingPeriod
from reports.presenters.files.about import Origin, about_lines
from reports.queries.data_state import CutOff, holds_illustrative, last_cut_off
from reports.views.desk import Desk
from tracker.common.table_file import Table, table_response
from tracker.common.timestamps import now


def table_answer(
    desk: Desk,
    ending: str,
    name: str,
    table: Table,
    *,
    filters: Mapping[str, str] | None = None,
    period: ReportingPeriod | None = None,
) -> HttpResponse:
    """The table with everything that a file says of itself; `filters` by label, in words.

    Named <programme>-<name>-<day>.<ending>.
    """
    programme, day = desk.programme, desk.as_of
    sample = table.is_illustrative
    origin = Origin(
        programme=programme,
        as_of=day,
        cut_off=CutOff(period.period, period.cut_off) if period else last_cut_off(programme, day),
        is_of_period=period is not None,
        made_by=desk.user.full_name,
        made_at=now(),
        is_illustrative=holds_illustrative(programme, day) if sample is None else sample,
    )
    return table_response(
        table,
        ending,
        stem=f"{programme.code}-{name}-{day.isoformat()}",
        about=about_lines(origin, filters or {}),
        author=origin.made_by,
    )
