"""What every table file says of itself: of what, from when, by whom, with which filters."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from indicators.models import Programme
from reports.queries.data_state import CutOff
from tracker.common.labels import day_label, period_label


@dataclass(frozen=True)
class Origin:
    """Where a file comes from."""

    programme: Programme
    as_of: date
    cut_off: CutOff
    is_of_period: bool
    """Whether the table is of this period; else it is the last one whose data had closed."""
    made_by: str
    made_at: datetime
    is_illustrative: bool


def about_lines(origin: Origin, filters: Mapping[str, str]) -> list[str]:
    """Programme; period, cut-off and day; who and when; the filters; the illustrative mark."""
    lines = [
        f"{origin.programme.number}: {origin.programme.display_title}",
        " · ".join((*_times(origin), _made(origin))),
        _filter_line(filters),
    ]
    if origin.is_illustrative:
        lines.append(_("Contains illustrative data"))
    return lines


def _times(origin: Origin) -> tuple[str, str]:
    words = {"period": period_label(origin.cut_off.period), "day": day_label(origin.cut_off.day)}
    period = (
        _("Period %(period)s, cut-off %(day)s")
        if origin.is_of_period
        else _("Last period closed: %(period)s, cut-off %(day)s")
    )
    return period % words, _("As of %(day)s") % {"day": day_label(origin.as_of)}


def _made(origin: Origin) -> str:
    moment = date_format(localtime(origin.made_at), "SHORT_DATETIME_FORMAT")
    return _("made by %(who)s at %(when)s") % {"who": origin.made_by, "when": moment}


def _filter_line(filters: Mapping[str, str]) -> str:
    if not filters:
        return _("No filter: the whole table")
    said = "; ".join(f"{label}: {text}" for label, text in filters.items())
    return _("Filters: %(filters)s") % {"filters": said}


def filter_words(form: forms.Form) -> dict[str, str]:
    """The filters in force by the labels of the page; what narrows nothing is left out."""
    form.full_clean()
    return {
        str(field.label): _in_words(form.fields[field.name], value)
        for field in form
        if (value := form.cleaned_data.get(field.name))
    }


def _in_words(field: forms.Field, value: Any) -> str:
    if isinstance(field, forms.ChoiceField):
        return str(dict(field.choices).get(value, value))  # type: ignore[arg-type]
    if isinstance(value, bool):
        return _("yes")
    return day_label(value) if isinstance(value, date) else str(value)
