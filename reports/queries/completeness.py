"""Which unit has sent what in which period: the facts behind completeness and the chase list."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from django.db.models import Q
from django.utils import timezone

from assignments.models import Unit
from indicators.models import Collection, Programme
from reports.models import (
    Extension,
    FigureNature,
    Reminder,
    Report,
    ReportingPeriod,
    ReportState,
)
from reports.obligations import Obligation, obligations_by_period
from reports.queries.begun import Begun, begun_reports, of_units
from reports.queries.facts import known_figures
from reports.task_duties import tasks_by_period
from tracker.common.timestamps import today

SHOWN_PERIODS = 5


@dataclass(frozen=True)
class Standing:
    """One unit in one period, as known on a day.

    `state` is that of the latest report, "" before the first; on a past day only what is certain:
    begun, sent or approved. `sent_on` and `is_late` never change once the report was sent.
    """

    period: ReportingPeriod
    day: date
    owed: int
    deadline: date
    filled: int = 0
    state: str = ""
    sent_on: date | None = None
    is_late: bool = False
    is_corrected: bool = False
    """Whether a further revision is in work beside an approved report."""
    is_imported: bool = False
    """Whether all that is owed was brought in from files, without a report."""
    extension: Extension | None = None
    wish: Extension | None = None

    @property
    def is_sent(self) -> bool:
        """Whether the unit has sent its report, be it approved, returned or being corrected."""
        return self.sent_on is not None

    @property
    def is_outstanding(self) -> bool:
        """Whether something is owed and lies with the unit: not sent yet, or returned to it."""
        is_theirs = not self.is_sent or self.state == ReportState.RETURNED
        return bool(self.owed) and is_theirs and not self.is_imported

    @property
    def can_be_chased(self) -> bool:
        """Whether a reminder still makes sense."""
        return self.is_outstanding and not self.period.is_locked

    @property
    def is_missing(self) -> bool:
        """Whether the report was not sent and can no longer be sent in time."""
        is_over = self.period.is_locked or self.day > self.deadline
        return is_over and not self.is_sent and not self.is_imported

    @property
    def days_late(self) -> int:
        """Days past the unit's own deadline: until it was sent, or until today; 0 if in time.

        An extension granted afterwards does not take the late mark away: then the period's own
        deadline counts.
        """
        if self.sent_on is None:
            is_running = self.is_missing and not self.period.is_locked
            return (self.day - self.deadline).days if is_running else 0
        if not self.is_late:
            return 0
        days = (self.sent_on - self.deadline).days
        return days if days > 0 else max((self.sent_on - self.period.deadline).days, 0)

    @property
    def days_left(self) -> int | None:
        """Days to the unit's own deadline, 0 on the day itself; None once sent, late or locked."""
        if self.is_sent or self.is_missing or self.is_imported:
            return None
        return (self.deadline - self.day).days


@dataclass(frozen=True)
class Completeness:
    """Every unit that owes or sent something in one of the periods; oldest period first."""

    day: date
    periods: tuple[ReportingPeriod, ...]
    units: tuple[Unit, ...]
    standings: dict[tuple[int, int], Standing]
    reminders: dict[tuple[int, int], Reminder] = field(default_factory=dict)
    chased: dict[int, Reminder] = field(default_factory=dict)
    """The units that were chased on the day, for whatever period."""

    def of(self, unit: Unit, period: ReportingPeriod) -> Standing | None:
        """The unit's standing in the period; None if it neither owes nor sent anything."""
        return self.standings.get((unit.pk, period.pk))

    def column(self, period: ReportingPeriod) -> list[Standing]:
        """The standings of all units in a period."""
        return [one for (_unit, key), one in self.standings.items() if key == period.pk]


def recent_periods(programme: Programme, day: date) -> tuple[ReportingPeriod, ...]:
    """The period in whose window the day lies and the four before it, oldest first; one query."""
    begun = ReportingPeriod.objects.filter(programme=programme, starts_on__lte=day)
    newest = list(begun.order_by("-year", "-quarter")[:SHOWN_PERIODS])
    for period in newest:
        period.programme = programme
    return tuple(reversed(newest))


def completeness(
    programme: Programme,
    periods: Sequence[ReportingPeriod],
    day: date,
    *,
    units: Mapping[int, Unit] | None = None,
) -> Completeness:
    """The standings of all units in the periods as known on the day; ten queries.

    With `units` of those alone: only theirs is read, in one query less.
    """
    among = None if units is None else list(units)
    if units is None:
        units = {unit.pk: unit for unit in Unit.objects.filter(province=programme.province_id)}
    owed = obligations_by_period(programme, periods, list(units.values()))
    tasks = tasks_by_period(programme, periods, list(units.values()))
    reports = begun_reports(periods, day, among)
    extensions = _extensions(periods, day, among)
    held = _held(programme, periods, day, among)
    standings = {}
    for period in periods:
        for unit in {
            *owed[period.pk],
            *tasks[period.pk],
            *(unit for unit, at in reports if at == period.pk and unit in units),
        }:
            place = unit, period.pk
            duties = owed[period.pk].get(unit, [])
            updates = tasks[period.pk].get(unit, [])
            begun, wishes = reports.get(place, []), extensions.get(place, [])
            standing = _standing(period, day, len(duties) + len(updates), begun, wishes)
            if (
                duties
                and not (begun or updates)
                and all(_is_held(one, unit, held) for one in duties)
            ):
                standing = replace(standing, is_imported=True, filled=len(duties))
            standings[place] = standing
    shown = {unit for unit, _period in standings}
    sent = of_units(Reminder.objects.filter(period__in=periods, day__lte=day), among)
    reminders = list(sent.order_by("id"))
    return Completeness(
        day=day,
        periods=tuple(periods),
        units=tuple(units[key] for key in sorted(shown, key=lambda key: _order(units[key]))),
        standings=standings,
        reminders={(one.unit_id, one.period_id): one for one in reminders},
        chased={one.unit_id: one for one in reminders if one.day == day},
    )


def _order(unit: Unit) -> tuple[bool, str]:
    """Bodies of the province first, then local units, each by code."""
    return unit.is_local, unit.code


def _extensions(
    periods: Sequence[ReportingPeriod], day: date, among: Sequence[int] | None
) -> dict[tuple[int, int], list[Extension]]:
    found: dict[tuple[int, int], list[Extension]] = {}
    for one in of_units(Extension.objects.filter(period__in=periods), among).order_by("id"):
        if timezone.localdate(one.asked_at) <= day:
            found.setdefault((one.unit_id, one.period_id), []).append(one)
    return found


Held = set[tuple[int, int | None, int, int, str]]
"""Indicator, local unit (None for the province), year, quarter and class of figures in force."""


def _held(
    programme: Programme,
    periods: Sequence[ReportingPeriod],
    day: date,
    among: Sequence[int] | None,
) -> Held:
    """What is in force of the periods' years, whoever recorded it; an estimate covers nothing."""
    figures = known_figures(day).exclude(nature=FigureNature.ESTIMATE)
    figures = figures.filter(
        indicator__programme=programme,
        definition="",
        year__in={period.year for period in periods},
    )
    if among is not None:
        is_local = Q(indicator__collection=Collection.LOCAL)
        figures = figures.filter(~is_local | Q(unit__in=among))
    columns = ("indicator_id", "unit_id", "year", "quarter", "class_code")
    held: Held = set()
    local = Collection.LOCAL
    for row in figures.values_list(*columns, "indicator__collection"):
        indicator, unit, year, quarter, class_code, collection = row
        held.add((indicator, unit if collection == local else None, year, quarter, class_code))
    return held


def _is_held(duty: Obligation, unit: int, held: Held) -> bool:
    of = unit if duty.indicator.collection == Collection.LOCAL else None
    period = duty.period
    key = (duty.indicator.pk, of, period.year, period.quarter or 0, duty.class_code)
    return key in held


def _standing(
    period: ReportingPeriod,
    day: date,
    owed: int,
    reports: list[Begun],
    extensions: list[Extension],
) -> Standing:
    granted = [one for one in extensions if _is_granted(one, day)]
    longest = max(granted, key=lambda one: one.granted_until or period.deadline, default=None)
    deadline = period.deadline
    if longest is not None and longest.granted_until is not None:
        deadline = max(deadline, longest.granted_until)
    undecided = [one for one in extensions if not _happened(one.decided_at, day)]
    last = reports[-1] if reports else None
    latest = last.report if last else None
    sent_on = latest.first_submitted_on if latest else None
    is_sent = sent_on is not None and sent_on <= day
    return Standing(
        period=period,
        day=day,
        owed=last.total if last else owed,
        deadline=deadline,
        filled=last.filled if last else 0,
        state=known_state([one.report for one in reports], day),
        sent_on=sent_on if is_sent else None,
        is_late=bool(latest and latest.is_late and is_sent),
        is_corrected=latest is not None and latest.revision > 1 and not _is_done(latest, day),
        extension=longest,
        wish=undecided[-1] if undecided else None,
    )


def known_state(reports: Sequence[Report], day: date) -> str:
    """The latest report's state; on a past day what is certain of it."""
    if not reports:
        return ""
    latest = reports[-1]
    if day == today():
        return latest.state
    if any(_happened(report.approved_at, day) for report in reports):
        return ReportState.APPROVED
    sent_on = latest.first_submitted_on
    return SENT if sent_on is not None and sent_on <= day else ReportState.DRAFT


SENT = "sent"
"""Sent by a past day; whether it lay under review or with the unit then is not told here."""


def _is_done(report: Report, day: date) -> bool:
    return _happened(report.approved_at, day)


def _is_granted(extension: Extension, day: date) -> bool:
    return extension.granted_until is not None and _happened(extension.decided_at, day)


def _happened(moment: datetime | None, day: date) -> bool:
    return moment is not None and timezone.localdate(moment) <= day
