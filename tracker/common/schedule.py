"""Celery's schedule, for a clock that may be set back."""

from __future__ import annotations

from typing import Any

from celery.beat import PersistentScheduler
from celery.utils.time import maybe_make_aware


class Scheduler(PersistentScheduler):
    """Goes on when the clock is set back: Celery's own would rest until the old time is reached."""

    def tick(self, *args: Any, **options: Any) -> float:
        """As Celery's, after entries that ran in what is now the future were taken as just run."""
        is_set_back = False
        for entry in self.schedule.values():
            present = maybe_make_aware(entry.default_now())
            if entry.last_run_at and maybe_make_aware(entry.last_run_at) > present:
                entry.last_run_at, is_set_back = present, True
        if is_set_back:
            self._heap = None  # made anew: it is sorted by the old time
        return float(super().tick(*args, **options))
