"""A figure on its way in: checked, not yet stored."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from assignments.models import Unit
from indicators.method.facts import Nature
from indicators.models import Indicator
from reports.models import Entry, Figure
from tracker.common.decimals import plain
from tracker.common.periods import Period


@dataclass(frozen=True)
class FigureEntry:
    """What one figure will say; the same whether it comes from a file, a grid or a generator."""

    indicator: Indicator
    unit: Unit
    period: Period
    nature: Nature
    class_code: str = ""
    definition: str = ""
    value: Decimal | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    done_on: date | None = None
    source: str = ""
    note: str = ""
    author: int | None = None
    """The key of the person whose number it is, where that is not who records it."""

    @property
    def key(self) -> tuple[int, int, int, int, str, str]:
        """What identifies the figure among the current ones (Figure's unique key)."""
        year, quarter = self.period.year, self.period.quarter or 0
        return (
            self.indicator.pk,
            self.unit.pk,
            year,
            quarter,
            self.class_code,
            self.definition,
        )

    def with_numbers(self, **numbers: Any) -> FigureEntry:
        """A copy with value, numerator, denominator or done_on set."""
        return replace(self, **numbers)

    def says_the_same_as(self, figure: Figure) -> bool:
        """Whether a stored figure already holds exactly this."""
        return all(
            getattr(self, name) == getattr(figure, name)
            for name in ("value", "numerator", "denominator", "done_on", "source", "note", "nature")
        )

    @property
    def ledger_key(self) -> str:
        """How the ledger names the figure: indicator/unit/period[/class]."""
        parts = [self.indicator.code, self.unit.code, str(self.period), self.class_code]
        return "/".join(part for part in parts if part)


def as_ledger(numbers: FigureEntry | Figure | Entry) -> dict[str, str]:
    """The content of a figure for the ledger: only what is there, numbers as text."""
    content: dict[str, str] = {"nature": str(numbers.nature)}
    for name in ("value", "numerator", "denominator"):
        number = getattr(numbers, name)
        if number is not None:
            content[name] = plain(number)
    if numbers.done_on:
        content["done_on"] = numbers.done_on.isoformat()
    for flag in ("is_not_done", "is_unchanged"):
        if getattr(numbers, flag, False):
            content[flag] = "yes"
    texts = {name: getattr(numbers, name, "") for name in ("note", "source")}
    return content | {name: text for name, text in texts.items() if text}
