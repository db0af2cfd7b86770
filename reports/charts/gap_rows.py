"""What the gap chart is given: one row per indicator on its own way from baseline to target."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Self

LOW, HIGH = Decimal(-50), Decimal(150)
"""How far the plot reaches, in percent of the way."""


@dataclass(frozen=True)
class Gap:
    """One indicator. `attainment` and `expected` are shares of the way (0 = baseline, 1 = target)
    as the method gives them, so the direction is already in them; None with its `reason`."""

    name: str
    status: str
    status_label: str
    attainment: Decimal | None
    expected: Decimal | None
    gap_label: str
    target_label: str = ""
    value_label: str = ""
    reason: str = ""


@dataclass(frozen=True)
class Words:
    """The words of the chart in the reader's language."""

    baseline: str
    target: str
    expected: str
    indicator: str
    status: str
    value: str
    gap: str
    attainment: str
    expected_share: str

    @classmethod
    def translated(cls, _: Callable[[str], str]) -> Self:
        """The words through a translation function such as `gettext`."""
        return cls(
            baseline=_("Baseline"),
            target=_("Target"),
            expected=_("Expected today"),
            indicator=_("Indicator"),
            status=_("Status"),
            value=_("Latest figure"),
            gap=_("Gap to target"),
            attainment=_("Attainment, %"),
            expected_share=_("Expected today, %"),
        )


def percent(share: Decimal | None) -> Decimal | None:
    """A share of the way in percent."""
    return None if share is None else share * 100


def clipped(share: Decimal | None) -> Decimal | None:
    """The percentage as far as the plot reaches."""
    value = percent(share)
    return None if value is None else min(max(value, LOW), HIGH)
