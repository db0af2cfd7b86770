"""SIGKILL to the web server while reporters save: what was acknowledged is there."""

from __future__ import annotations

import os
import signal
import time

from tests.faults.installation import GUNICORN, SERVE
from tests.faults.reporters import Crowd, check_nothing_is_lost
from tests.services.programs import wait_until


def kill_one(process, crowd: Crowd) -> None:
    """A worker process in the middle of its work: until a connection is seen to break."""
    before = crowd.answers[0]
    while crowd.answers[0] == before and not crowd.is_done:
        os.kill(process.children[0], signal.SIGKILL)
        time.sleep(0.3)
    assert crowd.answers[0] > before, "nothing was broken off: the fault struck nobody"


def await_share(crowd: Crowd, share: float) -> None:
    wait_until(lambda: crowd.has_saved(share) or crowd.is_done, f"{share:.0%} of the saves")
    assert not crowd.is_done, (crowd.answers, crowd.pages)


def test_web_is_killed_during_two_hundred_saves(installation):
    """First a worker process, which its master replaces; then the server with all its children,
    which is started again, as one process where that is how it is served."""
    with Crowd(installation) as crowd:
        with installation.web(*GUNICORN) as process:
            await_share(crowd, 0.15)
            kill_one(process, crowd)
            await_share(crowd, 0.5)
            broken = crowd.answers[0]
            process.kill()
        again = GUNICORN if installation.url else SERVE
        with installation.web(*again):
            wait_until(lambda: crowd.is_done, "the end of the saves", seconds=60)
    assert crowd.answers[0] > broken
    assert len(crowd.saved) == crowd.total >= 200, crowd.answers
    check_nothing_is_lost(crowd)


def test_the_one_command_is_killed_during_two_hundred_saves(on_sqlite):
    with Crowd(on_sqlite) as crowd:
        with on_sqlite.web(*SERVE) as process:
            await_share(crowd, 0.5)
            broken = crowd.answers[0]
            process.kill()
        with on_sqlite.web(*SERVE):
            wait_until(lambda: crowd.is_done, "the end of the saves", seconds=60)
    assert crowd.answers[0] > broken
    assert len(crowd.saved) == crowd.total >= 200, crowd.answers
    check_nothing_is_lost(crowd)
