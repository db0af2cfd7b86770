"""Nhật ký: each entry of the ledger as a line that can be read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from assignments.models import Part, Task, Unit
from indicators.models import Indicator
from reports.presenters.oversight.changes import change_text
from reports.presenters.oversight.deeds import deed_sentence
from tracker.accounts.roles import Role
from tracker.audit.models import Event
from tracker.common.labels import period_label
from tracker.common.periods import Period, PeriodError


@dataclass(frozen=True)
class Names:
    """What the keys of the ledger stand for: units, indicators and tasks by code."""

    units: Mapping[str, Unit]
    indicators: Mapping[str, Indicator]
    tasks: Mapping[str, Task] = field(default_factory=dict)


@dataclass(frozen=True)
class LedgerLine:
    """One entry: when, who, what, from what to what, why."""

    when: str
    who: str
    what: str
    change: str
    reason: str


@dataclass(frozen=True)
class _Subject:
    """The parts of a ledger key; empty where the kind has none."""

    unit: str = ""
    period: str = ""
    indicator: str = ""
    class_code: str = ""
    task: str = ""
    person: str = ""


def ledger_line(event: Event, names: Names) -> LedgerLine:
    """The entry in the current language."""
    subject = _parts(event)
    indicator = names.indicators.get(subject.indicator)
    return LedgerLine(
        when=date_format(localtime(event.happened_at), "SHORT_DATETIME_FORMAT"),
        who=event.actor.full_name if event.actor else _("the system"),
        what=capfirst(deed_sentence(event.verb, _names(event, subject, names))),
        change=change_text(event, indicator),
        reason=event.reason,
    )


_KEYS: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(
        ("report", "entry", "evidence", "extension", "reminder"),
        ("unit", "period", "", "indicator", "class_code"),
    ),
    **dict.fromkeys(("roadmap", "local_target"), ("unit", "", "indicator")),
    "figure": ("indicator", "unit", "period", "class_code"),
    "explanation": ("indicator", "unit"),
    "period": ("period",),
    "task": ("task",),
    "task_extension": ("unit", "task"),
    "task_update": ("unit", "period", "", "task"),
    "unit": ("unit",),
    "succession": ("", "unit"),
    "membership": ("person", "unit"),
    "account": ("person",),
    "meeting": (),
}
"""What stands where in the key of each kind of subject; any other begins with an indicator."""
_RECORDED_BY_OFFICE = ("unit", "task")


def _parts(event: Event) -> _Subject:
    """Read the key as its writer made it (ledger_key of reports, entries and figures)."""
    texts, kind = event.subject_key.split("/"), event.subject_kind
    places = _KEYS.get(kind, ("indicator",))
    if kind == "task_update" and len(texts) == len(_RECORDED_BY_OFFICE):
        places = _RECORDED_BY_OFFICE
    found = {place: text for place, text in zip(places, texts, strict=False) if place}
    if kind == "evidence":
        found.pop("indicator", None)
    if kind == "assignment":
        content: Mapping[str, Any] = event.after or event.before or {}
        found["unit"] = str(content.get("unit", ""))
    return _Subject(**found)


def _names(event: Event, subject: _Subject, names: Names) -> dict[str, str]:
    unit = names.units.get(subject.unit)
    content: Mapping[str, Any] = event.after or event.before or {}
    source = str(content.get("from") or (event.before or {}).get("unit", ""))
    return {
        "unit": unit.name if unit else subject.unit,
        "from": names.units[source].name if source in names.units else source,
        "period": _period(subject.period),
        "what": _what(subject, names),
        "part": _part(str(content.get("part") or content.get("role", ""))),
        "person": subject.person,
        "meeting": str(content.get("title", "")),
        "year": event.subject_key.rpartition("/")[2],
        "key": event.subject_key,
    }


def _what(subject: _Subject, names: Names) -> str:
    task = names.tasks.get(subject.task or subject.indicator)
    if task is not None and subject.indicator not in names.indicators:
        return str(task)
    indicator = names.indicators.get(subject.indicator)
    name = indicator.display_name if indicator else subject.indicator or subject.task
    if not subject.class_code:
        return name
    return _("%(name)s, class %(class)s") % {"name": name, "class": subject.class_code}


def _period(text: str) -> str:
    try:
        return period_label(Period.parse(text))
    except PeriodError:
        return text


def _part(key: str) -> str:
    if key in Role.values:
        return str(Role(key).label)
    return str(Part(key).label) if key in Part.values else key
