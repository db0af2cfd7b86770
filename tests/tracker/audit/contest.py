"""`python -m tests.tracker.audit.contest NAME`: two transactions at the same moment."""

from __future__ import annotations

import json
import os
import sys
from threading import Event, Thread
from typing import Any

import django


def main(name: str) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    django.setup()
    print(json.dumps(globals()[name]()))


def overtaken() -> dict[str, Any]:
    """Somebody begins first and ends last; SQLite lets nobody else write in between."""
    from django.db import connection

    from tracker.audit.changes import data_version

    begun, may_end = Event(), Event()
    slow = Thread(target=_do, args=[begun, may_end])
    slow.start()
    begun.wait(20)
    words = [data_version("small")]
    if connection.vendor == "postgresql":
        _do()
        words.append(data_version("small"))
    may_end.set()
    slow.join(20)
    words.append(data_version("small"))
    return {"words": words, "again": data_version("small")}


def _do(begun: Event | None = None, may_end: Event | None = None) -> None:
    from django.db import connection, transaction

    from tracker.audit.ledger import Subject, record

    with transaction.atomic():
        record("indicator.changed", Subject("indicator", "urban", "small"), by=None)
        if begun and may_end:
            begun.set()
            may_end.wait(20)
    if begun:
        connection.close()


if __name__ == "__main__":
    main(sys.argv[1])
