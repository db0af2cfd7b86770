"""One invented programme as it stands in the database: what its figures and reports refer to."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cached_property

from django.urls import reverse

from assignments.models import Assignment, Unit
from indicators.models import Indicator, Programme
from reports.calendar import default_dates
from reports.load.courses import Course, Numbers
from reports.load.measures import Measure
from reports.load.moments import moment
from reports.load.people import Staff
from reports.load.size import Size
from reports.load.writing import Row, Table, stamp
from reports.models import Figure, Notification, Reminder
from reports.models.dialogue import NotificationKind
from tracker.audit.models import Event
from tracker.common.periods import Period

FIGURES = Table(
    Figure,
    *("indicator_id", "unit_id", "year", "quarter", "value", "numerator", "denominator"),
    *("nature", "source", "note", "known_on", "superseded_on"),
    *("recorded_at", "recorded_by_id", "approved_at", "approved_by_id"),
)
EVENTS = Table(
    Event,
    *("happened_at", "actor_id", "verb", "subject_kind", "subject_key"),
    *("programme_code", "before", "after", "reason"),
)
REMINDERS = Table(Reminder, "period_id", "unit_id", "day", "queued_at", "queued_by_id", "sent_at")
NOTIFICATIONS = Table(
    Notification, "person_id", "kind", "subject", "words", "url", "created_at", "read_at"
)
_SETTING_UP = timedelta(days=21)
"""How long before its first reporting period a programme is loaded."""


@dataclass(frozen=True)
class Counted:
    """An indicator with the measure behind it."""

    row: Indicator
    measure: Measure


@dataclass(frozen=True)
class Notice:
    """What a notification says; read on the spot unless it is new."""

    kind: NotificationKind
    subject: str
    url: str
    at: datetime
    is_new: bool
    words: str = ""


@dataclass
class World:
    """A programme with its units, people and owners."""

    size: Size
    key: int
    number: int
    programme: Programme
    whole: Unit
    """The unit that is the province."""
    local: list[Unit]
    units: dict[int, Unit]
    staff: Staff
    indicators: list[Counted]
    leads: list[Assignment]
    """The leads of tasks, in the order of the document."""
    notices: list[Row] = field(default_factory=list)
    """Notifications that wait until all programmes of the province are there."""
    _addresses: dict[tuple[str, str, int], str] = field(default_factory=dict)

    @property
    def code(self) -> str:
        """The programme's code."""
        return str(self.programme.code)

    @property
    def office(self) -> int:
        """The key of the reviewer who looks after this programme."""
        return self.staff.reviewers[self.number % len(self.staff.reviewers)]

    @cached_property
    def until(self) -> datetime:
        """Nothing has been done after the evening before the day of the data."""
        return moment(self.size.day, 0) - timedelta(hours=12)

    @cached_property
    def courses(self) -> dict[tuple[int, int], Course]:
        """The course of each indicator and place: 0 is the province, local units follow."""
        return {
            (one.row.pk, place): one.measure.course(self.size.steps, place)
            for one in self.indicators
            for place in (range(1, len(self.local) + 1) if one.measure.is_local else (0,))
        }

    def course(self, indicator: Indicator, unit: Unit) -> Course:
        """Where the unit's figures of the indicator come from."""
        return self.courses[indicator.pk, self.places.get(unit.pk, 0)]

    @cached_property
    def places(self) -> dict[int, int]:
        """Local units by their keys, numbered from 1."""
        return {unit.pk: place for place, unit in enumerate(self.local, start=1)}

    def address(self, page: str, period: str, unit: Unit) -> str:
        """Where a page about the unit's report lies; asked for often, so found out once."""
        key = page, period, unit.pk
        if key not in self._addresses:
            self._addresses[key] = reverse(page, args=[self.code, period, unit.code])
        return self._addresses[key]

    def notify(self, people: Sequence[int], notice: Notice) -> None:
        """One line for each person."""
        when = stamp(notice.at)
        read = None if notice.is_new else when
        line = (notice.kind.value, notice.subject, notice.words, notice.url, when, read)
        self.notices += [(one, *line) for one in people]

    @cached_property
    def begins(self) -> date:
        """The day on which the programme was loaded and its history brought."""
        return begins_on(self.size)


def begins_on(size: Size) -> date:
    """A few weeks before the first period in which units reported here."""
    first = size.by_report[0] if size.by_report else Period(size.first_year, 1)
    return default_dates(first.year, first.quarter or 4)[0] - _SETTING_UP


def told(numbers: Numbers, end: str = "}") -> str:
    """A figure for the ledger, as reports/entries.py `as_ledger` has it: only what is there."""
    value, numerator, denominator = numbers
    if value is not None:
        return f'{{"nature": "official", "value": "{value}"{end}'
    parts = f'"numerator": "{numerator}", "denominator": "{denominator}"'
    return f'{{"nature": "official", {parts}{end}'


def ending(*, note: str = "", source: str = "") -> str:
    """What follows the numbers in the ledger's words; made once for many figures."""
    texts = {"note": note, "source": source}
    words = [f", {json.dumps(key)}: {json.dumps(text)}" for key, text in texts.items() if text]
    return "".join(words) + "}"
