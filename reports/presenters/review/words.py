"""Figures, changes and warnings of a report in words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from indicators.method.facts import Kind, Nature
from indicators.models import Indicator
from reports.checks import Warning_
from reports.models import Entry
from reports.presenters.values import EMPTY, difference, measured, nature_label
from reports.queries.history import EntryHistory, shown_value
from tracker.common.decimals import decimal_places, round_half_up
from tracker.common.labels import day_label, period_label
from tracker.common.numbers import format_number

_EXACT_UP_TO = 4
_ROUNDED_TO = 2


def entry_name(entry: Entry) -> str:
    """The indicator, and the class where it has classes."""
    name = entry.indicator.display_name
    if not entry.class_code:
        return name
    return _("%(name)s, class %(class)s") % {"name": name, "class": entry.class_code}


def entry_text(entry: Entry) -> str:
    """The figure as the unit gave it, or a dash."""
    if entry.indicator.kind == Kind.MILESTONE:
        return _milestone(entry.done_on, is_not_done=entry.is_not_done)
    value = shown_value(entry)
    if value is None:
        return _("nothing to count") if entry.denominator == 0 else EMPTY
    return number_text(value, entry.indicator)


def number_text(value: Decimal, indicator: Indicator) -> str:
    """A number with its unit: every digit that was given, a long fraction at two decimals."""
    needed = decimal_places(value)
    places = needed if needed <= _EXACT_UP_TO else _ROUNDED_TO
    return measured(value, indicator, places=max(indicator.decimals, places))


def parts_text(numerator: Decimal | None, denominator: Decimal | None) -> str:
    """`3.000 / 100`, or nothing."""
    if numerator is None or denominator is None:
        return ""
    return f"{format_number(numerator)} / {format_number(denominator)}"


def content_text(content: Mapping[str, Any] | None, indicator: Indicator) -> str:
    """A figure as the ledger keeps it (reports.entries.as_ledger), or a dash."""
    held = dict(content or {})
    if "done_on" in held or "is_not_done" in held:
        day = date.fromisoformat(held["done_on"]) if "done_on" in held else None
        return _milestone(day, is_not_done="is_not_done" in held)
    numbers = {key: Decimal(held[key]) for key in _NUMBERS if key in held}
    numerator, denominator = numbers.get("numerator"), numbers.get("denominator")
    if numerator is not None and denominator:
        share = number_text(indicator.factor * numerator / denominator, indicator)
        return f"{share} ({parts_text(numerator, denominator)})"
    return number_text(numbers["value"], indicator) if "value" in numbers else EMPTY


_NUMBERS = ("value", "numerator", "denominator")


def _milestone(done_on: date | None, *, is_not_done: bool) -> str:
    if done_on is not None:
        return _("Done on %(day)s") % {"day": day_label(done_on)}
    return _("Not done yet") if is_not_done else EMPTY


def previous_text(entry: Entry, history: EntryHistory) -> tuple[str, str]:
    """The last figure before, and its period; empty without one."""
    if entry.indicator.kind == Kind.MILESTONE:
        if not history.done:
            return "", ""
        period, is_done = list(history.done.items())[-1]
        return _("Reached") if is_done else _("Not done yet"), period_label(period)
    if history.previous is None:
        return "", ""
    period, value = history.previous
    return number_text(value, entry.indicator), period_label(period)


def optional_number(value: Decimal | None, indicator: Indicator) -> str:
    """A number with its unit, or nothing."""
    return "" if value is None else number_text(value, indicator)


def expected_text(entry: Entry, history: EntryHistory) -> str:
    """Where the trajectory stands at the end of the period; nothing where there is none."""
    if history.expected is None:
        return ""
    return measured(history.expected, entry.indicator)


def change_text(entry: Entry, history: EntryHistory) -> str:
    """`+8,3 %` against the last figure; nothing from 0, without one, or in a new year of a flow.

    A flow adds up within its year, so the first figure of a year starts anew.
    """
    value, previous = shown_value(entry), history.previous
    starts_anew = previous is not None and previous[0].year != entry.year
    if entry.indicator.is_flow and starts_anew:
        return ""
    if value is None or previous is None or not previous[1]:
        return ""
    if value == previous[1]:
        return _("unchanged")
    change = 100 * (value - previous[1]) / abs(previous[1])
    text = f"{format_number(change, 1)}\u00a0%"
    return f"+{text}" if change > 0 else text


def step_text(entry: Entry, history: EntryHistory) -> str:
    """The change as a page shows it: `+0,17 điểm phần trăm` where the figure is a percentage
    itself, since `+1,5 %` of a percentage is misread; else as `change_text`."""
    change, value, previous = change_text(entry, history), shown_value(entry), history.previous
    if not change or value is None or previous is None or value == previous[1]:
        return change
    if not entry.indicator.display_unit.startswith("%"):
        return change
    step, places = _shown(value) - _shown(previous[1]), _ROUNDED_TO
    if not step:
        step, places = value - previous[1], _EXACT_UP_TO
    text = difference(step, entry.indicator, places=places)
    return f"+{text}" if step > 0 else text


def _shown(value: Decimal) -> Decimal:
    """The number as `number_text` shows it, so that the step fits the two numbers beside it."""
    return value if decimal_places(value) <= _EXACT_UP_TO else round_half_up(value, _ROUNDED_TO)


def warning_text(warning: Warning_, change: str) -> str:
    """What looks odd, in a sentence; `change` is that against the last figure."""
    if warning is Warning_.JUMP and change:
        return _("%(change)s against the last figure: a jump of more than 30 %%.") % {
            "change": change
        }
    return {
        Warning_.JUMP: _("A jump of more than 30 per cent from the last figure."),
        Warning_.SLIP_1000: _("About 1,000 times the last figure, or a thousandth: a slip?"),
        Warning_.SLIP_100: _("About 100 times the last figure, or a hundredth: a slip?"),
        Warning_.FALLING_TOTAL: _("A total since the beginning of the year has become smaller."),
        Warning_.NO_CHANGE: _("The same figure for four reports running."),
    }[warning]


def nature_tag(entry: Entry) -> str:
    """How far the figure can be relied on; nothing for an official one."""
    nature = Nature(entry.nature)
    return "" if nature is Nature.OFFICIAL else nature_label(nature)
