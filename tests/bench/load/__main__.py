"""`python -m tests.bench.load`: the load alone; ends with 1 if a limit does not hold."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

import django

from tests.bench.load.servers import Place, private_place
from tests.services.programs import NOTHING_LEFT_OUT, postgres_folder, redis_program


def main() -> int:
    """Everything private and thrown away: folder, database, broker, processes."""
    if postgres_folder() is None or redis_program() is None:
        print("Left out: the load needs PostgreSQL and Redis (apt install postgresql redis-server)")
        return 1 if NOTHING_LEFT_OUT else 0
    with (
        tempfile.TemporaryDirectory(prefix="lotrinh-load-") as name,
        private_place(Path(name)) as place,
    ):
        return _measured(place)


def _measured(place: Place) -> int:
    # What is prepared here is prepared as an administrator does it, beside the servers.
    os.environ |= place.environment | {"DEMONSTRATION": "1", "LOG_LEVEL": "WARNING"}
    django.setup()
    from tests.bench.load import run, verdict

    found = run.measured(place)
    print(verdict.text(found), flush=True)
    return 0 if verdict.holds(found) else 1


if __name__ == "__main__":
    sys.exit(main())
