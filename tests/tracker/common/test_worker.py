"""How long the one command waits before it starts its worker again; tests/faults kills it."""

from __future__ import annotations

from time import monotonic

from tracker.common.worker import Worker


def test_the_pause_grows_while_the_worker_dies_soon():
    worker = Worker()
    worker._started = monotonic()
    assert [worker._next_pause() for _time in range(8)] == [1, 2, 4, 8, 16, 32, 60, 60]


def test_a_worker_that_worked_is_started_again_at_once():
    worker = Worker()
    worker._started = monotonic()
    worker._next_pause()
    worker._next_pause()
    worker._started -= Worker.LIVES
    assert worker._next_pause() == Worker.FIRST_PAUSE
