"""Writing figures: one door for every source of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from indicators.models import Programme
from reports.entries import FigureEntry, as_ledger
from reports.figure_plan import LessTrustedError, Plan, Step, plan_figures
from reports.models import Figure
from reports.observing.keeping import hold, restate
from tracker.accounts.models import User
from tracker.audit.ledger import Subject, record_all
from tracker.common.errors import SentenceError

__all__ = (
    "FigureConflictError",
    "LessTrustedError",
    "Recorded",
    "record_figures",
    "store_plan",
)


class FigureConflictError(SentenceError):
    """Somebody else wrote one of the figures at the same moment."""


@dataclass(frozen=True)
class Recorded:
    """How many figures were new, changed and already there."""

    new: int
    changed: int
    unchanged: int


def record_figures(
    *,
    programme: Programme,
    entries: Sequence[FigureEntry],
    by: User,
    approve: bool,
    known_on: date | None = None,
) -> Recorded:
    """Store the entries in one transaction; what is already there unchanged is left alone.

    A changed figure becomes a new row and ends the old one. An entry that repeats a key within
    the sequence (estimate, then official) is recorded in order of trust, the official last.
    `known_on` is the day from which they count; without it that of `plan_figures`.
    LessTrustedError names the first entry that would replace a more trusted figure.
    """
    with transaction.atomic():
        plan = plan_figures(entries=entries, by=by, approve=approve, known_on=known_on)
        refused = next((step.refusal for wave in plan for step in wave if step.refusal), None)
        if refused is not None:
            raise refused
        return store_plan(programme=programme, plan=plan, by=by)


def store_plan(*, programme: Programme, plan: Plan, by: User) -> Recorded:
    """Store what a plan holds, all or nothing; its refused steps are left out.

    What is seen of the province follows in the same transaction. FigureConflictError if anything
    stands otherwise by now: what is stored is exactly what was planned, or nothing.
    """
    with transaction.atomic():
        hold([programme])
        _store(programme, plan, by=by)
        stored = [step.new for wave in plan for step in wave if step.new is not None]
        restate(programme=programme, figures=[one for one in stored if one.approved_at])
    steps = [step for wave in plan for step in wave if step.refusal is None]
    new, changed = sum(one.is_new for one in steps), sum(one.is_changed for one in steps)
    return Recorded(new, changed, len(steps) - new - changed)


def _store(programme: Programme, plan: Plan, *, by: User) -> None:
    try:
        with transaction.atomic():
            for wave in plan:
                _store_wave(programme, [step for step in wave if step.new], by=by)
    except IntegrityError as error:
        raise FigureConflictError(
            _("Somebody else wrote one of these figures just now. Nothing was stored; try again.")
        ) from error


def _store_wave(programme: Programme, steps: list[Step], *, by: User) -> None:
    _end([(one.old, one.new.known_on) for one in steps if one.old and one.new])
    Figure.objects.bulk_create([one.new for one in steps if one.new], batch_size=500)
    deeds = [
        (
            "figure.approved" if one.new and one.new.approved_at else "figure.recorded",
            Subject("figure", one.entry.ledger_key, programme.code),
            as_ledger(one.old) if one.old else None,
            as_ledger(one.entry),
        )
        for one in steps
    ]
    record_all(deeds, by=by)


def _end(ended: list[tuple[Figure, date]]) -> None:
    """End old rows; a row that somebody else ended meanwhile makes the whole action fail."""
    by_day: dict[date, list[int]] = {}
    for figure, day in ended:
        by_day.setdefault(day, []).append(figure.pk)
    for day, keys in by_day.items():
        rows = Figure.objects.filter(pk__in=keys, superseded_on__isnull=True)
        if rows.update(superseded_on=day) != len(keys):
            raise IntegrityError("a figure was ended by someone else")
