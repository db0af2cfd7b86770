"""The shapes of the answers. Numbers are strings of decimals, so that none loses a digit."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated, Any

from ninja import Schema
from pydantic import PlainSerializer

from tracker.common.decimals import plain

Number = Annotated[Decimal, PlainSerializer(plain, return_type=str)]


class ProgrammeOut(Schema):
    """A programme."""

    code: str
    number: str
    title: str
    title_en: str
    issuer: str
    issued_on: date
    province: str
    interim_year: int | None
    final_year: int
    vision_year: int | None


class IndicatorOut(Schema):
    """What is measured, and who answers for it on the day."""

    code: str
    name: str
    name_en: str
    group: str
    unit: str
    kind: str
    wanted: str
    decimals: int
    frequency: str
    collection: str
    classes: list[str]
    definition: str
    superseded_on: date | None
    lead: str | None
    coordinating: list[str]


class TargetOut(Schema):
    """A target in force on the day, in numbers and in the document's words."""

    indicator: str
    year: int
    comparator: str
    value: Number | None
    low: Number | None
    high: Number | None
    classes: dict[str, int] | None
    due: date | None
    wording: str
    clause: str | None


class FigureOut(Schema):
    """An approved figure as it counted on the day."""

    id: int
    indicator: str
    unit: str
    period: str
    class_code: str
    definition: str
    value: Number | None
    numerator: Number | None
    denominator: Number | None
    done_on: date | None
    nature: str
    source: str
    known_on: date


class FiguresOut(Schema):
    """A page of figures; `next` is the `after` of the page that follows, null on the last."""

    items: list[FigureOut]
    next: int | None


class UnitOut(Schema):
    """A unit with the days between which it existed."""

    code: str
    name: str
    short_name: str
    kind: str
    valid_from: date | None
    valid_to: date | None


class DutyOut(Schema):
    """One unit's lead of a task, or of its own part of it."""

    unit: str
    due: date | None
    state: str
    is_due_soon: bool
    progress: int | None
    done_on: date | None


class TaskOut(Schema):
    """A task of the document with its leads on the day."""

    code: str
    section: str
    title: str
    text: str
    due_wording: str
    leads: list[DutyOut]
    coordinating: list[str]


class FourCountsOut(Schema):
    """The four counts over all leads."""

    on_time: int
    late: int
    running: int
    overdue: int
    due_soon: int
    unassigned: int


class TasksOut(Schema):
    """All tasks on the day."""

    as_of: date
    counts: FourCountsOut
    tasks: list[TaskOut]


class ProblemOut(Schema):
    """Why a request was refused, in a sentence."""

    detail: str


Assessment = dict[str, Any]
"""As `manage.py assess --format json` prints it (reports/presenters/assessment_json.py)."""
