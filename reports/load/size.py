"""How much is generated, and which quarters and years follow from that."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from functools import cached_property

from django.utils.translation import gettext_lazy as _

from reports.beginning import AHEAD
from reports.calendar import default_dates
from tracker.common.errors import SentenceError
from tracker.common.periods import Period

BY_REPORT = 8
"""So many closed quarters came by reports; what is older was brought in files."""
_BOUNDS = {
    "provinces": (1, 34),
    "programmes": (1, 12),
    "indicators": (3, 600),
    "units": (1, 900),
    "years": (1, 20),
}
_FIVE = 5


class SizeError(SentenceError):
    """A number of things that cannot be generated."""


@dataclass(frozen=True)
class Size:
    """Provinces × programmes × indicators × local units × years of quarters, up to `day`.

    The same size gives the same rows. SizeError for a number out of bounds.
    """

    provinces: int
    programmes: int
    indicators: int
    units: int
    years: int
    seed: int
    day: date

    def __post_init__(self) -> None:
        for name, (least, most) in _BOUNDS.items():
            if not least <= getattr(self, name) <= most:
                raise SizeError(
                    _("--%(name)s must lie between %(least)d and %(most)d.")
                    % {"name": name, "least": least, "most": most}
                )

    @property
    def words(self) -> str:
        """Everything that decides on the rows, as text."""
        return " ".join(f"{name}={value}" for name, value in asdict(self).items())

    @property
    def first_year(self) -> int:
        """The first year with figures."""
        return self.day.year - self.years + 1

    @property
    def baseline_year(self) -> int:
        """The year at whose end every course begins."""
        return self.first_year - 1

    @property
    def final_year(self) -> int:
        """The next year that five divides, never the present one: 2030 in 2026."""
        return (self.day.year // _FIVE + 1) * _FIVE

    @property
    def interim_year(self) -> int | None:
        """Five years before, unless the courses had not begun then."""
        interim = self.final_year - _FIVE
        return interim if interim > self.baseline_year else None

    @cached_property
    def calendar_years(self) -> tuple[int, ...]:
        """The years whose periods exist: the next one too once the background work opens it."""
        _begins, _cut_off, deadline = default_dates(self.day.year, 4)
        last = self.day.year + (self.day + AHEAD > deadline)
        return tuple(range(self.first_year, last + 1))

    @cached_property
    def closed(self) -> tuple[Period, ...]:
        """The quarters whose data have closed before the day, oldest first."""
        quarters = (Period(year, n) for year in self.calendar_years for n in (1, 2, 3, 4))
        return tuple(one for one in quarters if one.cut_off < self.day)

    @property
    def by_file(self) -> tuple[Period, ...]:
        """The closed quarters that were brought in files."""
        return self.closed[:-BY_REPORT]

    @property
    def by_report(self) -> tuple[Period, ...]:
        """The closed quarters in which units reported."""
        return self.closed[-BY_REPORT:]

    def step(self, period: Period) -> int:
        """How many quarters after the baseline a period ends; a year with its fourth quarter."""
        return (period.year - self.first_year) * 4 + (period.quarter or 4)

    @property
    def steps(self) -> int:
        """How many quarters there are from the baseline to the final target."""
        return (self.final_year - self.baseline_year) * 4
