"""The schedule inside a worker: Celery starts it as a child and never looks at it again."""

from __future__ import annotations

import logging
from typing import Any

from celery import bootsteps
from celery.platforms import EX_FAILURE
from celery.worker import state

_log = logging.getLogger(__name__)


class BeatWatch(bootsteps.StartStopStep):
    """Ends a worker whose schedule has died, so that whoever watches over it starts both again.

    Jobs under way are finished first. It starts no new schedule itself: a worker with threads
    cannot safely be forked.
    """

    requires = ("celery.worker.components:Timer", "celery.worker.components:Beat")
    LOOKS_EVERY = 5.0
    """Seconds."""

    def start(self, worker: Any) -> None:
        """Look from now on, where the worker was told to carry the schedule."""
        if worker.beat is not None:
            worker.timer.call_repeatedly(self.LOOKS_EVERY, self._look, (worker.beat,))

    @staticmethod
    def _look(beat: Any) -> None:
        if not beat.is_alive() and state.should_stop is None:
            _log.error("The schedule has ended; the worker ends too, to be started again with it.")
            state.should_stop = EX_FAILURE  # type: ignore[assignment]
