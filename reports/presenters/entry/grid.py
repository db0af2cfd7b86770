"""The grid of a report: groups of indicators, each with one row or one row per class."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from indicators.method.facts import Frequency
from indicators.models import Indicator
from reports.checks import warnings_of
from reports.models import Entry
from reports.presenters.entry.head import Head, Viewer, report_head
from reports.presenters.entry.progress import Problem, returned_figures
from reports.presenters.entry.row import Beside, Row, Trouble, build_row, sum_text
from reports.presenters.review.words import entry_name
from reports.presenters.rows import Link
from reports.queries.history import EntryHistory, context_of
from reports.queries.sheet import Sheet


@dataclass(frozen=True)
class Item:
    """An indicator with its row, or with a row for each of its classes and their sum."""

    name: str
    unit: str
    frequency: str
    definition: str
    url: str
    rows: tuple[Row, ...]
    sum_key: int
    sum_text: str
    has_classes: bool


@dataclass(frozen=True)
class Section:
    """A group heading and what stands below it."""

    name: str
    items: tuple[Item, ...]


@dataclass(frozen=True)
class Grid:
    """Everything on the page."""

    head: Head
    sections: tuple[Section, ...]
    problems: tuple[Problem, ...]
    returned: tuple[Problem, ...]
    is_writable: bool


def grid_page(sheet: Sheet, viewer: Viewer, troubles: Mapping[int, Trouble] | None = None) -> Grid:
    """Build the page; `troubles` are the rows that a posted form could not save."""
    head = report_head(sheet, viewer)
    is_writable = not head.why_closed
    rows = {
        entry.pk: build_row(
            entry,
            beside(entry, sheet.histories[entry.pk]),
            is_writable=is_writable,
            trouble=(troubles or {}).get(entry.pk),
        )
        for entry in sheet.entries
    }
    sections = tuple(
        Section(name, _items(list(members), rows, viewer.desk_link))
        for name, members in groupby(sheet.entries, lambda one: one.indicator.group.display_name)
    )
    return Grid(
        head=head,
        sections=sections,
        problems=_problems(sheet.entries, rows),
        returned=returned_figures(sheet.entries),
        is_writable=is_writable,
    )


def beside(entry: Entry, history: EntryHistory) -> Beside:
    """The history of an entry with the soft checks that it trips."""
    return Beside(history, warnings_of(context_of(entry, history)))


def _items(entries: list[Entry], rows: Mapping[int, Row], link: Link) -> tuple[Item, ...]:
    items = []
    for _key, members in groupby(entries, lambda one: one.indicator_id):
        mine = list(members)
        indicator = mine[0].indicator
        items.append(
            Item(
                name=indicator.display_name,
                unit=indicator.display_unit,
                frequency=_frequency(indicator),
                definition=indicator.definition,
                url=link("indicator", indicator.code),
                rows=tuple(rows[entry.pk] for entry in mine),
                sum_key=indicator.pk,
                sum_text=sum_text(mine),
                has_classes=bool(mine[0].class_code),
            )
        )
    return tuple(items)


def _frequency(indicator: Indicator) -> str:
    """Of which span of time the figure is: what an annual one means in the fourth quarter."""
    if indicator.frequency == Frequency.ANNUAL:
        return _("figure of the whole year")
    return _("figure of the quarter")


def _problems(entries: Sequence[Entry], rows: Mapping[int, Row]) -> tuple[Problem, ...]:
    said = {key: row.fault or row.theirs for key, row in rows.items()}
    return tuple(
        Problem(entry.pk, entry_name(entry), said[entry.pk]) for entry in entries if said[entry.pk]
    )


def saved_words(count: int) -> str:
    """How many rows a form saved."""
    return ngettext("%(count)d row saved.", "%(count)d rows saved.", count) % {"count": count}
