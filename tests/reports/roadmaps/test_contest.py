"""Several people in one roadmap at the same moment, on a SQLite file and on PostgreSQL."""

from __future__ import annotations

from tests.reports.roadmaps.contest import WORKERS

CONTESTS = "tests.reports.roadmaps.contest"


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
