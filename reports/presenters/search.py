"""What was found, by kind: each with what matched, where it belongs and a way to it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assignments.models import Task, Unit
from indicators.models import Clause, Indicator, Programme
from reports.days import earliest_day
from reports.presenters.rows import clause_anchor
from reports.presenters.units.words import validity
from reports.search.finding import Found
from reports.search.marking import Part, excerpt, holds_all, marked
from reports.search.names import Kind
from reports.search.wanted import Wanted

_HEIRS = 3


@dataclass(frozen=True)
class Ways:
    """The addresses of what was found, on a day; units stand in one programme of their province."""

    day: date
    homes: Mapping[int, Programme]
    """The programme in which the units of a province, by its key, are shown."""

    def to(self, programme: Programme, name: str, *args: str) -> str:
        """The address of a page; the day in it unless the programme has no state of it."""
        path = reverse(name, args=[programme.code, *args])
        if self.day < earliest_day(programme):
            return path
        return f"{path}?{urlencode({'as_of': self.day.isoformat()})}"


@dataclass(frozen=True)
class Heir:
    """A unit to which another one passed."""

    name: str
    url: str


@dataclass(frozen=True)
class Passage:
    """A stretch of a text in its language."""

    parts: tuple[Part, ...]
    lang: str


@dataclass(frozen=True)
class Line:
    """One thing that was found. `number` is that in the document, `beneath` the passage with words
    that its name does not hold, `home` where it belongs."""

    url: str
    name: Passage
    home: str
    number: tuple[Part, ...] = ()
    beneath: Passage | None = None
    is_ended: bool = False
    facts: str = ""
    heirs: tuple[Heir, ...] = ()
    more_heirs: str = ""


@dataclass(frozen=True)
class Group:
    """What was found of one kind: the best of it, and in words how many more there are."""

    kind: str
    label: str
    count: int
    lines: tuple[Line, ...]
    more: str


def kind_label(kind: Kind) -> str:
    """How a kind is called above what was found of it."""
    return {
        Kind.PROGRAMME: _("Programmes"),
        Kind.INDICATOR: _("Indicators"),
        Kind.UNIT: _("Units"),
        Kind.TASK: _("Tasks"),
        Kind.CLAUSE: _("Clauses of the document"),
    }[kind]


def groups(found: Mapping[Kind, Found], lines: Mapping[Kind, Sequence[Line]]) -> tuple[Group, ...]:
    """In the order of what was found."""
    return tuple(
        Group(kind.value, kind_label(kind), one.count, tuple(lines[kind]), _more(one))
        for kind, one in found.items()
    )


def sum_sentence(found: Mapping[Kind, Found]) -> str:
    """How many things were found in all."""
    count = sum(one.count for one in found.values())
    return ngettext("%(count)d result", "%(count)d results", count) % {"count": count}


def _more(found: Found) -> str:
    count = found.count - len(found.keys)
    if count <= 0:
        return ""
    words = ngettext(
        "%(count)d more. Add a word to narrow the search.",
        "%(count)d more. Add a word to narrow the search.",
        count,
    )
    return words % {"count": count}


def programme_line(one: Programme, wanted: Wanted, ways: Ways) -> Line:
    """A programme by its number and title."""
    return Line(
        url=ways.to(one, "overview"),
        number=marked(one.number, wanted),
        name=_name(one.display_title, wanted, one.short_title_en or one.title_en),
        home=one.issuer,
        beneath=_beneath(one.display_title, wanted, one.title, english=one.title_en),
    )


def indicator_line(one: Indicator, wanted: Wanted, ways: Ways) -> Line:
    """An indicator by its name; its other name or definition where that is what matched."""
    return Line(
        url=ways.to(one.programme, "indicator", one.code),
        name=_name(one.display_name, wanted, one.name_en),
        home=_document(one.programme),
        beneath=_beneath(one.display_name, wanted, one.name, one.definition, english=one.name_en),
        facts=one.group.display_name,
    )


def task_line(one: Task, wanted: Wanted, ways: Ways) -> Line:
    """A task by its number and title, with the passage of its text that matched."""
    return Line(
        url=ways.to(one.programme, "task", one.code),
        number=marked(one.code, wanted),
        name=_name(one.display_title, wanted, one.title_en),
        home=_document(one.programme),
        beneath=_beneath(
            one.display_title, wanted, one.title, one.text, one.product, english=one.title_en
        ),
    )


def clause_line(one: Clause, wanted: Wanted, ways: Ways) -> Line:
    """A clause by its number and the passage that matched."""
    return Line(
        url=f"{ways.to(one.programme, 'clauses')}#{clause_anchor(one.ref)}",
        number=marked(one.ref, wanted),
        name=Passage(excerpt(one.text, wanted), "vi"),
        home=_document(one.programme),
    )


def unit_line(one: Unit, wanted: Wanted, ways: Ways) -> Line:
    """A unit by its name; one that has ended with those to whom it passed."""
    programme = ways.homes[one.province_id]
    heirs = list(dict.fromkeys(row.successor for row in getattr(one, "heirs", ())))
    shown = [Heir(heir.name, ways.to(programme, "unit", heir.code)) for heir in heirs[:_HEIRS]]
    others = len(heirs) - len(shown)
    return Line(
        url=ways.to(programme, "unit", one.code),
        name=Passage(marked(one.name, wanted), "vi"),
        home=str(one.province),
        number=marked(one.code, wanted),
        beneath=_beneath(one.name, wanted, one.short_name),
        is_ended=one.has_ended,
        facts=validity(one),
        heirs=tuple(shown),
        more_heirs=_("and %(count)d more") % {"count": others} if others else "",
    )


def _name(text: str, wanted: Wanted, english: str) -> Passage:
    return Passage(marked(text, wanted), "en" if text == english else "vi")


def _beneath(name: str, wanted: Wanted, *texts: str, english: str = "") -> Passage | None:
    """The passage that says why this was found, where the name does not: the first that holds all
    words, else the first that holds one."""
    if holds_all(name, wanted):
        return None
    others = [*((text, "vi") for text in texts), (english, "en")]
    others.sort(key=lambda pair: not holds_all(pair[0], wanted))
    passages = (Passage(excerpt(text, wanted), lang) for text, lang in others if text != name)
    return next((one for one in passages if any(part.is_marked for part in one.parts)), None)


def _document(programme: Programme) -> str:
    return f"{programme.number} · {programme.display_title}"
