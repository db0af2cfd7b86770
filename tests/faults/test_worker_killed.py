"""SIGKILL to the worker in mid-export and mid-import: found, run again, done once."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager

from django.conf import settings

from reports.jobs import tending
from tests.faults.asking import FIGURES, PAPERS, ask, await_end, await_hold
from tests.faults.installation import BEAT, SERVE, WORKER, Installation
from tests.faults.works import ROWS

WRITTEN = {
    "files": "SELECT count(*) FROM reports_jobfile",
    "figures": "SELECT count(*) FROM reports_figure",
    "ledger": "SELECT count(*) FROM audit_event WHERE subject_kind = 'figure'",
}
KillWorker = Callable[[], None]


@contextmanager
def one_command(installation: Installation) -> Iterator[KillWorker]:
    """`serve` starts its worker again by itself."""
    with installation.web(*SERVE) as server:

        def kill() -> None:
            os.kill(server.children[0], signal.SIGKILL)

        yield kill
        assert "has ended (SIGKILL); it is started again in 1 s" in server.log.read_text()


@contextmanager
def services(installation: Installation) -> Iterator[KillWorker]:
    """Web, worker and beat; whoever watches over them starts the worker again."""
    installation.more["WEB_CONCURRENCY"] = "1"
    with ExitStack() as held:
        beat = installation.process("beat", *BEAT)
        held.enter_context(beat)
        workers = [held.enter_context(installation.process("worker", *WORKER))]
        held.enter_context(installation.web())

        def kill() -> None:
            workers[-1].kill()
            name = f"worker{len(workers)}"
            workers.append(held.enter_context(installation.process(name, *WORKER)))

        yield kill


def written(installation: Installation) -> dict[str, int]:
    return {name: installation.value(query) for name, query in WRITTEN.items()}


def test_killed_in_mid_export_and_mid_import(with_broker):
    hold, release = with_broker.hold, with_broker.release
    run = services if with_broker.url else one_command
    with run(with_broker) as kill_worker:
        hold(f"{FIGURES}.preparing")
        bringing = ask(with_broker, FIGURES)
        await_hold(with_broker, f"{FIGURES}.preparing")
        hold(f"{PAPERS}.ending")
        making = ask(with_broker, PAPERS)
        await_hold(with_broker, f"{PAPERS}.ending")
        kill_worker()
        assert written(with_broker) == {"files": 0, "figures": 0, "ledger": 0}
        hold(f"{FIGURES}.ending")
        release(f"{PAPERS}.ending")
        assert await_end(with_broker, making) == ("done", 2)
        release(f"{FIGURES}.preparing")
        await_hold(with_broker, f"{FIGURES}.ending")
        kill_worker()
        assert written(with_broker) == {"files": 1, "figures": 0, "ledger": 0}
        release(f"{FIGURES}.ending")
        assert await_end(with_broker, bringing) == ("done", 3)
    assert written(with_broker) == {"files": 1, "figures": len(ROWS), "ledger": len(ROWS)}


def test_a_lost_job_is_found_within_a_minute():
    """The product's own times, which the test above shortens."""
    schedule = settings.CELERY_BEAT_SCHEDULE["jobs"]["schedule"]
    lost = tending.SILENT_AFTER.total_seconds() + schedule
    untold = tending._WOKEN_AGAIN_AFTER.total_seconds() + schedule
    assert max(lost, untold) <= 40  # and 20 to start a worker
