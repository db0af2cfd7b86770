"""What recording figures would do: read, compared with what stands, nothing written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from reports.entries import FigureEntry
from reports.models import Figure
from tracker.accounts.models import User
from tracker.common.errors import SentenceError
from tracker.common.timestamps import now, today

_TRUST = {"illustrative": 0, "estimate": 1, "official": 2}
_History = Mapping[tuple[object, str], Sequence[Figure]]


class LessTrustedError(SentenceError):
    """An estimate or illustrative figure would replace a more trusted one; `entry` is refused."""

    def __init__(self, entry: FigureEntry, standing: Figure) -> None:
        super().__init__(
            _("A figure of nature “%(nature)s” already stands for this period.")
            % {"nature": standing.get_nature_display()}
        )
        self.entry = entry


@dataclass(frozen=True)
class Step:
    """One entry beside what stands: `new` is what is to be stored, None where nothing is.

    `old` may be the new figure of an earlier step, if the same file holds an estimate and then the
    official figure.
    """

    entry: FigureEntry
    old: Figure | None
    new: Figure | None = None
    refusal: LessTrustedError | None = None

    @property
    def is_new(self) -> bool:
        """Whether nothing stands there yet."""
        return self.new is not None and self.old is None

    @property
    def is_changed(self) -> bool:
        """Whether another figure is ended by it."""
        return self.new is not None and self.old is not None


Plan = list[list[Step]]
"""Waves: no key repeats within one, the most trusted figure of a key stands in the last."""


def plan_figures(
    *, entries: Sequence[FigureEntry], by: User, approve: bool, known_on: date | None = None
) -> Plan:
    """Each entry with what would become of it; at most two queries.

    `known_on` None is a file: figures count from the day of `_known_on`, and what stood before a
    more trusted figure came is known already when it is brought again.
    """
    standing = _current_figures(entries, approved=approve)
    history = _history(entries, standing) if known_on is None else {}
    plan = []
    for wave in _waves(entries):
        steps = [_step(entry, standing.get(entry.key), history, known_on) for entry in wave]
        steps = [_with_figure(step, known_on, by=by, approve=approve) for step in steps]
        standing |= {step.entry.key: step.new for step in steps if step.new is not None}
        plan.append(steps)
    return plan


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


def _step(entry: FigureEntry, old: Figure | None, history: _History, known_on: date | None) -> Step:
    """Beside what stands, before it is known what is stored: refused, known already, or not."""
    if old is None or not _is_less_trusted(entry, old) or entry.says_the_same_as(old):
        return Step(entry, old)
    stood_before = history.get((entry.key, entry.nature), ())
    if known_on is None and any(entry.says_the_same_as(figure) for figure in stood_before):
        return Step(entry, old)
    return Step(entry, old, refusal=LessTrustedError(entry, old))


def _with_figure(step: Step, known_on: date | None, *, by: User, approve: bool) -> Step:
    """With the row to be stored, unless it is refused, stands already or stood before."""
    entry, old = step.entry, step.old
    is_known = old is not None and (
        entry.says_the_same_as(old) or _is_less_trusted(entry, old)  # the latter stood before
    )
    if step.refusal is not None or is_known:
        return step
    figure = _figure(entry, known_on or _known_on(entry, old), by=by, approve=approve)
    return Step(entry, old, figure)


def _is_less_trusted(entry: FigureEntry, old: Figure) -> bool:
    return _TRUST[entry.nature] < _TRUST[old.nature]


def _current_figures(entries: Sequence[FigureEntry], *, approved: bool) -> dict[object, Figure]:
    """The current figures of the entries' indicators, units and years, by key."""
    figures = Figure.objects.filter(
        indicator__in={entry.indicator.pk for entry in entries},
        unit__in={entry.unit.pk for entry in entries},
        year__in={entry.period.year for entry in entries},
        superseded_on__isnull=True,
        approved_at__isnull=not approved,
    )
    return {_key(figure): figure for figure in figures}


def _history(entries: Iterable[FigureEntry], standing: Mapping[object, Figure]) -> _History:
    """Every figure of the keys at which something less trusted comes, by key and nature."""
    weaker = [
        entry
        for entry in entries
        if entry.key in standing and _is_less_trusted(entry, standing[entry.key])
    ]
    if not weaker:
        return {}
    figures = Figure.objects.filter(
        indicator__in={entry.indicator.pk for entry in weaker},
        unit__in={entry.unit.pk for entry in weaker},
        year__in={entry.period.year for entry in weaker},
        nature__in={entry.nature for entry in weaker},
    )
    found: dict[tuple[object, str], list[Figure]] = {}
    for figure in figures:
        found.setdefault((_key(figure), figure.nature), []).append(figure)
    return found


def _key(figure: Figure) -> tuple[int, int, int, int, str, str]:
    """What identifies a figure among the current ones, as FigureEntry.key has it."""
    place = (figure.indicator_id, figure.unit_id, figure.year, figure.quarter)
    return (*place, figure.class_code, figure.definition)


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
    is_same_day = old.pk is None or timezone.localdate(old.recorded_at) == today()
    return old.known_on if is_same_day else today()
