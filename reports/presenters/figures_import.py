"""The preview of a file of figures: what is new, changed, unchanged and refused."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from reports.entries import as_ledger
from reports.figure_plan import Step
from reports.imports.figure_preview import FigurePreview
from reports.imports.rows import Refusal, Row
from reports.models import Figure, FigureNature
from reports.presenters.files.figures_import import figure_label
from reports.presenters.review.words import content_text
from tracker.common.labels import period_label

NEW, CHANGED, UNCHANGED, REFUSED = "moi", "thay-doi", "giu-nguyen", "tu-choi"
_ORDER = (REFUSED, CHANGED, NEW, UNCHANGED)
_TOLD = ("note", "source")


@dataclass(frozen=True)
class Line:
    """One row that can stand: where it is, what it is of, what was there, what would be."""

    place: str
    indicator: str
    unit: str
    period: str
    class_code: str
    before: str
    after: str
    note: str
    """What else is different, or what is said beside the figure."""


@dataclass(frozen=True)
class RefusedLine:
    """One row that is left out, with the cell at fault."""

    place: str
    column: str
    value: str
    sentence: str


@dataclass(frozen=True)
class Tab:
    """One of the four fates, with how many rows it has."""

    key: str
    word: str
    count: int
    is_current: bool


@dataclass(frozen=True)
class PreviewPage:
    """What the file would do; `rows` are those of the current tab, not yet turned into lines."""

    tabs: tuple[Tab, ...]
    current: str
    rows: Sequence[tuple[Row, Any]]
    count: int
    """How many figures would be stored."""
    refused: int
    mark: str


def preview_page(found: FigurePreview, wanted: str) -> PreviewPage:
    """The preview with the tab of the address, else with the first that has any rows."""
    fates: dict[str, Sequence[tuple[Row, Any]]] = {
        REFUSED: found.refusals,
        CHANGED: [one for one in found.steps if one[1].is_changed],
        NEW: [one for one in found.steps if one[1].is_new],
        UNCHANGED: [one for one in found.steps if one[1].new is None],
    }
    first = next((key for key in _ORDER if fates[key]), NEW)
    current = wanted if wanted in fates else first
    return PreviewPage(
        tabs=tuple(Tab(key, _word(key), len(fates[key]), key == current) for key in _ORDER),
        current=current,
        rows=fates[current],
        count=len(fates[NEW]) + len(fates[CHANGED]),
        refused=len(fates[REFUSED]),
        mark=found.mark,
    )


def _word(key: str) -> str:
    words = {
        NEW: _("New"),
        CHANGED: _("Changed"),
        UNCHANGED: _("Unchanged"),
        REFUSED: _("Refused"),
    }
    return words[key]


def lines_of(rows: Sequence[tuple[Row, Any]]) -> list[Line | RefusedLine]:
    """The rows of one page in the current language."""
    return [
        _refused(content) if isinstance(content, Refusal) else _line(row, content)
        for row, content in rows
    ]


def _refused(one: Refusal) -> RefusedLine:
    return RefusedLine(one.place, figure_label(one.column), one.value, one.sentence)


def _line(row: Row, step: Step) -> Line:
    entry, old = step.entry, step.old
    after = as_ledger(entry)
    before = as_ledger(old) if old is not None else {}
    return Line(
        place=row.place("value"),
        indicator=entry.indicator.display_name,
        unit=entry.unit.name,
        period=period_label(entry.period),
        class_code=entry.class_code,
        before=_content(before, step) if old is not None else "",
        after=_content(after, step),
        note=_beside(before, after, old),
    )


def _content(content: Mapping[str, str], step: Step) -> str:
    """The figure, and how far it can be relied on where it is not official."""
    nature = FigureNature(content["nature"])
    words = _milestone(content, step) or content_text(content, step.entry.indicator)
    return words if nature is FigureNature.OFFICIAL else f"{words} ({nature.label})"


def _milestone(content: Mapping[str, str], step: Step) -> str:
    """A milestone without a day is one that is not reached."""
    is_open = step.entry.indicator.kind == "milestone" and "done_on" not in content
    return _("Not done yet") if is_open else ""


def _beside(before: Mapping[str, str], after: Mapping[str, str], old: Figure | None) -> str:
    """Note and source; of a changed figure only what is different."""
    different = [after.get(key, "") for key in _TOLD if before.get(key) != after.get(key)]
    said = [text or _("note taken away") for text in different]
    return " · ".join(said if old is not None else [text for text in different if text])
