"""What the one file of a meeting's papers would hold, before it is asked for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from tracker.common.labels import day_label, period_label


@dataclass(frozen=True)
class BundlePage:
    """The meeting as it was entered."""

    meeting: str
    held_on: str
    period: str
    as_of: str


def bundle_page(wanted: Mapping[str, Any], as_of: date) -> BundlePage:
    """From the content of a valid MeetingForm and the day of the numbers."""
    return BundlePage(
        meeting=wanted["hop"],
        held_on=day_label(wanted["ngay"]),
        period=period_label(wanted["ky"].period),
        as_of=day_label(as_of),
    )
