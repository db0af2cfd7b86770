"""What does not depend on how much is stored: files, crowds, a reorganisation; each a text."""

from __future__ import annotations

import json
import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import django

BROKEN = "DOES NOT HOLD"
"""What a part writes beside a limit that it misses."""


def main(out: str) -> int:
    """Every part in a database of its own, in a folder that is thrown away."""
    with tempfile.TemporaryDirectory(prefix="lotrinh-bench-") as folder:
        os.environ |= {
            "DJANGO_SETTINGS_MODULE": "tracker.settings",
            "VAR_DIR": folder,
            "DATABASE_URL": f"sqlite:///{folder}/db.sqlite3",
            "ALLOWED_HOSTS": "testserver",
            "LOG_LEVEL": "ERROR",
        }
        django.setup()
        from tests.bench import exports, imports, reorganisation, reports, sheets

        home = Path(folder)
        parts: dict[str, Callable[[], str]] = {
            "twenty people in one report": lambda: reports.saves(home),
            "a reorganisation": lambda: reorganisation.applied(home),
            "the import of ten thousand figures": lambda: imports.ten_thousand(home),
            "the workbook of a meeting": exports.workbook,
            "workbooks in and out": sheets.cells,
        }
        texts = [_told(title, part()) for title, part in parts.items()]
    Path(out).write_text(json.dumps({"texts": texts}, ensure_ascii=False))
    return 0


def _told(title: str, text: str) -> dict[str, object]:
    print(text, flush=True)
    return {"title": title, "text": text, "holds": BROKEN not in text}


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
