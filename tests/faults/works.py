"""Works of jobs as these tests need them: what they write can be counted, so that nothing that is
done twice stays unseen."""

from __future__ import annotations

import os
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

HOLDS = "FAULTS_HOLDS"
HEADER = "indicator,unit,period,value"
ROWS = [
    f"figure{number},{code},2024-Q4,{number + 1}.5"
    for number in range(3)
    for code in ("18000", "18001")
]
CONTENT = "\n".join([HEADER, *ROWS]).encode()
"""A file of figures of an earlier period."""


def export(running):
    """A file that says which attempt made it."""

    def ending() -> Mapping[str, Any]:
        content = f"attempt {running.job.attempt}".encode()
        running.keep_file(name="made.txt", content_type="text/plain", content=content)
        return {"rows": 1}

    return ending


def bring(running):
    """Lines in the ledger, which a second time would be there twice."""
    from tracker.audit.ledger import Subject, record

    def ending() -> Mapping[str, Any]:
        for row in ROWS:
            record("faults.brought", Subject("row", row), by=running.by)
        return {"rows": len(ROWS)}

    return ending


def held(kind: str, work):
    """The work, with places at which it holds: `<kind>.preparing` before it begins, `<kind>.ending`
    in the transaction that ends the job, when everything is written."""

    def holding(running):
        hold(f"{kind}.preparing")
        ending = work(running)

        def held_ending() -> Mapping[str, Any]:
            outcome = ending()
            hold(f"{kind}.ending")
            return outcome

        return held_ending

    return holding


def hold(place: str) -> None:
    """Say that the place is reached, and wait while a file of that name lies in FAULTS_HOLDS."""
    file = Path(os.environ[HOLDS]) / place
    if not file.exists():
        return
    Path(f"{file}.reached").touch()
    while file.exists():
        time.sleep(0.02)
