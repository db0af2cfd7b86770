"""The chase list: who has not sent, with what is needed to ask them."""

from __future__ import annotations

from dataclasses import dataclass

from reports.models import ReportingPeriod
from reports.presenters.oversight.states import days_text, state_key, state_word
from reports.queries.completeness import Completeness, Standing
from tracker.common.labels import day_label


@dataclass(frozen=True)
class ChaseLine:
    """A unit that has not sent: what is missing, until when, how late, when it was reminded."""

    unit: str
    state: str
    missing: int
    owed: int
    deadline: str
    days: str
    days_late: int
    extension: str
    reminded: str


def chase_lines(facts: Completeness, period: ReportingPeriod) -> list[ChaseLine]:
    """The units with which a report of the period lies, the latest first, then by code."""
    found = []
    for unit in facts.units:
        standing = facts.of(unit, period)
        if standing is None or not standing.is_outstanding:
            continue
        reminder = facts.reminders.get((unit.pk, period.pk))
        line = ChaseLine(
            unit=unit.name,
            state=state_word(state_key(standing)),
            missing=standing.owed - standing.filled,
            owed=standing.owed,
            deadline=day_label(standing.deadline),
            days=days_text(standing),
            days_late=standing.days_late,
            extension=_extension(standing),
            reminded=day_label(reminder.day) if reminder else "",
        )
        found.append(line)
    return sorted(found, key=lambda line: -line.days_late)


def _extension(standing: Standing) -> str:
    granted = standing.extension.granted_until if standing.extension else None
    return day_label(granted) if granted else ""
