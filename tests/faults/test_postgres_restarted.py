"""PostgreSQL restarted while reporters save: clear errors, nothing lost, everybody comes back."""

from __future__ import annotations

import signal
import time

import pytest

from tests.faults.asking import EXPORT, IMPORT, ask, await_end, await_hold, brought
from tests.faults.installation import BEAT, WORKER
from tests.faults.reporters import Crowd, Visitor, check_nothing_is_lost
from tests.faults.works import ROWS
from tests.services.programs import wait_until

pytestmark = pytest.mark.postgres


def restart(server, number: int, *, after: float) -> None:
    server.stop(number)
    time.sleep(after)
    server.start()


def await_share(crowd: Crowd, share: float) -> None:
    wait_until(lambda: crowd.has_saved(share) or crowd.is_done, f"{share:.0%} of the saves")
    assert not crowd.is_done, (crowd.answers, crowd.pages)


def check_told_clearly(crowd: Crowd) -> None:
    """Each save was acknowledged, or the sentence came, or the lost connection."""
    assert set(crowd.answers) <= {0, 200, 503}, crowd.answers
    assert crowd.answers[503] > 0, "the fault struck nobody"
    assert "<h1>" in crowd.pages[503]
    assert "Traceback" not in crowd.pages[503]
    assert "OperationalError" not in crowd.pages[503]


def test_postgres_is_restarted_during_two_hundred_saves(on_postgres, own_postgres):
    with (
        on_postgres.web() as web,
        on_postgres.process("worker", *WORKER),
        on_postgres.process("beat", *BEAT),
    ):
        on_postgres.hold(f"{IMPORT}.preparing")
        job = ask(on_postgres, IMPORT)
        await_hold(on_postgres, f"{IMPORT}.preparing")
        with Crowd(on_postgres) as crowd:
            await_share(crowd, 0.2)
            restart(own_postgres, signal.SIGINT, after=6)  # longer than anybody waits
            await_share(crowd, 0.6)
            restart(own_postgres, signal.SIGQUIT, after=0)
            began = time.monotonic()
            with Visitor(on_postgres, "reviewer") as reviewer:
                wait_until(lambda: reviewer.get("/p/faults/")[0] == 200, "a page", seconds=20)
            assert time.monotonic() - began < 10
        assert len(crowd.saved) == crowd.total >= 200, crowd.answers
        check_told_clearly(crowd)
        check_nothing_is_lost(crowd)
        on_postgres.release(f"{IMPORT}.preparing")
        assert await_end(on_postgres, job)[0] == "done"
        assert await_end(on_postgres, ask(on_postgres, EXPORT)) == ("done", 1)
        web.check_lives()
    assert brought(on_postgres) == len(ROWS)


def test_a_restart_in_the_quiet_is_noticed_by_nobody(on_postgres, own_postgres):
    """The old connections are found dead before a page gets one: not even the first one fails."""
    with on_postgres.web(), Visitor(on_postgres, "reviewer") as reviewer:
        assert reviewer.get("/p/faults/")[0] == 200
        for number in (signal.SIGINT, signal.SIGQUIT):
            restart(own_postgres, number, after=0)
            assert reviewer.get("/p/faults/")[0] == 200
