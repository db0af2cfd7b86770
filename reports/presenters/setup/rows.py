"""The rows of a draft: how each target is understood, what was assumed, what is refused where."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from indicators.method.facts import Kind, Wanted
from indicators.plain_table import Built, CellFault, Note, UnderstoodRow, UnderstoodTarget
from indicators.programme_file import Collection
from reports.presenters.setup.wording import Understood, refused, understood
from reports.setup.targets_table import headings
from tracker.common.numbers import format_number

RowLink = Callable[[str, int], str]
"""From the name of an address and the number of a row to the address."""


@dataclass(frozen=True)
class FaultLine:
    """A refused cell: where it stands, what it says and why."""

    column: str
    where: str
    value: str
    sentence: str


@dataclass(frozen=True)
class YearLine:
    """The target of one year."""

    year: int
    target: Understood
    where: str = ""
    """The cell of a file in which it stands."""


@dataclass(frozen=True)
class RowCard:
    """One row, whole; `other_faults` are those of cells that are not among `years`."""

    number: int
    name: str
    group: str
    unit: str
    where: str
    years: tuple[YearLine, ...]
    facts: tuple[tuple[str, str], ...]
    notes: tuple[str, ...]
    faults: tuple[FaultLine, ...]
    other_faults: tuple[FaultLine, ...]
    change_url: str = ""
    drop_url: str = ""

    @property
    def about(self) -> str:
        """Its group, unit of measure and place, those that there are."""
        return " · ".join(filter(None, (self.group, self.unit, self.where)))

    @property
    def is_refused(self) -> bool:
        """Whether anything of it keeps the programme from being stored."""
        return bool(self.faults)

    @property
    def remarks(self) -> tuple[str, ...]:
        """What deserves a second look, of the row and of its targets."""
        said = [f"{one.year}: {text}" for one in self.years for text in one.target.remarks]
        return (*said, *self.notes)


def cards(
    rows: Sequence[UnderstoodRow], built: Built, units: Mapping[str, str], link: RowLink
) -> list[RowCard]:
    """Every row of the draft with its number from 1; `units` names units by their codes."""
    return [
        replace(
            card(one, built.faults.get(one.code, one.faults), units),
            number=number,
            change_url=link("setup_row", number),
            drop_url=link("setup_row_drop", number),
        )
        for number, one in enumerate(rows, start=1)
    ]


def card(one: UnderstoodRow, faults: Sequence[CellFault], units: Mapping[str, str]) -> RowCard:
    """One row that is only looked at."""
    why = {fault.column: fault.sentence for fault in reversed(faults)}
    shown = {target.column for target in one.targets}
    return RowCard(
        number=0,
        name=one.row["name"] or "–",
        group=one.row["group"],
        unit=one.unit,
        where=one.row.place,
        years=tuple(
            YearLine(
                target.year,
                _target(one, target, why.get(target.column)),
                one.row.places.get(target.column, ""),
            )
            for target in one.targets
        ),
        facts=tuple(_facts(one, units)),
        notes=tuple(_note(note, one) for note in one.notes),
        faults=tuple(_fault(one, fault) for fault in faults),
        other_faults=tuple(_fault(one, fault) for fault in faults if fault.column not in shown),
    )


def _target(one: UnderstoodRow, target: UnderstoodTarget, why: str | None) -> Understood:
    if target.reading is None or why:
        return refused(target.wording, why or "")
    return understood(target.wording, target.reading, one.measure, one.unit, target.year)


def _facts(one: UnderstoodRow, units: Mapping[str, str]) -> list[tuple[str, str]]:
    """What else the row says, in words."""
    spec = one.spec
    said = [(_("Kind"), kind_word(one.measure.kind))]
    if one.measure.kind not in (Kind.CLASSES, Kind.MILESTONE):
        said.append((_("Direction"), wanted_word(one.measure.wanted)))
    if spec is not None and spec.baseline and spec.baseline.value is not None:
        value = f"{format_number(spec.baseline.value)}\u00a0{one.unit}".strip()
        said.append((_("Baseline"), f"{value} ({spec.baseline.year})"))
    if spec is not None and spec.lead:
        said.append((_("Lead unit"), units.get(spec.lead, spec.lead)))
    if spec is not None and spec.collection is Collection.LOCAL:
        said.append((_("Collected at"), _("every local unit, then rolled up")))
    return said


def kind_word(kind: Kind) -> str:
    """What sort of quantity it is."""
    return {
        Kind.VALUE: _("a measured value"),
        Kind.RATIO: _("a ratio"),
        Kind.COUNT: _("a count"),
        Kind.CLASSES: _("how many of each class"),
        Kind.MILESTONE: _("done or not"),
    }[kind]


def wanted_word(wanted: Wanted) -> str:
    """Which direction is better."""
    return {
        Wanted.HIGHER: _("higher is better"),
        Wanted.LOWER: _("lower is better"),
        Wanted.NEITHER: _("stay within the band"),
    }[wanted]


def _note(note: Note, one: UnderstoodRow) -> str:
    direction = {"direction": wanted_word(one.measure.wanted)}
    return {
        Note.WANTED: _("Nothing says which direction is better; “%(direction)s” is assumed."),
        Note.WANTED_BY_BASELINE: _("By the baseline, “%(direction)s” is assumed."),
        Note.NO_LEAD: _("No lead unit: nobody is asked for its figures yet."),
        Note.NO_BASELINE: _("No baseline: until a figure is there, progress cannot be measured."),
        Note.DUE_YEAR_END: _("The words name no day: due by 31 December of the year."),
    }[note] % direction


def _fault(one: UnderstoodRow, fault: CellFault) -> FaultLine:
    row = one.row
    if fault.column.startswith("target_"):
        value = row.targets.get(int(fault.column.removeprefix("target_")), "")
    else:
        value = row[fault.column]
    named = headings(sorted({*row.targets, *(target.year for target in one.targets)}))
    label = named.get(fault.column, fault.column)
    where = row.places.get(fault.column) or row.place
    return FaultLine(label, where, value[:80], fault.sentence)
