"""What a programme file states about work: tasks, the sections they stand in, bodies addressed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class BodySpec:
    """A name under which the document addresses several units at once.

    Either `units` names them by code, or every unit of these `kinds` that existed on the day of
    issue is meant; never both.
    """

    name: str
    units: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True)
class SectionSpec:
    """A numbered heading of the document under which tasks stand, in the order of the file."""

    number: str
    title: str
    title_en: str = ""


@dataclass(frozen=True)
class TaskSpec:
    """One piece of work in the words of the document; `title` is a short name of our own.

    `lead` is the unit that answers for all of it; where the document names several and no lead
    among them, each of `each` leads its own part; with neither, nobody is named. `each` and
    `coordinating` hold unit codes and names of bodies. `heading` is the printed line over the
    text, `due_wording` the words that give the date, `product` the result that the text names.
    """

    code: str
    section: str
    text: str
    title: str
    title_en: str = ""
    heading: str = ""
    lead: str | None = None
    each: tuple[str, ...] = ()
    coordinating: tuple[str, ...] = ()
    due: date | None = None
    due_wording: str = ""
    product: str = ""
