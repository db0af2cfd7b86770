"""Two schedules and two workers at once: whatever is due is done once."""

from __future__ import annotations

import time
from contextlib import ExitStack
from email import message_from_bytes

import pytest

from tests.faults.asking import EXPORT, IMPORT, ask, brought, remind_all, reminded
from tests.faults.installation import BEAT, WORKER, Installation
from tests.faults.works import ROWS
from tests.faults.world import WARDS
from tests.services.programs import wait_until

pytestmark = [pytest.mark.postgres, pytest.mark.redis]
DAILY = ["calendar", "check", "clean_up", "digests"]


def recipients(installation: Installation) -> list[str]:
    """To whom e-mails went, once for each e-mail."""
    found = []
    for path in (installation.folder / "mail").glob("*"):
        letters = path.read_bytes().split(b"\n" + b"-" * 79 + b"\n")
        found += [message_from_bytes(one)["To"] for one in letters if one.strip()]
    return sorted(found)


def jobs_of_the_day(installation: Installation) -> list[tuple]:
    return installation.rows(
        "SELECT kind, state, attempt FROM reports_job WHERE slot <> '' ORDER BY kind"
    )


def test_two_beats_and_two_workers_do_everything_once(province):
    province.more |= {
        "WEB_CONCURRENCY": "1",
        "FAULTS_MAIL": str(province.folder / "mail"),
        "EMAIL_HOST": "mail.example.vn",
        "SITE_URL": "https://lotrinh.example.vn",
    }
    with province.web():
        remind_all(province)
        for kind in (IMPORT, EXPORT):
            ask(province, kind)
    with ExitStack() as held:
        for number in (1, 2):
            schedule = ("--schedule", str(province.folder / f"schedule{number}"))
            held.enter_context(province.process(f"beat{number}", *BEAT, *schedule))
            name = ("--hostname", f"worker{number}@here")
            held.enter_context(province.process(f"worker{number}", *WORKER, *name))
        wait_until(lambda: len(recipients(province)) > WARDS, "the e-mails", seconds=60)
        wait_until(lambda: len(reminded(province)) == WARDS, "the reminders")
        time.sleep(3)  # both go on
    assert reminded(province) == [1] * WARDS
    assert recipients(province) == sorted(set(recipients(province)))
    assert [kind for kind, _state, _attempt in jobs_of_the_day(province)] == DAILY
    assert {row[1:] for row in jobs_of_the_day(province)} == {("done", 1)}
    assert brought(province) == len(ROWS)
