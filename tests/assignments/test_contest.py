"""Several administrators at the same moment: one wins, the others are told why not."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

from tests.assignments.contest import PEOPLE
from tests.reports.workflow.test_contest import _new_database
from tests.services.conftest import ROOT

REFUSALS = {"PlanChangedError", "ReorganisationError", "MembershipError"}


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def contest(request, tmp_path):
    """Run one contest on an empty database; what it found."""
    url = ""
    if request.param == "postgres":
        url = _new_database(request.getfixturevalue("postgres_url"))
    inherited = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}

    def run(name: str):
        done = subprocess.run(
            [sys.executable, "-m", "tests.assignments.contest", name],
            cwd=ROOT,
            env=inherited | {"VAR_DIR": str(tmp_path), "DATABASE_URL": url},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout.splitlines()[-1])

    return run


def test_four_reorganise_one_district(contest):
    found = contest("reorganisations")
    assert (found["told"].count("ok"), len(found["told"])) == (1, PEOPLE)
    assert set(found["told"]) - {"ok"} <= REFUSALS
    assert (found["units"], found["successions"], found["ended"]) == (1, 1, 1)
    assert found["left_behind"] == 0


def test_four_give_one_role(contest):
    found = contest("roles")
    assert (found["told"].count("ok"), found["held"]) == (1, 1)
    assert set(found["told"]) - {"ok"} <= REFUSALS
