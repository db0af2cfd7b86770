"""One line of a report: what a person puts into it, saved if nobody else was faster."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, TypeVar

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from indicators.method.facts import Nature
from reports.entries import as_ledger
from reports.models import Entry, EntryState, Report
from reports.models.line import Line
from reports.models.task import DONE, TaskUpdate
from reports.workflow import Verb, WrongStateError, check_can, keep_still, reports_open_to
from tracker.accounts.models import User
from tracker.audit.ledger import Deed as LedgerDeed
from tracker.audit.ledger import Subject, record_all
from tracker.common.errors import SentenceError
from tracker.common.timestamps import now, today

LineType = TypeVar("LineType", bound=Line)


class StaleLineError(SentenceError):
    """Somebody else changed the line meanwhile."""

    def __init__(self, current: Line) -> None:
        super().__init__(
            _("%(who)s changed this cell meanwhile. Look at the new value, then save again.")
            % {"who": current.updated_by or _("Somebody")}
        )


class StaleEntryError(StaleLineError):
    """`current` is the figure that stands there now."""

    def __init__(self, current: Entry) -> None:
        super().__init__(current)
        self.current = current


class StaleUpdateError(StaleLineError):
    """`current` is the task update that stands there now."""

    def __init__(self, current: TaskUpdate) -> None:
        super().__init__(current)
        self.current = current


class UpdateError(SentenceError):
    """A task update that cannot be: a percentage out of range, or done without a day."""


@dataclass(frozen=True)
class Filling:
    """What a person puts into one cell; `is_unchanged` states that the last figure still holds."""

    value: Decimal | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    done_on: date | None = None
    is_not_done: bool = False
    is_unchanged: bool = False
    nature: Nature = Nature.OFFICIAL
    note: str = ""


@dataclass(frozen=True)
class TaskFilling:
    """How far a task is: percent, words, products, and the day of completion with 100 percent."""

    progress: int | None = None
    words: str = ""
    products: str = ""
    done_on: date | None = None


LineFilling = tuple[Entry | TaskUpdate, Filling | TaskFilling, int]
"""A line, what is put into it, and the version at which the line was read."""


def fill_entry(
    *, entry: Entry, filling: Filling, version: int, by: User, verb: Verb = Verb.FILL
) -> Entry:
    """Save one figure if its version is still the one that was read; see `_save`.

    `verb` is BRING where the Office brings the unit's form.
    """
    return _save(entry, version, by, _deed(filling, verb))


def fill_update(
    *, update: TaskUpdate, filling: TaskFilling, version: int, by: User, verb: Verb = Verb.FILL
) -> TaskUpdate:
    """Save one task update; UpdateError for what cannot be, else as `fill_entry`."""
    return _save(update, version, by, _deed(filling, verb))


def fill_lines(
    *, report: Report, fillings: Sequence[LineFilling], by: User, verb: Verb = Verb.FILL
) -> int:
    """Save many lines of one report, all or none, each as `fill_entry` and `fill_update` would.

    What is the same for all of them is asked once, while the report is kept still: whether this
    person may do this now. How many lines were written.
    """
    with transaction.atomic():
        keep_still(report.pk)
        is_open = reports_open_to(by, verb).filter(pk=report.pk).exists()
        among = [report.pk] if is_open else []
        deeds = [
            told
            for line, filling, version in fillings
            if (told := _fill(line, version, by, _deed(filling, verb), among))
        ]
        record_all(deeds, by=by, is_draft=True)
    return len(deeds)


def _fill(
    line: Line, version: int, by: User, deed: _Deed, among: Collection[int]
) -> LedgerDeed | None:
    """One of many lines: what the ledger is told, None where the line says the same already."""
    is_as_read = line.version == version and _says(line, deed.content)
    filled = None if is_as_read else _written(line, version, by, deed, among)
    if filled is None:
        _standing(line, version, by, deed)
        return None
    return _told(line, filled, deed)


def check_update(filling: TaskFilling) -> None:
    """UpdateError unless percent and day agree: 100 with a day that has come, less without one."""
    progress, done_on = filling.progress, filling.done_on
    if progress is not None and not 0 <= progress <= DONE:
        raise UpdateError(_("Progress is a whole percentage from 0 to 100."))
    if done_on is not None and progress != DONE:
        raise UpdateError(_("A completed task stands at 100 %; take the day away if it is not."))
    if progress == DONE and done_on is None:
        raise UpdateError(_("A task at 100 % needs the day on which it was completed."))
    if done_on is not None and done_on > today():
        raise UpdateError(_("The day of completion lies in the future."))


def content_of(filling: Filling) -> dict[str, Any]:
    """The filling as the columns of an entry."""
    return {
        "value": filling.value,
        "numerator": filling.numerator,
        "denominator": filling.denominator,
        "done_on": filling.done_on,
        "is_not_done": filling.is_not_done,
        "is_unchanged": filling.is_unchanged,
        "nature": filling.nature.value,
        "note": filling.note.strip(),
    }


def update_content(filling: TaskFilling) -> dict[str, Any]:
    """The filling as the columns of a task update."""
    return {
        "progress": filling.progress,
        "words": filling.words.strip(),
        "products": filling.products.strip(),
        "done_on": filling.done_on,
    }


def update_ledger(update: TaskUpdate) -> dict[str, str]:
    """The content of a task update for the ledger: only what is there."""
    content = {"words": update.words, "products": update.products}
    if update.progress is not None:
        content["progress"] = str(update.progress)
    if update.done_on is not None:
        content["done_on"] = update.done_on.isoformat()
    return {name: text for name, text in content.items() if text}


@dataclass(frozen=True)
class _Deed:
    """What a line is filled with and by which right, how the ledger calls it, what it is told."""

    content: Mapping[str, Any]
    right: Verb
    name: str
    told: Callable[[Any], Mapping[str, str]]


def _deed(filling: Filling | TaskFilling, right: Verb) -> _Deed:
    """UpdateError for a task update that cannot be."""
    if isinstance(filling, Filling):
        return _Deed(content_of(filling), right, "entry.filled", as_ledger)
    check_update(filling)
    return _Deed(update_content(filling), right, "task_update.filled", update_ledger)


def _save(line: LineType, version: int, by: User, deed: _Deed) -> LineType:
    """If the line cannot be written: what `check_can` raises, or StaleLineError with the present
    content. What stands there already is not written again."""
    if line.version != version:
        line = _reread(line)
    if _says(line, deed.content):
        return _standing(line, version, by, deed)
    with transaction.atomic():
        keep_still(_report(line).pk)
        filled = _written(line, version, by, deed, reports_open_to(by, deed.right))
        if filled is not None:
            record_all([_told(line, filled, deed)], by=by, is_draft=True)
            return filled
    return _standing(line, version, by, deed)


def _written(
    line: LineType,
    version: int,
    by: User,
    deed: _Deed,
    among: QuerySet[Report] | Collection[int],
) -> LineType | None:
    """One conditional UPDATE decides on version and state, and on right, state and lock of the
    report, if `among` asks for them; None if it refuses."""
    rows = type(line)._default_manager.filter(pk=line.pk, version=version, report__in=among)
    written = {
        **deed.content,
        **{"version": version + 1, "updated_at": now(), "updated_by": by},
    }
    if not rows.exclude(state=EntryState.APPROVED).update(**written):
        return None
    filled = copy(line)
    for name, content in written.items():
        setattr(filled, name, content)
    return filled


def _told(line: Line, filled: Line, deed: _Deed) -> LedgerDeed:
    kind = deed.name.partition(".")[0]
    subject = Subject(kind, _key(filled), _programme(filled))
    return deed.name, subject, deed.told(line), deed.told(filled)


def _standing(line: LineType, version: int, by: User, deed: _Deed) -> LineType:
    """The cell that was not written, if it says the same already; else raises why it was not.

    A second click, or one's own save repeated after a lost connection, is no conflict and leaves
    no trace; the author of a figure stays who wrote it.
    """
    current = _reread(line)
    check_can(by, deed.right, _report(current))
    if current.state == EntryState.APPROVED:
        raise WrongStateError(_("This figure is approved already."))
    is_same = current.version == version or current.updated_by_id == by.pk
    if not (is_same and _says(current, deed.content)):
        raise _stale(current)
    return current


def _stale(current: Line) -> StaleLineError:
    if isinstance(current, TaskUpdate):
        return StaleUpdateError(current)
    return StaleEntryError(current) if isinstance(current, Entry) else StaleLineError(current)


def _says(line: Line, content: Mapping[str, Any]) -> bool:
    return all(getattr(line, name) == value for name, value in content.items())


def _reread(line: LineType) -> LineType:
    subject = ("assignment__task", "assignment__unit") if _is_task(line) else ("indicator",)
    related = (*subject, "updated_by", "report__period__programme", "report__unit")
    found: LineType = type(line)._default_manager.select_related(*related).get(pk=line.pk)
    return found


def _is_task(line: Line) -> bool:
    return isinstance(line, TaskUpdate)


def _report(line: Line) -> Report:
    report: Report | None = getattr(line, "report", None)
    if report is None:
        raise WrongStateError(_("What the Office recorded is not filled in here."))
    return report


def _key(line: Line) -> str:
    return str(getattr(line, "ledger_key", ""))


def _programme(line: Line) -> str:
    return _report(line).period.programme.code
