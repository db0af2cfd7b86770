"""A reorganisation as it was entered, and as the rows it would store."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from assignments.duties import Step, steps_of
from assignments.models import Succession, SuccessionKind, Unit
from indicators.models import Province
from tracker.common.errors import SentenceError


@dataclass(frozen=True)
class Row:
    """One predecessor passing into one successor; name and kind make the successor a new unit."""

    predecessor: str
    successor: str
    kind: SuccessionKind
    name: str = ""
    short_name: str = ""
    unit_kind: str = ""
    lives_on: bool = False

    @property
    def is_new(self) -> bool:
        """Whether the row says what the successor is to be."""
        return bool(self.name or self.unit_kind or self.short_name)


@dataclass(frozen=True)
class Proposal:
    """What was entered: the day, the legal basis and the rows."""

    day: date
    basis: str
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class RowFault:
    """One thing wrong: the place of the row (None: the whole), and a sentence."""

    place: int | None
    sentence: str


class ReorganisationError(SentenceError):
    """The reorganisation cannot stand; `faults` names everything found."""

    def __init__(self, faults: Sequence[RowFault]) -> None:
        self.faults = tuple(faults)
        super().__init__(" ".join(fault.sentence for fault in faults))


@dataclass(frozen=True)
class Draft:
    """A proposal that keeps the rules, as rows that are not stored yet."""

    province: Province
    proposal: Proposal
    begins: tuple[Unit, ...]
    ends: tuple[Unit, ...]
    successions: tuple[Succession, ...]

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        """The units that end with those that follow them."""
        return steps_of(self.successions, self.proposal.day)

    @property
    def heirs(self) -> dict[int, tuple[Unit, ...]]:
        """Key of each unit that ends → the units that take over its duties."""
        return {
            step.predecessor.pk: tuple(one.successor for one in step.heirs if one.successor)
            for step in self.steps
        }
