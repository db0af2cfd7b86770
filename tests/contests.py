"""Contests: several people at the same moment, in a process and on a database of their own.

A contest is a function of a module that can be run (`python -m MODULE NAME`) and prints what it
found as JSON. A test module says which module its contests are in (`CONTESTS`) and uses the
fixture `contest`, once on a SQLite file and once on PostgreSQL.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import uuid
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest

from tests.services.conftest import ROOT


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def contest(request, tmp_path):
    """Run one contest on an empty database; what it found."""
    url = ""
    if request.param == "postgres":
        url = _new_database(request.getfixturevalue("postgres_url"))
    inherited = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}

    def run(name: str):
        done = subprocess.run(
            [sys.executable, "-m", request.module.CONTESTS, name],
            cwd=ROOT,
            env=inherited | {"VAR_DIR": str(tmp_path), "DATABASE_URL": url},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout.splitlines()[-1])

    return run


def _new_database(url: str) -> str:
    name = f"contest_{uuid.uuid4().hex}"
    with psycopg.connect(url.replace("postgres://", "postgresql://"), autocommit=True) as server:
        server.execute(f'CREATE DATABASE "{name}"')
    return urlunsplit(urlsplit(url)._replace(path=f"/{name}"))
