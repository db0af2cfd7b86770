"""The settings of the method: where the statuses of a running target are cut."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True)
class Thresholds:
    """On track from `on_track` of the expected way on, behind from `behind` on, at risk below it.

    0.95 and 0.60 are the cut-points of Eurostat and Statistics Canada; both are inclusive.
    ValueError unless 0 < behind <= on_track.
    """

    on_track: Decimal = Decimal("0.95")
    behind: Decimal = Decimal("0.60")

    def __post_init__(self) -> None:
        if not 0 < self.behind <= self.on_track:
            raise ValueError(f"0 < {self.behind} <= {self.on_track}")


STANDARD = Thresholds()
