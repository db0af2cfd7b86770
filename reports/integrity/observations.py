"""Whether what is kept of the province is what the figures say."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from indicators.models import Programme
from reports.observing.keeping import forget
from reports.observing.proving import differing
from tracker.common.labels import period_label
from tracker.common.periods import period_of


def kept_observations() -> Iterator[str]:
    """Every span of every indicator; what differs is no longer used, pages then compute it."""
    for programme in Programme.objects.order_by("pk"):
        for indicator, place in differing(programme):
            forget([indicator.pk])
            yield _(
                "%(indicator)s, %(period)s: what is kept for the pages is not what the figures say."
            ) % {
                "indicator": indicator.code,
                "period": period_label(period_of(place.year, place.quarter)),
            }
