"""An invented programme as its file would state it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from assignments.models import UnitKind
from indicators.programme_file import (
    BodySpec,
    ClauseSpec,
    GroupSpec,
    ProgrammeSpec,
    SectionSpec,
    TaskSpec,
)
from reports.demonstration.seeds import seed
from reports.load.measures import Measure, measures
from reports.load.places import Province
from reports.load.size import Size
from reports.load.words import DEEDS, GROUPS, PRODUCT, SECTIONS, SUBJECTS
from tracker.common.labels import day_label

_CLAUSES = 10
_FIRST_NUMBER = 11
_BODY = "Ủy ban nhân dân các xã, phường"
_BODY_TASKS = 2
"""So many tasks are given to every local unit, each for its own part."""


@dataclass(frozen=True)
class Document:
    """A programme's file, and how the figures of its indicators run, in the same order."""

    spec: ProgrammeSpec
    measures: tuple[Measure, ...]


def document(size: Size, province: Province, number: int) -> Document:
    """The programme of that number in a province; issued as its baseline year ended."""
    subject, short = SUBJECTS[number]
    code = f"{province.slug}-{_FIRST_NUMBER + number}-ctr-tu"
    clauses = tuple(
        ClauseSpec(f"II.{n}", f"Nhóm mục tiêu {n} của Chương trình {subject}.")
        for n in range(1, _CLAUSES + 1)
    )
    found = tuple(
        measures(size, code, clauses=[one.id for one in clauses], leads=province.department_codes)
    )
    used = {one.spec.group for one in found}
    spec = ProgrammeSpec(
        code=code,
        number=f"{_FIRST_NUMBER + number}-CTr/TU",
        title=f"Chương trình hành động {subject} đến năm {size.final_year}",
        title_en=f"Action programme of {province.name_en}, number {_FIRST_NUMBER + number}",
        short_title=f"{short} {province.short_name}",
        issuer=f"{province.committee} {province.short_name}",
        issued_on=date(size.baseline_year, 12, 20),
        province=province.code,
        monitor=province.office_code,
        interim=size.interim_year,
        final=size.final_year,
        clauses=clauses,
        groups=tuple(GroupSpec(*names) for names in GROUPS if names[0] in used),
        indicators=tuple(one.spec for one in found),
        bodies=(BodySpec(_BODY, kinds=(UnitKind.COMMUNE.value, UnitKind.WARD.value)),),
        sections=tuple(SectionSpec(*one) for one in SECTIONS),
        tasks=tuple(_tasks(size, province, subject, code)),
    )
    return Document(spec, found)


def _tasks(size: Size, province: Province, subject: str, code: str) -> Iterator[TaskSpec]:
    """Two tasks for each five indicators, at least six; the last ones for all local units."""
    count = max(6, size.indicators * 2 // 5)
    departments = province.department_codes
    for place in range(count):
        is_for_all = place >= count - _BODY_TASKS
        section = 2 if is_for_all else place * 2 // count
        title = f"{DEEDS[place % len(DEEDS)]} về {subject}"
        if place >= len(DEEDS):
            title += f" (đợt {place // len(DEEDS) + 1})"
        due = None if is_for_all else _due(size, seed(str(size.seed), code, "due", str(place)))
        wording = f"trước ngày {day_label(due)}" if due else ""
        yield TaskSpec(
            code=f"{SECTIONS[section][0]}.{place + 1}",
            section=SECTIONS[section][0],
            text=f"{title}{', hoàn thành ' if due else ''}{wording}.",
            title=title,
            lead=None if is_for_all else departments[place % len(departments)],
            each=(_BODY,) if is_for_all else (),
            coordinating=(departments[(place + 3) % len(departments)],),
            due=due,
            due_wording=wording,
            product=PRODUCT if place % 3 == 0 else "",
        )


def _due(size: Size, chance: int) -> date | None:
    """A third of the tasks have a deadline, from the year before the present one to the last."""
    if chance % 3:
        return None
    years = size.final_year - size.day.year + 2
    year = max(size.day.year - 1, size.first_year) + (chance >> 8) % years
    return date(min(year, size.final_year), 1 + (chance >> 16) % 12, 28)
