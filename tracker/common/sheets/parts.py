"""The parts of a workbook beside its sheets: the list of sheets, formats of numbers, texts."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

from tracker.common.sheets.limits import (
    MAX_CELLS,
    MAX_SHEETS,
    MAX_TEXT,
    Budget,
    crowded,
    damaged,
)
from tracker.common.sheets.package import ID_NAMES, Attributes, Part, RichText, TextKeeper
from tracker.common.sheets.texts import unescaped

_LONGEST_FORMAT = 255
_LONGEST_NAME = 31
_NOT_SHOWN = re.compile(r'"[^"]*"?|\\.|_.|\*.|\[(?!(?:h+|m+|s+)\])[^\]]*\]?', re.IGNORECASE)
"""Of a format: quoted words, single characters, fillings, colours, languages and conditions."""
_CONDITION, _ONLY_ZERO = "\x01", "\x02"
_ELAPSED = re.compile(r"\[(?:h+|m+|s+)\]", re.IGNORECASE)
_BUILT_IN_DAYS = (*range(14, 18), 22)
_BUILT_IN_TIMES = (*range(18, 22), 45, 47)


class Format(Enum):
    """What a cell's format makes of its number."""

    PLAIN = "plain"
    PERCENT = "percent"
    DAY = "day"
    TIME = "time"
    ELAPSED = "elapsed"
    AMBIGUOUS = "ambiguous"
    """Of one number a percentage, of another none: what is shown depends on the number."""


@dataclass(frozen=True)
class SheetEntry:
    """A sheet as the workbook lists it; `link` identifies its part."""

    name: str
    link: str


class WorkbookPart(Part):
    """The sheets in the order of their tabs, and from which day the workbook counts."""

    def __init__(self) -> None:
        self.sheets: list[SheetEntry] = []
        self.is_1904 = False
        self.text = TextKeeper(0)
        self.opened = {"sheet": self._sheet, "workbookPr": self._properties}

    def _sheet(self, attributes: Attributes) -> None:
        link = next((attributes[name] for name in ID_NAMES if name in attributes), "")
        name = unescaped(attributes.get("name", "")[: _LONGEST_NAME * 7])[:_LONGEST_NAME]
        self.sheets.append(SheetEntry(name, link))
        if len(self.sheets) > 50 * MAX_SHEETS:
            raise damaged()

    def _properties(self, attributes: Attributes) -> None:
        self.is_1904 = attributes.get("date1904") in ("1", "true", "on")


class StylesPart(Part):
    """What each style of a cell (its place in `formats`) makes of a number."""

    def __init__(self) -> None:
        self.formats: list[Format] = []
        self._kinds = dict.fromkeys(_BUILT_IN_DAYS, Format.DAY)
        self._kinds |= dict.fromkeys(_BUILT_IN_TIMES, Format.TIME)
        self._kinds |= {9: Format.PERCENT, 10: Format.PERCENT, 46: Format.ELAPSED}
        self._is_in_cells = False
        self.text = TextKeeper(0)
        self.opened = {"numFmt": self._format, "cellXfs": self._begin, "xf": self._style}
        self.closed = {"cellXfs": self._finish}

    def _format(self, attributes: Attributes) -> None:
        self._kinds[_whole(attributes.get("numFmtId", ""))] = format_of(
            attributes.get("formatCode", "")
        )

    def _begin(self, _attributes: Attributes) -> None:
        self._is_in_cells = True

    def _finish(self) -> None:
        self._is_in_cells = False

    def _style(self, attributes: Attributes) -> None:
        if self._is_in_cells:
            number = _whole(attributes.get("numFmtId", "0"))
            self.formats.append(self._kinds.get(number, Format.PLAIN))


class TextsPart(Part):
    """The texts that cells share, by number; of rich text the words, without readings above it,
    and raised digits as raised ones."""

    def __init__(self, budget: Budget) -> None:
        self.texts: list[str] = []
        self._budget = budget
        self._is_reading = False
        self.text = TextKeeper(MAX_TEXT)
        rich = RichText(self.text)
        self.opened = {
            **rich.opened,
            "si": self._begin,
            "t": self._open,
            "rPh": self._reading,
        }
        self.closed = {**rich.closed, "si": self._keep, "t": self._close, "rPh": self._read}

    def _begin(self, _attributes: Attributes) -> None:
        self.text.take()
        self.text.script = None

    def _open(self, _attributes: Attributes) -> None:
        self.text.is_open = not self._is_reading

    def _close(self) -> None:
        self.text.is_open = False

    def _reading(self, _attributes: Attributes) -> None:
        self._is_reading = True

    def _read(self) -> None:
        self._is_reading = False

    def _keep(self) -> None:
        text = unescaped(self.text.take())
        self._budget.take_characters(text)
        self.texts.append(text)
        if len(self.texts) > MAX_CELLS:
            raise crowded()


def format_of(code: str) -> Format:
    """What a format makes of a number: `0.00%` multiplies by 100, `0.00"%"` does not.

    Sections that show no number, texts or nothing but zero have no say; where the others disagree
    the format is ambiguous.
    """
    found = [_of_section(section) for section in _sections(code[:_LONGEST_FORMAT])]
    if len({_SORTS.get(one, one) for one in found}) > 1:
        return Format.AMBIGUOUS
    return found[0] if found else Format.PLAIN


def _sections(code: str) -> list[str]:
    """What numbers other than zero are shown by, without what stands around them."""
    shown = _NOT_SHOWN.sub(_condition, code).casefold().split(";")
    if not any(_CONDITION in one or _ONLY_ZERO in one for one in shown):
        shown = shown[:2]  # the third is that of zero, the fourth that of texts
    texts = {"@"} if len(shown) > 1 else set()
    kept = [one for one in shown if _ONLY_ZERO not in one and one.strip() not in texts]
    return [one for one in kept if _SHOWS.search(one)]


def _condition(found: re.Match[str]) -> str:
    """A mark for `[=0]` and one for any other condition; nothing else is kept."""
    text = found[0].replace(" ", "")
    if text in ("[=0]", "[=0.0]"):
        return _ONLY_ZERO
    return _CONDITION if text[:2] in ("[<", "[>", "[=") else ""


def _of_section(shown: str) -> Format:
    if _ELAPSED.search(shown):
        return Format.ELAPSED
    if "general" in shown:
        return Format.PLAIN
    if "%" in shown:
        return Format.PERCENT
    if any(letter in shown for letter in "dy") or ("m" in shown and not _has_time(shown)):
        return Format.DAY
    return Format.TIME if _has_time(shown) else Format.PLAIN


_SHOWS = re.compile(r"[0#?%dyhms@]|general")
_SORTS = dict.fromkeys((Format.TIME, Format.ELAPSED), Format.DAY)
"""Days and times are told apart by the number itself."""


def _has_time(shown: str) -> bool:
    return "h" in shown or "s" in shown


def _whole(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and len(text) < 10):
        raise damaged()
    return int(text)
