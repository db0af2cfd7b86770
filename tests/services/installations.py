"""Installations of which commands are tried: one that has grown, and what its database holds."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PASSING = ("django_session", "sqlite_", "django_migrations")
CONTENT = bytes(range(256)) * 500
EVIDENCE = f"""
import hashlib
from pathlib import Path
from django.conf import settings
from reports.models import Evidence, Report
content = bytes(range(256)) * {len(CONTENT) // 256}
report = Report.objects.select_related("created_by").first()
settings.EVIDENCE_DIR.mkdir(mode=0o700)
for name in ("minutes", "plan"):
    kept = Evidence.objects.create(
        report=report, shown_name=name, content_type="application/pdf", size=len(content),
        sha256=hashlib.sha256(content).hexdigest(), uploaded_by=report.created_by,
    )
    (settings.EVIDENCE_DIR / str(kept.stored_name)).write_bytes(content)
"""


def manage(
    var: Path, *words: str, given: str | None = None, **more: str
) -> subprocess.CompletedProcess[str]:
    """A management command of the installation in that folder; `given` is its standard input."""
    inherited = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    return subprocess.run(
        [sys.executable, "manage.py", *words],
        cwd=ROOT,
        env=inherited | {"VAR_DIR": str(var), "DEMONSTRATION": "1"} | more,
        input=given,
        check=False,
        capture_output=True,
        text=True,
    )


def python(var: Path, code: str, **more: str) -> subprocess.CompletedProcess[str]:
    """Some lines of Python inside the installation."""
    return manage(var, "shell", "--verbosity", "0", "--command", code, **more)


def grow(var: Path) -> Path:
    """A demonstration with two files of evidence."""
    for done in (
        manage(var, "migrate", "-v0"),
        manage(var, "load_demonstration"),
        python(var, EVIDENCE),
    ):
        assert done.returncode == 0, done.stderr
    return var


def evidence(var: Path) -> dict[str, bytes]:
    """Every file below the folder of evidence."""
    folder = var / "evidence"
    found = sorted(path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): path.read_bytes() for path in found}


def content(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """Every row of a SQLite database by table, but those of sessions; JSON in one order of keys."""
    with sqlite3.connect(path) as connection:
        found = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        tables = [name for (name,) in found if not name.startswith(PASSING)]
        return {name: rows(connection, name) for name in tables}


def rows(connection: sqlite3.Connection, table: str) -> list[tuple[object, ...]]:
    found = connection.execute(f'SELECT * FROM "{table}" ORDER BY 1')  # noqa: S608 - our own names
    return [tuple(map(ordered, row)) for row in found]


def ordered(cell: object) -> object:
    is_json = isinstance(cell, str) and cell.startswith("{")
    return json.dumps(json.loads(cell), sort_keys=True) if is_json else cell


def users(var: Path) -> int:
    with sqlite3.connect(var / "db.sqlite3") as connection:
        return int(connection.execute("SELECT count(*) FROM accounts_user").fetchone()[0])
