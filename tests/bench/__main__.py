"""`python -m tests.bench`: what the heaviest pages cost, beside the least they could cost.

`python -m tests.bench load` measures the load of fifty people only.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import django

SIZES = ((120, 20), (500, 20))


LOAD = (sys.executable, "-m", "tests.bench.load")
"""A process of its own: its settings are those of docker-compose.yml."""


def main(only: str = "") -> int:
    """All parts, or the load only; 1 if a limit of it does not hold."""
    if only not in ("", "load"):
        print("There is one part that can be measured alone: load")
        return 2
    if not only:
        pages()
    return subprocess.run(LOAD, check=False).returncode


def pages() -> None:
    """A database of its own for each size, in a folder that is thrown away."""
    with tempfile.TemporaryDirectory(prefix="lotrinh-bench-") as folder:
        os.environ |= {
            "DJANGO_SETTINGS_MODULE": "tracker.settings",
            "VAR_DIR": folder,
            "DATABASE_URL": f"sqlite:///{folder}/db.sqlite3",
            "ALLOWED_HOSTS": "testserver",
            "LOG_LEVEL": "WARNING",
        }
        django.setup()
        from tests.bench import exports, imports, measure, reorganisation, reports, sheets

        print(measure.EXPLANATION)
        for indicators, periods in SIZES:
            lines = measure.measure(Path(folder), indicators, periods)
            print(measure.table(f"{indicators} indicators × {periods} periods", lines), flush=True)
        title = f"a report of {reports.INDICATORS} indicators"
        print(measure.table(title, reports.grid(Path(folder))), flush=True)
        print(reports.saves(Path(folder)))
        print(reorganisation.applied(Path(folder)))
        print(imports.ten_thousand(Path(folder)))
        print(exports.workbook())
        print(sheets.cells())


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:2]))
