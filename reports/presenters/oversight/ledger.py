"""Nhật ký: each entry of the ledger as a line that can be read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from assignments.models import Part, Unit
from indicators.models import Indicator
from reports.presenters.oversight.changes import change_text
from reports.presenters.oversight.deeds import deed_sentence
from tracker.audit.models import Event
from tracker.common.labels import period_label
from tracker.common.periods import Period, PeriodError


@dataclass(frozen=True)
class Names:
    """What the keys of the ledger stand for: units and indicators by code."""

    units: Mapping[str, Unit]
    indicators: Mapping[str, Indicator]


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


def _parts(event: Event) -> _Subject:
    """Read the key as its writer made it (ledger_key of reports, entries and figures)."""
    first, second, third, fourth, fifth = [*event.subject_key.split("/"), "", "", "", "", ""][:5]
    content: Mapping[str, Any] = event.after or event.before or {}
    kind = event.subject_kind
    if kind in ("report", "entry", "evidence", "extension", "reminder"):
        return _Subject(unit=first, period=second, indicator=fourth, class_code=fifth)
    if kind == "figure":
        return _Subject(unit=second, period=third, indicator=first, class_code=fourth)
    if kind == "explanation":
        return _Subject(unit=second, indicator=first)
    if kind == "period":
        return _Subject(period=first)
    unit = str(content.get("unit", "")) if kind == "assignment" else ""
    return _Subject(unit=unit, indicator=first)


def _names(event: Event, subject: _Subject, names: Names) -> dict[str, str]:
    unit = names.units.get(subject.unit)
    content: Mapping[str, Any] = event.after or event.before or {}
    return {
        "unit": unit.name if unit else subject.unit,
        "period": _period(subject.period),
        "what": _what(subject, names),
        "part": _part(str(content.get("part", ""))),
        "year": event.subject_key.rpartition("/")[2],
        "key": event.subject_key,
    }


def _what(subject: _Subject, names: Names) -> str:
    indicator = names.indicators.get(subject.indicator)
    name = indicator.display_name if indicator else subject.indicator
    if not subject.class_code:
        return name
    return _("%(name)s, class %(class)s") % {"name": name, "class": subject.class_code}


def _period(text: str) -> str:
    try:
        return period_label(Period.parse(text))
    except PeriodError:
        return text


def _part(key: str) -> str:
    return str(Part(key).label) if key in Part.values else key
