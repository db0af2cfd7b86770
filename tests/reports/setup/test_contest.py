"""Several administrators store a programme at the same moment, on SQLite and on PostgreSQL."""

from __future__ import annotations

from tests.reports.setup.contest import CLICKS

CONTESTS = "tests.reports.setup.contest"


def test_a_draft_is_adopted_once_and_a_table_wipes_no_other(contest):
    found = contest("adoption")
    assert sorted(found["clicks"]) == ["LostRaceError"] * (CLICKS - 1) + ["ok"]
    assert sorted(found["told"]) == ["TableOfAnotherError", "ok"]
    assert (found["indicators"], found["drafts"]) == (["hai", "mot"], 1)
    assert (found["begun"], found["has_periods"], found["beginnings"]) == (["ok"] * 2, True, 1)
