"""The province's units change, and what is seen of the province follows."""

from __future__ import annotations

from datetime import date

from assignments import units_admin
from assignments.models import Unit, UnitKind
from indicators.models import Province
from reports.observing.units import following_units
from tracker.accounts.models import User


def add_unit(
    *,
    province: Province,
    code: str,
    kind: UnitKind,
    content: units_admin.UnitContent,
    valid_from: date | None,
    by: User,
) -> Unit:
    """`units_admin.add_unit`; a local unit more is expected in every period since it exists."""
    with following_units(province):
        return units_admin.add_unit(
            province=province, code=code, kind=kind, content=content, valid_from=valid_from, by=by
        )
