"""What a programme file states, as plain values. An absent text is "", any other absence None."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from indicators.method.facts import Comparator, Frequency, Kind, Nature, Wanted
from indicators.programme_file.task_spec import BodySpec, SectionSpec, TaskSpec


class Collection(StrEnum):
    """Where a figure arises: at province level, or in every local unit and then rolled up."""

    PROVINCE = "province"
    LOCAL = "local"


@dataclass(frozen=True)
class ClauseSpec:
    """A passage of the document in its own words; targets and tasks refer to it by `id`."""

    id: str
    text: str


@dataclass(frozen=True)
class GroupSpec:
    """A heading under which indicators stand, in the order of the file."""

    name: str
    name_en: str = ""


@dataclass(frozen=True)
class BaselineSpec:
    """The state at the end of `year`: a value, or counts per class.

    `definition` is named only where it differs from the indicator's own.
    """

    year: int
    source: str
    nature: Nature
    value: Decimal | None = None
    classes: Mapping[str, int] | None = None
    definition: str = ""


@dataclass(frozen=True)
class TargetSpec:
    """What must hold by the end of `year`, in the words of `clause`.

    `due` is the last day of a milestone, None where the document gives no date; `tolerance`
    belongs to `approx` only, None where the method's own holds.
    """

    year: int
    comparator: Comparator
    wording: str
    clause: str
    value: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    classes: Mapping[str, int] | None = None
    due: date | None = None
    tolerance: Decimal | None = None


@dataclass(frozen=True)
class SupersededSpec:
    """From the day `on` the quantity can no longer be measured as written, because of `basis`."""

    on: date
    basis: str
    note: str = ""


@dataclass(frozen=True)
class IndicatorSpec:
    """One measured quantity with its targets in the order of their years.

    `counted` is what numerator and denominator count ("hộ"); `is_flow` marks a running total that
    starts at 0 each year; `classes` lists the classes from best to least,
    `total` names the indicator of counts to which they must add up;
    `lead` and `coordinating` are unit codes; a figure outside `minimum` to
    `maximum` cannot be right.
    """

    code: str
    name: str
    group: str
    kind: Kind
    wanted: Wanted
    decimals: int
    frequency: Frequency
    collection: Collection
    targets: tuple[TargetSpec, ...]
    name_en: str = ""
    unit: str = ""
    unit_en: str = ""
    counted: str = ""
    counted_en: str = ""
    is_flow: bool = False
    total: str = ""
    classes: tuple[str, ...] = ()
    baseline: BaselineSpec | None = None
    lead: str | None = None
    coordinating: tuple[str, ...] = ()
    definition: str = ""
    superseded: SupersededSpec | None = None
    minimum: Decimal | None = None
    maximum: Decimal | None = None


@dataclass(frozen=True)
class ProgrammeSpec:
    """A signed document with its clauses, indicators and tasks.

    `monitor` is the unit that reviews and chases; `owners_proposed` says that the leads of
    indicators are a proposal of the file, not of the document.
    """

    code: str
    title: str
    issuer: str
    issued_on: date
    province: str
    monitor: str
    final: int
    clauses: tuple[ClauseSpec, ...]
    indicators: tuple[IndicatorSpec, ...]
    interim: int | None = None
    vision: int | None = None
    number: str = ""
    title_en: str = ""
    short_title: str = ""
    short_title_en: str = ""
    source: str = ""
    owners_proposed: bool = False
    groups: tuple[GroupSpec, ...] = ()
    bodies: tuple[BodySpec, ...] = ()
    sections: tuple[SectionSpec, ...] = ()
    tasks: tuple[TaskSpec, ...] = ()

    @property
    def years(self) -> tuple[int, ...]:
        """The years that a target can have, in order."""
        return tuple(year for year in (self.interim, self.final, self.vision) if year)
