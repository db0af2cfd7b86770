"""The document page: clauses in their own words and what was made of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from assignments.models import Section
from indicators.models import Clause, Programme, Target
from reports.presenters.rows import Link, clause_anchor
from reports.presenters.sentences import superseded_sentence


@dataclass(frozen=True)
class StatedTarget:
    """A target that rests on a clause; `ended_on` where an amendment took its place."""

    name: str
    url: str
    year: int
    wording: str
    ended_on: date | None
    reason: str
    superseded: str


@dataclass(frozen=True)
class Passage:
    """One clause with its anchor and targets."""

    ref: str
    anchor: str
    text: str
    targets: tuple[StatedTarget, ...]


@dataclass(frozen=True)
class StatedTask:
    """A task in the words of the document; `heading` only on the first that stands under it."""

    code: str
    anchor: str
    heading: str
    text: str
    url: str


@dataclass(frozen=True)
class StatedSection:
    """A numbered part of the document with its tasks."""

    number: str
    anchor: str
    title: str
    tasks: tuple[StatedTask, ...]


@dataclass(frozen=True)
class DocumentPage:
    """The programme's document as far as targets and tasks rest on it."""

    number: str
    title: str
    issuer: str
    issued_on: date
    source: str
    owners_proposed: bool
    passages: tuple[Passage, ...]
    sections: tuple[StatedSection, ...]


def document(
    programme: Programme, clauses: Sequence[Clause], sections: Sequence[Section], link: Link
) -> DocumentPage:
    """Build the page; the document's words stay in Vietnamese."""
    return DocumentPage(
        number=programme.number,
        title=programme.title,
        issuer=programme.issuer,
        issued_on=programme.issued_on,
        source=programme.source,
        owners_proposed=programme.owners_proposed,
        passages=tuple(
            Passage(
                clause.ref,
                clause_anchor(clause.ref),
                clause.text,
                tuple(_target(target, link) for target in getattr(clause, "stated", ())),
            )
            for clause in clauses
        ),
        sections=tuple(_section(section, link) for section in sections),
    )


def _section(section: Section, link: Link) -> StatedSection:
    headings: set[str] = set()
    tasks = []
    for task in getattr(section, "live", ()):
        heading = "" if task.heading in headings else task.heading
        headings.add(task.heading)
        url = link("task", task.code)
        tasks.append(StatedTask(task.code, f"task-{task.code}", heading, task.text, url))
    return StatedSection(
        section.number, f"section-{section.number}", section.display_title, tuple(tasks)
    )


def _target(target: Target, link: Link) -> StatedTarget:
    return StatedTarget(
        name=target.indicator.display_name,
        url=link("indicator", target.indicator.code),
        year=target.year,
        wording=target.wording,
        ended_on=target.in_force_until,
        reason=target.amendment_reason,
        superseded=superseded_sentence(target.indicator),
    )
