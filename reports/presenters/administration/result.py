"""What happened to units on one day: who followed whom, and which duties passed to whom."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assignments.models import Inheritance, Part, Succession, Unit
from reports.presenters.administration.plan import part_name, subject_name
from reports.presenters.rows import Link
from tracker.common.labels import day_label


@dataclass(frozen=True)
class UnitLink:
    """A unit with its page."""

    name: str
    code: str
    url: str


@dataclass(frozen=True)
class Followed:
    """One predecessor: what became of it, those who followed it, and what they took over."""

    old: UnitLink
    fate: str
    new: tuple[tuple[UnitLink, str, str], ...]
    """Each successor, how it followed, and what it took over."""
    left: str


@dataclass(frozen=True)
class ResultPage:
    """One day of reorganisation."""

    day: str
    bases: tuple[str, ...]
    lines: tuple[Followed, ...]
    unassigned: tuple[str, ...]


def result_page(
    day: date, rows: Sequence[Succession], passed: Sequence[Inheritance], link: Link
) -> ResultPage:
    """Build the page; counts are of duties, each once for each heir."""
    by_old: dict[int, list[Succession]] = defaultdict(list)
    for row in rows:
        by_old[row.predecessor_id].append(row)
    counts: dict[tuple[int, int | None], int] = defaultdict(int)
    for one in passed:
        counts[one.source.unit_id, one.heir.unit_id if one.heir else None] += 1
    return ResultPage(
        day=day_label(day),
        bases=tuple(dict.fromkeys(row.legal_basis for row in rows)),
        lines=tuple(_followed(day, theirs, counts, link) for theirs in by_old.values()),
        unassigned=tuple(_unassigned(passed)),
    )


def unit_link(unit: Unit, link: Link) -> UnitLink:
    """The unit with its page."""
    return UnitLink(unit.name, unit.code, link("unit", unit.code))


def _followed(
    day: date,
    rows: Sequence[Succession],
    counts: dict[tuple[int, int | None], int],
    link: Link,
) -> Followed:
    old = rows[0].predecessor
    return Followed(
        old=unit_link(old, link),
        fate=_("ends") if old.valid_to == day else _("lives on"),
        new=tuple(
            (
                unit_link(row.successor, link),
                str(row.get_kind_display()),
                _duties(counts.get((old.pk, row.successor.pk), 0)),
            )
            for row in rows
            if row.successor is not None
        ),
        left=_duties(counts.get((old.pk, None), 0)),
    )


def _duties(count: int) -> str:
    if not count:
        return ""
    return ngettext("%(count)d duty", "%(count)d duties", count) % {"count": count}


def _unassigned(passed: Sequence[Inheritance]) -> list[str]:
    """Leads that lie with nobody since that day."""
    return [
        f"{one.source.programme.number}: {part_name(one.source)} {subject_name(one.source)}"
        for one in passed
        if one.heir_id is None and one.source.part == Part.LEAD
    ]
