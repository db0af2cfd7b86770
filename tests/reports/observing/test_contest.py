"""Several people approve at the same moment: nobody's figure is left out of the province's.

Each contest runs in a process of its own, on a SQLite file and on PostgreSQL.
"""

from __future__ import annotations

from tests.reports.observing.contest import QUARTERS, WARDS

CONTESTS = "tests.reports.observing.contest"


def test_eight_wards_of_one_indicator(contest):
    found = contest("approvals")
    assert found["told"] == ["ok"] * WARDS * len(QUARTERS)
    assert found["sums"] == [sum(range(WARDS))] * len(QUARTERS)
    assert found["reporting"] == [WARDS] * len(QUARTERS)
    assert (found["wrong"], found["not_kept"]) == ([], [])


def test_two_lots_that_overlap(contest):
    """One of them is refused or both go through; nobody waits for the other for ever."""
    found = contest("bulk")
    assert "ok" in found["told"]
    assert set(found["told"]) <= {"ok", "BulkApprovalError"}
    assert found["states"].count("approved") == 6
    assert (found["wrong"], found["not_kept"]) == ([], [])
