"""What a person typed about a task, read and checked; nothing is saved here."""

from __future__ import annotations

import re
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from django.utils.translation import gettext as _

from reports.filling import TaskFilling, UpdateError, check_update
from reports.forms.entry import clean_text
from reports.hard_checks import CellError, read_day
from reports.models import TaskUpdate
from reports.queries.tasks import Progress
from reports.task_checks import DONE
from tracker.common.labels import day_label

COLUMNS = ("progress", "done_on", "words", "products")
LONGEST = 4000


@dataclass(frozen=True)
class TypedUpdate:
    """What stands in the fields of one task, as written; `version` is the one that was shown."""

    progress: str = ""
    done_on: str = ""
    words: str = ""
    products: str = ""
    version: int = 0
    shown: str = ""

    @property
    def mark(self) -> str:
        """A short mark of the content: two rows that say the same have the same."""
        texts = (self.progress, self.done_on, self.words, self.products)
        return f"{zlib.crc32(chr(31).join(texts).encode()):08x}"

    @property
    def summary(self) -> str:
        """What was typed, in one line."""
        percent = f"{self.progress}\u00a0%" if self.progress.isdecimal() else self.progress
        texts = (percent, self.done_on, self.words, self.products)
        return " · ".join(text for text in texts if text) or "–"

    @property
    def is_changed(self) -> bool:
        """Whether the person changed anything in the row since it was shown."""
        return self.mark != self.shown


def update_field(key: int, name: str) -> str:
    """The name of a task's field in the form: u12-progress."""
    return f"u{key}-{name}"


def typed_update(data: Mapping[str, str], key: int) -> TypedUpdate | None:
    """The row of that task in a posted form; None where the form has no such row."""
    stamp = data.get(update_field(key, "version"))
    if stamp is None:
        return None
    version, _dash, shown = stamp.partition("-")
    return TypedUpdate(
        **{name: clean_text(data.get(update_field(key, name), "")) for name in COLUMNS},
        version=int(version) if re.fullmatch(r"[0-9]{1,9}", version) else 0,
        shown=shown,
    )


def shown_update(update: TaskUpdate) -> TypedUpdate:
    """What the fields of a stored update show: text that is read back to the same content."""
    return TypedUpdate(
        progress="" if update.progress is None else str(update.progress),
        done_on=day_label(update.done_on) if update.done_on else "",
        words=update.words,
        products=update.products,
        version=update.version,
    )


def as_last_time(typed: TypedUpdate, last: Progress) -> TypedUpdate:
    """The row with percent and words of the last period; a completed task keeps its day."""
    return replace(
        typed,
        progress=str(last.percent),
        words=last.words,
        done_on=day_label(last.done_on) if last.done_on else "",
    )


def wants_last_time(data: Mapping[str, str], key: int) -> bool:
    """Whether the button “same as last period” of that task was pressed."""
    return data.get("again") == str(key)


def read_update(typed: TypedUpdate) -> TaskFilling:
    """The row as a filling; CellError names the field at fault. An empty row empties the update."""
    for column in ("words", "products"):
        if len(getattr(typed, column)) > LONGEST:
            sentence = _("Shorten the text to %(most)d characters.") % {"most": LONGEST}
            raise CellError(column, sentence)
    filling = TaskFilling(
        progress=_percent(typed.progress),
        words=typed.words,
        products=typed.products,
        done_on=_day(typed.done_on),
    )
    try:
        check_update(filling)
    except UpdateError as error:
        progress = filling.progress
        is_range = progress is not None and not 0 <= progress <= DONE
        raise CellError("progress" if is_range else "done_on", str(error)) from error
    return filling


def _percent(text: str) -> int | None:
    digits = text.removesuffix("%").strip()
    if not digits:
        return None
    if not re.fullmatch(r"[0-9]{1,4}", digits):
        raise CellError("progress", _("Progress is a whole percentage from 0 to 100."))
    return int(digits)


def _day(text: str) -> date | None:
    if not text:
        return None
    day = read_day(text)
    if day is None:
        raise CellError("done_on", _("Write the day as dd/mm/yyyy."))
    return day
