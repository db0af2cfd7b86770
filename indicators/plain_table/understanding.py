"""The targets of a row understood by their words, and what sort of quantity they make of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from django.utils.translation import gettext as _

from indicators.method.facts import Kind, Measure, Wanted
from indicators.plain_table.rows import PlainRow
from indicators.plain_table.sentences import doubt_sentence, other_year
from indicators.programme_file import IndicatorSpec
from indicators.programme_file.section import MAX_DECIMALS
from indicators.wording import Reading, Remark, WordingError, read_wording
from indicators.wording.units import is_counted, with_percent_sign
from indicators.wording.words import CLASS_ORDER
from tracker.common.decimals import decimal_places


class Note(StrEnum):
    """What the row leaves open, and was decided for it."""

    WANTED = "wanted"
    WANTED_BY_BASELINE = "wanted_by_baseline"
    NO_LEAD = "no_lead"
    NO_BASELINE = "no_baseline"
    DUE_YEAR_END = "due_year_end"


@dataclass(frozen=True)
class CellFault:
    """Why a cell is refused."""

    column: str
    sentence: str


@dataclass(frozen=True)
class UnderstoodTarget:
    """The target of one year; `reading` is None where its words are not understood."""

    year: int
    wording: str
    reading: Reading | None

    @property
    def column(self) -> str:
        """The column in which it stands."""
        return f"target_{self.year}"


@dataclass(frozen=True)
class UnderstoodRow:
    """A row with what it would become; `spec` is None where anything of it is refused."""

    row: PlainRow
    code: str
    measure: Measure
    unit: str
    targets: tuple[UnderstoodTarget, ...]
    spec: IndicatorSpec | None
    faults: tuple[CellFault, ...]
    notes: tuple[Note, ...]


@dataclass
class Work:
    """What is gathered of one row."""

    row: PlainRow
    code: str
    unit: str = ""
    faults: list[CellFault] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)

    def fault(self, column: str, sentence: str) -> None:
        """Refuse a cell, for the first reason found."""
        if column not in {one.column for one in self.faults}:
            self.faults.append(CellFault(column, sentence))


def read_targets(work: Work) -> tuple[UnderstoodTarget, ...]:
    """Each year's target; the unit of measure is that of the words where its cell is empty."""
    work.unit = with_percent_sign(work.row["unit"])
    readable = {
        year: words
        for year, words in work.row.stated.items()
        if f"target_{year}" not in {one.column for one in work.faults}
    }
    if not work.row.stated and not work.faults:
        work.fault("name", _("No target stands in this row."))
    targets = _targets(work, readable)
    if work.unit or not (unit := _unit_of(targets)):
        return targets
    work.unit = unit
    return _targets(work, readable)  # what one year's words say of the unit holds for all


def _unit_of(targets: Iterable[UnderstoodTarget]) -> str:
    """Per cent where the words of a target say so."""
    found = [one.reading for one in targets if one.reading]
    stated = next((one.unit for one in found if one.unit.startswith("%")), "")
    return stated or ("%" if any(one.comparator == "full" for one in found) else "")


def _targets(work: Work, readable: Mapping[int, str]) -> tuple[UnderstoodTarget, ...]:
    return tuple(_target(work, year, words) for year, words in readable.items())


def _target(work: Work, year: int, words: str, wanted: Wanted | None = None) -> UnderstoodTarget:
    try:
        reading = read_wording(words, unit=work.unit, wanted=wanted)
    except WordingError as error:
        work.fault(f"target_{year}", doubt_sentence(error))
        return UnderstoodTarget(year, words, None)
    if reading.year not in (None, year):
        work.fault(f"target_{year}", other_year(reading.year or 0, year))
        return UnderstoodTarget(year, words, None)
    return UnderstoodTarget(year, words, reading)


def read_again(
    work: Work, targets: Iterable[UnderstoodTarget], wanted: Wanted
) -> tuple[UnderstoodTarget, ...]:
    """A number alone means something else where lower is wanted; all others stay as they are."""
    return tuple(
        _target(work, one.year, one.wording, wanted)
        if one.reading and Remark.PLAIN in one.reading.remarks
        else one
        for one in targets
    )


def kind_of(work: Work, targets: Sequence[UnderstoodTarget]) -> Kind:
    """What sort of quantity it is: by its targets, then by its unit of measure."""
    kinds = {_sort(one.reading) for one in targets if one.reading}
    if len(kinds) > 1:
        last = max(one.year for one in targets)
        work.fault(
            f"target_{last}",
            _("The targets of one indicator are all numbers, all milestones or all classes."),
        )
    kind = next(iter(kinds), None)
    if kind in (Kind.CLASSES, Kind.MILESTONE):
        return kind
    unit = work.unit
    if not unit:
        if kind is not None:
            work.fault("unit", _("The unit of measure is missing."))
        return Kind.VALUE
    if unit.startswith("%") or "/" in unit:
        return Kind.RATIO
    return Kind.COUNT if is_counted(unit) else Kind.VALUE


def _sort(reading: Reading) -> Kind:
    if reading.comparator in ("classes", "milestone"):
        return Kind(reading.comparator.value)
    return Kind.VALUE


def measure_of(
    kind: Kind, wanted: Wanted, unit: str, numbers: Iterable[Decimal], classes: Iterable[str]
) -> Measure:
    """With as many decimals as its numbers need: one at least for values and ratios.

    A number with more than can be kept is refused by its own cell.
    """
    places = min(max((decimal_places(number) for number in numbers), default=0), MAX_DECIMALS)
    if kind is Kind.COUNT and places:
        kind = Kind.VALUE  # what has decimals is not counted whole
    decimals = max(places, 1) if kind in (Kind.VALUE, Kind.RATIO) else 0
    factor = Decimal(100) if unit.startswith("%") else Decimal(1)
    return Measure(kind, wanted, decimals, factor=factor, class_order=_order(set(classes)))


def _order(named: set[str]) -> tuple[str, ...]:
    """From the best class, which nobody may have reached yet, to the least that is named."""
    if not named:
        return ()
    least = max(CLASS_ORDER.index(name) for name in named)
    best = 0 if CLASS_ORDER[0] in named else 1
    return CLASS_ORDER[best : least + 1]


def class_names(targets: Iterable[UnderstoodTarget], *more: Mapping[str, int] | None) -> set[str]:
    """Every class that a target or the baseline names."""
    counts = [one.reading.classes for one in targets if one.reading]
    return {name for one in (*counts, *more) if one for name in one}
