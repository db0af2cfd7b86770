"""Redis frozen, then gone for a while: pages answer, jobs wait as rows and are done once."""

from __future__ import annotations

import os
import signal
import time

import pytest

from tests.faults.asking import (
    EXPORT,
    IMPORT,
    ask,
    await_end,
    await_hold,
    brought,
    remind_all,
    reminded,
)
from tests.faults.installation import BEAT, WORKER
from tests.faults.reporters import Visitor
from tests.faults.works import ROWS
from tests.faults.world import WARDS
from tests.services.programs import wait_until

pytestmark = [pytest.mark.postgres, pytest.mark.redis]
SECONDS_AWAY = 15


def check_pages_answer(province) -> None:
    began = time.monotonic()
    with Visitor(province, "reporter0") as reporter:
        assert reporter.get(province.world["cells"][0]["grid"])[0] == 200
    assert time.monotonic() - began < 2


def test_without_redis_pages_work_and_jobs_wait(province, own_redis):
    province.more["WEB_CONCURRENCY"] = "1"
    with (
        province.web(),
        province.process("worker", *WORKER) as worker,
        province.process("beat", *BEAT) as beat,
    ):
        check_pages_answer(province)  # what is loaded once is loaded
        province.hold(f"{IMPORT}.preparing")
        jobs = [ask(province, IMPORT)]
        await_hold(province, f"{IMPORT}.preparing")
        own_redis.process.send_signal(signal.SIGSTOP)
        gone_at = time.monotonic()
        jobs.append(ask(province, EXPORT))
        check_pages_answer(province)
        os.kill(own_redis.process.pid, signal.SIGCONT)
        own_redis.stop(signal.SIGKILL)
        province.release(f"{IMPORT}.preparing")
        assert await_end(province, jobs[0]) == ("done", 1)
        jobs += [ask(province, kind, by=f"reporter{n}") for n in (0, 1) for kind in (EXPORT,)]
        jobs.append(ask(province, IMPORT))
        remind_all(province)
        check_pages_answer(province)
        time.sleep(max(0, SECONDS_AWAY - (time.monotonic() - gone_at)))
        assert worker.process.poll() is None
        assert beat.process.poll() is None
        own_redis.start()
        assert [await_end(province, job) for job in jobs] == [("done", 1)] * len(jobs)
        wait_until(lambda: len(reminded(province)) == WARDS, "the reminders", seconds=30)
        time.sleep(2)  # whatever else would come
    assert brought(province) == 2 * len(ROWS)
    assert province.value("SELECT count(*) FROM reports_jobfile") == 3
    assert reminded(province) == [1] * WARDS
