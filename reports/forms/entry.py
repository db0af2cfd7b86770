"""What a person typed into the grid, read and checked; nothing is saved here."""

from __future__ import annotations

import re
import unicodedata
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from indicators.method.facts import Kind, Nature
from reports.filling import Filling
from reports.hard_checks import CellError, check_cells
from reports.models import Entry
from reports.queries.facts import FigureRow
from tracker.common.decimals import plain
from tracker.common.labels import day_label

NUMBERS = ("value", "numerator", "denominator")
LONGEST_NOTE = 2000


@dataclass(frozen=True)
class TypedCell:
    """What stands in the fields of one row, as written; `version` is the one that was shown."""

    value: str = ""
    numerator: str = ""
    denominator: str = ""
    note: str = ""
    is_estimate: bool = False
    is_kept: bool = False
    version: int = 0
    shown: str = ""

    @property
    def mark(self) -> str:
        """A short mark of the content: two cells that say the same have the same."""
        flags = ("estimate" * self.is_estimate, "kept" * self.is_kept)
        texts = (self.value, self.numerator, self.denominator, self.note, *flags)
        return f"{zlib.crc32(chr(31).join(texts).encode()):08x}"

    @property
    def summary(self) -> str:
        """What was typed, in one line."""
        parts = " / ".join(text for text in (self.numerator, self.denominator) if text)
        return " · ".join(text for text in (self.value, parts, self.note) if text) or "–"

    @property
    def is_changed(self) -> bool:
        """Whether the person changed anything in the row since it was shown."""
        return self.mark != self.shown


def field_name(key: int, name: str) -> str:
    """The name of a row's field in the form: e12-value."""
    return f"e{key}-{name}"


def typed_cell(data: Mapping[str, str], key: int) -> TypedCell | None:
    """The row of that entry in a posted form; None where the form has no such row."""
    stamp = data.get(field_name(key, "version"))
    if stamp is None:
        return None
    version, _dash, shown = stamp.partition("-")
    texts = {name: clean_text(data.get(field_name(key, name), "")) for name in (*NUMBERS, "note")}
    return TypedCell(
        **texts,
        is_estimate=field_name(key, "estimate") in data,
        is_kept=field_name(key, "kept") in data,
        version=int(version) if re.fullmatch(r"[0-9]{1,9}", version) else 0,
        shown=shown,
    )


def clean_text(text: str) -> str:
    """What was typed without stray control characters, with plain line ends, in NFC."""
    plain_text = text.replace("\x00", "").replace("\r\n", "\n").strip()
    return unicodedata.normalize("NFC", plain_text)


def shown_cell(entry: Entry) -> TypedCell:
    """What the fields of a stored entry show: text that is read back to the same content."""
    cell = TypedCell(
        value=_milestone_text(entry) if entry.indicator.kind == Kind.MILESTONE else "",
        note=entry.note,
        is_estimate=entry.nature == Nature.ESTIMATE,
        is_kept=entry.is_unchanged,
        version=entry.version,
    )
    numbers = {name: number_text(getattr(entry, name)) for name in NUMBERS}
    return cell if cell.value else TypedCell(**(cell.__dict__ | numbers))


def number_text(number: Decimal | None) -> str:
    """A number for an input: comma, no grouping, so that it reads back without doubt."""
    return "" if number is None else plain(number).replace(".", ",")


def _milestone_text(entry: Entry) -> str:
    if entry.done_on is not None:
        return day_label(entry.done_on)
    return not_done_word() if entry.is_not_done else ""


def not_done_word() -> str:
    """The word for a milestone that is not reached, one of those that `check_cells` reads."""
    return "no" if get_language() == "en" else "chưa"


def read_filling(entry: Entry, typed: TypedCell, last: FigureRow | None, today: date) -> Filling:
    """The row as a filling; CellError names the field at fault. An empty row empties the cell."""
    if len(typed.note) > LONGEST_NOTE:
        raise CellError("note", _("Shorten the note to %(most)d characters.") % {"most": 2000})
    nature = Nature.ESTIMATE if typed.is_estimate else Nature.OFFICIAL
    if typed.is_kept:
        return _kept(typed, last, nature, entry.indicator.kind == Kind.MILESTONE)
    texts = {name: getattr(typed, name) for name in NUMBERS}
    if not any(texts.values()):
        return Filling(nature=nature, note=typed.note)
    numbers = check_cells(entry.indicator, entry.period, texts, today)
    is_milestone = entry.indicator.kind == Kind.MILESTONE
    return Filling(
        value=numbers.value,
        numerator=numbers.numerator,
        denominator=numbers.denominator,
        done_on=numbers.done_on,
        is_not_done=is_milestone and numbers.done_on is None,
        nature=nature,
        note=typed.note,
    )


def _kept(typed: TypedCell, last: FigureRow | None, nature: Nature, is_milestone: bool) -> Filling:
    """The last figure once more; that it still holds must be explained."""
    if last is None:
        raise CellError("value", _("There is no earlier figure that could still hold."))
    if not typed.note:
        raise CellError("note", _("Say why the last figure still holds."))
    return Filling(
        value=last.value,
        numerator=last.numerator,
        denominator=last.denominator,
        done_on=last.done_on,
        is_not_done=is_milestone and last.done_on is None,
        is_unchanged=True,
        nature=nature,
        note=typed.note,
    )


class ExtensionForm(forms.Form):
    """A unit asks for more time."""

    wanted_until = forms.DateField(
        label=gettext_lazy("New deadline wanted"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    reason = forms.CharField(
        label=gettext_lazy("Reason"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )


class ActForm(forms.Form):
    """What is to be done with a report; `version` is the report as the person saw it."""

    verb = forms.CharField(max_length=20)
    version = forms.IntegerField(required=False)
    reason = forms.CharField(required=False, max_length=2000)
    remarks = forms.CharField(required=False, max_length=5000)

    def said(self) -> dict[str, Any]:
        """The fields, empty where they are at fault: nothing typed makes the page fail."""
        self.is_valid()
        return {name: self.cleaned_data.get(name) for name in self.fields}
