"""By which units the page of an address counts: those that reported, or those of its day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.translation import gettext as _

from assignments.models import Unit
from reports.presenters.rows import Link
from reports.presenters.units.switch import (
    CountedBy,
    Switch,
    counted_by,
    keeping,
    switch,
    way_label,
)
from reports.queries.lineage import lineage_of
from reports.succession_series import Lineage
from reports.views.desk import Desk


@dataclass(frozen=True)
class Counting:
    """The way of one page at a desk."""

    desk: Desk
    way: CountedBy

    @property
    def is_by_present(self) -> bool:
        """Whether figures are carried over to the units of the day."""
        return self.way is CountedBy.PRESENT

    @property
    def words(self) -> dict[str, str]:
        """What a file says of the way, where it is not that of every other table."""
        return {_("Figures"): way_label(self.way)} if self.is_by_present else {}

    @property
    def link(self) -> Link:
        """Links that keep the way."""
        return keeping(self.desk.url, self.way)

    def lineage(self, units: Mapping[int, Unit]) -> Lineage | None:
        """None as reported; else one query."""
        if not self.is_by_present:
            return None
        return lineage_of(self.desk.programme, units, self.desk.as_of)

    def switch(self, name: str, *args: str, anchor: str = "") -> Switch:
        """The switch between both ways of a page, or of what stands at the anchor of it."""
        return switch(self.way, self.desk.as_of, self.desk.url, name, *args, anchor=anchor)


def counting(request: HttpRequest, desk: Desk) -> Counting:
    """The way that the address asks for."""
    return Counting(desk, counted_by(request.GET))
