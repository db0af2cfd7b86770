"""One judgement with the means to print it: what every sentence and phrase is made of."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol

from django.utils.translation import gettext as _

from indicators.method.facts import Comparator
from indicators.method.judgement import GoalJudgement, Judgement
from indicators.method.rounding import displayed
from tracker.common.periods import Period


class FormatNumber(Protocol):
    """Prints a number with so many decimals, e.g. `tracker.common.numbers.format_number`."""

    def __call__(self, value: Decimal, places: int, /) -> str:
        """The number as text."""


def places(value: Decimal) -> int:
    """The decimals that a rounded value carries."""
    exponent = value.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


@dataclass(frozen=True)
class Account:
    """One judgement with the means to print it."""

    goal: GoalJudgement
    judgement: Judgement
    unit: str
    format_number: FormatNumber
    period_label: Callable[[Period], str]

    def number(self, value: Decimal, *, decimals: int | None = None) -> str:
        """With the unit of measure."""
        text = self.format_number(value, places(value) if decimals is None else decimals)
        return f"{text}\u00a0{self.unit}" if self.unit else text

    def bare(self, value: Decimal) -> str:
        """With the decimals that it has, and no unit."""
        return self.format_number(value, places(value))

    @property
    def shown(self) -> Decimal | None:
        """The figure, rounded so that it contradicts none of its verdicts."""
        x, goals = self.goal.value, [other.goal for other in self.judgement.goals]
        return None if x is None else displayed(self.judgement.measure, x, goals)

    @property
    def value(self) -> str:
        """The figure as text; counts by class as a list."""
        observation = self.goal.observation
        if observation is not None and observation.classes is not None and self.goal.class_rows:
            return self.classes(observation.classes)
        return "–" if self.shown is None else self.number(self.shown)

    @property
    def period(self) -> str:
        """The period of the figure: `Quý III/2025`, `năm 2025`."""
        if self.goal.observation is None:
            return "–"
        period = self.goal.observation.period
        label = self.period_label(period)
        return _("year %(label)s") % {"label": label} if period.is_annual else label

    def classes(self, counts: Mapping[str, int]) -> str:
        """`2 loại II, 1 loại III`, best first, zeros left out."""
        order = [name for name in self.judgement.measure.class_order if counts.get(name)]
        parts = [_("%(count)s class %(name)s") % {"count": counts[n], "name": n} for n in order]
        return ", ".join(parts) or "0"


def target_text(account: Account) -> str:
    """The target in short: `ít nhất 90 %`, `5–7 m²`, `2 loại II, 1 loại III`."""
    goal = account.goal.goal
    if goal.classes:
        return account.classes(goal.classes)

    def exactly(value: Decimal) -> str:
        return account.bare(value.normalize())

    if goal.low is not None and goal.high is not None:
        text = f"{exactly(goal.low)}–{exactly(goal.high)}"
    elif goal.comparator is Comparator.FULL:
        text = "100"
    else:
        text = "" if goal.value is None else exactly(goal.value)
    number = f"{text}\u00a0{account.unit}".strip("\u00a0")
    return _wording(goal.comparator) % {"number": number}


def _wording(comparator: Comparator) -> str:
    return {
        Comparator.GT: _("above %(number)s"),
        Comparator.GE: _("at least %(number)s"),
        Comparator.LT: _("below %(number)s"),
        Comparator.LE: _("at most %(number)s"),
        Comparator.APPROX: _("about %(number)s"),
    }.get(comparator, "%(number)s")
