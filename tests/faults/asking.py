"""What people ask of the background work in these tests, and what has become of it."""

from __future__ import annotations

import json
import time

from tests.faults.installation import Installation
from tests.faults.reporters import Visitor
from tests.services.programs import wait_until

EXPORT, IMPORT = "forms_out", "reports_in"
"""Works of these tests, which cost nothing and can be counted."""
PAPERS, FIGURES = "meeting_papers", "figures_in"
"""The product's own."""
ENDED = ("done", "failed", "cancelled")


def ask(installation: Installation, kind: str, *, by: str = "reviewer") -> int:
    """The key of a new job; it is asked for at once, whatever the broker does."""
    began = time.monotonic()
    with Visitor(installation, by) as visitor:
        status, page = visitor.post(f"/faults/{kind}/", {})
    assert status == 200, page
    assert time.monotonic() - began < 2
    return json.loads(page)["job"]


def remind_all(installation: Installation) -> None:
    """The Office chases every unit that owes a report."""
    with Visitor(installation, "reviewer") as office:
        assert office.post("/p/faults/do-day-du/don-doc/", {"all": "1"})[0] == 302


def standing(installation: Installation, job: int) -> tuple[str, int]:
    """State and attempts of a job."""
    row = f"SELECT state, attempt FROM reports_job WHERE id = {job}"  # noqa: S608 - our number
    return installation.rows(row)[0]


def await_end(installation: Installation, job: int) -> tuple[str, int]:
    """State and attempts of a job once it has ended."""
    wait_until(lambda: standing(installation, job)[0] in ENDED, f"the end of {job}", seconds=60)
    return standing(installation, job)


def await_hold(installation: Installation, place: str) -> None:
    wait_until(installation.reached(place).exists, f"the work at {place}", seconds=60)


def brought(installation: Installation) -> int:
    """How often a row of a test's import was written."""
    return installation.value("SELECT count(*) FROM audit_event WHERE verb = 'faults.brought'")


def reminded(installation: Installation) -> list[int]:
    """How many reminders each person got."""
    rows = installation.rows(
        "SELECT person_id, count(*) FROM reports_notification WHERE kind = 'reminder'"
        " GROUP BY person_id ORDER BY person_id"
    )
    return [count for _person, count in rows]
