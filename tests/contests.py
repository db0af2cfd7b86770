"""Contests: several people at the same moment, in a process and on a database of their own.

A contest is a function of a module that can be run (`python -m MODULE NAME`) and prints what it
found as JSON. A test module says which module its contests are in (`CONTESTS`) and uses the
fixture `contest`, once on a SQLite file and once on PostgreSQL.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import uuid
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest

from tests.services.conftest import ROOT

MIGRATE = ("manage.py", "migrate", "--verbosity=0")


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def contest(request, tmp_path):
    """Run one contest on an empty database; what it found."""
    url = ""
    if request.param == "postgres":
        model = request.getfixturevalue("migrated_postgres")
        url = _new_database(model, TEMPLATE=urlsplit(model).path[1:])
    else:
        shutil.copy(request.getfixturevalue("migrated_sqlite"), tmp_path)

    def run(name: str):
        return json.loads(
            _run("-m", request.module.CONTESTS, name, var=tmp_path, url=url).splitlines()[-1]
        )

    return run


@pytest.fixture(scope="session")
def migrated_sqlite(tmp_path_factory) -> Path:
    """A database with tables and no rows, of which each contest gets a copy."""
    folder = tmp_path_factory.mktemp("migrated")
    _run(*MIGRATE, var=folder)
    return folder / "db.sqlite3"


@pytest.fixture(scope="session")
def migrated_postgres(postgres_url, tmp_path_factory) -> str:
    """The same on PostgreSQL: its address."""
    url = _new_database(postgres_url)
    _run(*MIGRATE, var=tmp_path_factory.mktemp("migrated"), url=url)
    return url


def _run(*words: str, var: Path, url: str = "") -> str:
    """What a process of its own says, on the database of the folder or of the address."""
    inherited = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    done = subprocess.run(
        [sys.executable, *words],
        cwd=ROOT,
        env=inherited | {"VAR_DIR": str(var), "DATABASE_URL": url},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def _new_database(url: str, **options: str) -> str:
    """A database beside that of the address; `TEMPLATE` names the one it is a copy of."""
    name = f"contest_{uuid.uuid4().hex}"
    server_url = urlunsplit(urlsplit(url)._replace(scheme="postgresql", path="/postgres"))
    with psycopg.connect(server_url, autocommit=True) as server:
        copied = "".join(f' {option} "{value}"' for option, value in options.items())
        server.execute(f'CREATE DATABASE "{name}"{copied}')
    return urlunsplit(urlsplit(url)._replace(path=f"/{name}"))
