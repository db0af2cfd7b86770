"""Writing figures: one door for every source of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from indicators.models import Programme
from reports.entries import FigureEntry, as_ledger
from reports.models import Figure
from tracker.accounts.models import User
from tracker.audit.ledger import Subject, record_all
from tracker.common.errors import SentenceError
from tracker.common.timestamps import now, today


class FigureConflictError(SentenceError):
    """Somebody else wrote one of the figures at the same moment."""


class LessTrustedError(SentenceError):
    """An estimate or illustrative figure would replace a more trusted one; `entry` is refused."""

    def __init__(self, entry: FigureEntry, standing: Figure) -> None:
        super().__init__(
            _("A figure of nature “%(nature)s” already stands for this period.")
            % {"nature": standing.get_nature_display()}
        )
        self.entry = entry


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
    `known_on` is the day from which they count; without it that of `_known_on`.
    """
    waves = _waves(entries)
    try:
        with transaction.atomic():
            parts = [
                _record_wave(programme, wave, by=by, approve=approve, known_on=known_on)
                for wave in waves
            ]
    except IntegrityError as error:
        raise FigureConflictError(
            _("Somebody else wrote one of these figures just now. Nothing was stored; try again.")
        ) from error
    return Recorded(
        sum(part.new for part in parts),
        sum(part.changed for part in parts),
        sum(part.unchanged for part in parts),
    )


_TRUST = {"illustrative": 0, "estimate": 1, "official": 2}


def _waves(entries: Sequence[FigureEntry]) -> list[list[FigureEntry]]:
    """Entries split so that no key repeats within a wave, the most trusted nature last."""
    waves: list[dict[object, FigureEntry]] = []
    for entry in sorted(entries, key=lambda e: _TRUST[e.nature]):
        wave = next((w for w in waves if entry.key not in w), None)
        if wave is None:
            wave = {}
            waves.append(wave)
        wave[entry.key] = entry
    return [list(wave.values()) for wave in waves]


def _record_wave(
    programme: Programme,
    entries: list[FigureEntry],
    *,
    by: User,
    approve: bool,
    known_on: date | None,
) -> Recorded:
    current = _current_figures(entries, approved=approve)
    fresh, ended, deeds = [], [], []
    unchanged = 0
    for entry in entries:
        old = current.get(entry.key)
        if old is not None and _is_already_known(entry, old, is_import=known_on is None):
            unchanged += 1
            continue
        figure = _figure(entry, known_on or _known_on(entry, old), by=by, approve=approve)
        fresh.append(figure)
        before = None
        if old is not None:
            ended.append((old, figure.known_on))
            before = as_ledger(old)
        subject = Subject("figure", entry.ledger_key, programme.code)
        verb = "figure.approved" if approve else "figure.recorded"
        deeds.append((verb, subject, before, as_ledger(entry)))
    _end(ended)
    Figure.objects.bulk_create(fresh, batch_size=500)
    record_all(deeds, by=by)
    return Recorded(len(fresh) - len(ended), len(ended), unchanged)


def _is_already_known(entry: FigureEntry, old: Figure, *, is_import: bool) -> bool:
    """Whether nothing is to be done: it stands, or it stood before a more trusted figure came.

    The latter only for a file that is brought again: what somebody approves today must count.
    """
    if entry.says_the_same_as(old):
        return True
    if _TRUST[entry.nature] >= _TRUST[old.nature]:
        return False
    if not is_import:
        raise LessTrustedError(entry, old)
    indicator, unit, year, quarter, class_code, definition = entry.key
    history = Figure.objects.filter(
        indicator=indicator,
        unit=unit,
        year=year,
        quarter=quarter,
        class_code=class_code,
        definition=definition,
        nature=entry.nature,
    )
    if any(entry.says_the_same_as(figure) for figure in history):
        return True
    raise LessTrustedError(entry, old)


def _current_figures(entries: Sequence[FigureEntry], *, approved: bool) -> dict[object, Figure]:
    """The current figures of the entries' indicators and years, by key."""
    figures = Figure.objects.filter(
        indicator__in={entry.indicator.pk for entry in entries},
        year__in={entry.period.year for entry in entries},
        superseded_on__isnull=True,
        approved_at__isnull=not approved,
    )
    return {
        (f.indicator_id, f.unit_id, f.year, f.quarter, f.class_code, f.definition): f
        for f in figures
    }


def _figure(entry: FigureEntry, known_on: date, *, by: User, approve: bool) -> Figure:
    return Figure(
        indicator=entry.indicator,
        unit=entry.unit,
        year=entry.period.year,
        quarter=entry.period.quarter or 0,
        class_code=entry.class_code,
        definition=entry.definition,
        value=entry.value,
        numerator=entry.numerator,
        denominator=entry.denominator,
        done_on=entry.done_on,
        nature=entry.nature,
        source=entry.source,
        note=entry.note,
        known_on=known_on,
        recorded_by_id=entry.author or by.pk,
        approved_at=now() if approve else None,
        approved_by=by if approve else None,
    )


def _known_on(entry: FigureEntry, old: Figure | None) -> date:
    """From when a recorded figure counts (docs/adr/0004).

    A first record of history counts from the cut-off of its period. A correction counts from
    today, so that past days stay as they were seen; one made on the day of the record itself
    takes its place entirely.
    """
    if old is None:
        return min(today(), entry.period.cut_off)
    is_same_day = timezone.localdate(old.recorded_at) == today()
    return old.known_on if is_same_day else today()


def _end(ended: list[tuple[Figure, date]]) -> None:
    """End old rows; a row that somebody else ended meanwhile makes the whole action fail."""
    by_day: dict[date, list[int]] = {}
    for figure, day in ended:
        by_day.setdefault(day, []).append(figure.pk)
    for day, keys in by_day.items():
        rows = Figure.objects.filter(pk__in=keys, superseded_on__isnull=True)
        if rows.update(superseded_on=day) != len(keys):
            raise IntegrityError("a figure was ended by someone else")
