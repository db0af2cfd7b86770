"""The cut-points of the method as this installation has them (STATUS_ON_TRACK_FROM, …)."""

from __future__ import annotations

from decimal import Decimal

from django.conf import settings

from indicators.method.thresholds import Thresholds


def thresholds_in_force() -> Thresholds:
    """As the settings say; ValueError where they contradict each other."""
    return Thresholds(
        on_track=Decimal(settings.STATUS_ON_TRACK_FROM), behind=Decimal(settings.STATUS_BEHIND_FROM)
    )
