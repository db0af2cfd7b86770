"""Whether every frozen meeting still says what it said."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from reports.exports.meeting.storage import digest
from reports.models import Snapshot
from tracker.common.labels import day_label


def frozen_meetings() -> Iterator[str]:
    """The content has the digest that was kept with it; one meeting in memory at a time."""
    rows = Snapshot.objects.order_by("pk").only("title", "held_on", "content", "digest")
    for row in rows.iterator(chunk_size=1):
        if digest(row.content) != row.digest:
            words = {"title": row.title, "day": day_label(row.held_on)}
            yield _("The papers of “%(title)s” on %(day)s are not what was frozen.") % words
