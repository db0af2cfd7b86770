"""Several people in one roadmap at the same moment, on a SQLite file and on PostgreSQL."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

from tests.reports.roadmaps.contest import WORKERS
from tests.reports.workflow.test_contest import _new_database
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
            [sys.executable, "-m", "tests.reports.roadmaps.contest", name],
            cwd=ROOT,
            env=inherited | {"VAR_DIR": str(tmp_path), "DATABASE_URL": url},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout.splitlines()[-1])

    return run


def test_all_begin_the_same_roadmap(contest):
    found = contest("first_targets")
    assert found["own"] == ["ok"] * WORKERS
    assert sorted(found["shared"]) == ["StaleTargetError"] * (WORKERS - 1) + ["ok"]
    assert (found["states"], found["versions"]) == (["draft"], [1] * (WORKERS + 1))
    assert found["verbs"].count("roadmap.begun") == 1
    assert found["verbs"].count("local_target.set") == WORKERS + 1


def test_one_approves_one_returns_one_takes_back(contest):
    found = contest("decisions")
    assert found["told"].count("ok") == 1
    assert set(found["told"]) == {"ok", "LostRaceError"}
    assert found["states"][0] in ("approved", "returned", "draft")
    assert len(found["verbs"]) == 4
