"""By which units figures are shown: those that reported them, or those of the day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.utils.translation import gettext as _

from reports.presenters.rows import Link
from tracker.common.labels import day_label

PARAMETER = "don-vi-tinh"
_KEEPERS = ("matrix", "matrix_file", "indicator", "contributions_file", "unit", "unit_figures_file")
"""The pages that know the switch; links to them carry it on."""


class CountedBy(StrEnum):
    """The two ways, as the address says them."""

    REPORTED = "bao-cao"
    PRESENT = "hien-nay"


@dataclass(frozen=True)
class Choice:
    """One way, as a link."""

    label: str
    url: str
    is_current: bool


@dataclass(frozen=True)
class Switch:
    """Both ways, and what the chosen one means."""

    choices: tuple[Choice, ...]
    note: str


def counted_by(query: Mapping[str, str]) -> CountedBy:
    """The way that the address asks for; as reported where it asks for none that there is."""
    wanted = query.get(PARAMETER, "")
    return CountedBy(wanted) if wanted in list(CountedBy) else CountedBy.REPORTED


def keeping(link: Link, way: CountedBy) -> Link:
    """Links that keep the way on the pages that know it."""
    if way is CountedBy.REPORTED:
        return link

    def kept(name: str, *args: str, **query: str) -> str:
        own = {PARAMETER: way.value} if name in _KEEPERS else {}
        return link(name, *args, **{**own, **query})

    return kept


def way_label(way: CountedBy) -> str:
    """The way in the words of its button."""
    if way is CountedBy.PRESENT:
        return _("By today's units")
    return _("By the units that reported")


def switch(
    way: CountedBy, day: date, link: Link, name: str, *args: str, anchor: str = ""
) -> Switch:
    """The switch of a page; `day` is the day whose units are today's there."""
    place = f"#{anchor}" if anchor else ""
    return Switch(
        choices=tuple(
            Choice(way_label(one), link(name, *args, **{PARAMETER: one.value}) + place, one is way)
            for one in CountedBy
        ),
        note=_note(way, day),
    )


def _note(way: CountedBy, day: date) -> str:
    if way is CountedBy.REPORTED:
        return _("Every figure stands with the unit that reported it, even if that has ended.")
    return _(
        "Figures of merged units are added up (numerators and denominators) into those that exist"
        " on %(day)s. A unit that was divided off, or changed in part, has no figures of before."
        " The figures of the province stay the same."
    ) % {"day": day_label(day)}
