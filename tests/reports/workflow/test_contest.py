"""Several people at the same moment: clear refusals, nothing lost, nothing twice.

Each contest runs in a process of its own, on a SQLite file and on PostgreSQL.
"""

from __future__ import annotations

from tests.reports.workflow.contest import FIGURES, WORKERS

REFUSALS = {"LostRaceError", "WrongStateError", "IncompleteReportError"}


CONTESTS = "tests.reports.workflow.contest"


def test_four_send_one_report(contest):
    found = contest("submits")
    assert sorted(found["told"])[-1] == "ok"
    assert found["told"].count("ok") == 1
    assert set(found["told"]) - {"ok"} <= REFUSALS
    assert (found["state"], found["missing"]) == ("submitted", 0)
    assert found["events"].count("report.submitted") == 1
    assert found["sent"] == 2  # both reviewers, once each


def test_four_open_one_report(contest):
    found = contest("openings")
    assert (found["told"], len(found["reports"])) == (["ok"] * 4, 1)


def test_one_approves_one_returns_one_takes_back(contest):
    outcome = {
        "approved": (["approved"], FIGURES),
        "returned": (["returned"], None),
        "draft": (["open"], None),
    }
    for found in contest("decisions"):
        assert found["told"].count("ok") == 1, found
        assert set(found["told"]) - {"ok"} <= REFUSALS
        entries, figures = outcome[found["state"]]
        assert found["entries"] == entries
        assert figures in (None, found["figures"])


def test_eight_fill_the_same_and_different_cells(contest):
    found = contest("cells")
    assert found["told"] == ["ok"] * WORKERS
    assert [float(one) for one in found["added"]] == [5 * WORKERS] * 2
    assert [float(one) for one in found["own"]] == [1000 * n + 4 for n in range(WORKERS)]
    steps = found["steps"][1:]  # the first is the filling of the draft
    assert [before for before, _after in steps[1:]] == [after for _before, after in steps[:-1]]


def test_a_cell_emptied_while_the_report_is_sent(contest):
    for found in contest("emptied"):
        assert set(found["told"]) - {"ok"} <= REFUSALS
        assert found["state"] == "draft" or found["missing"] == 0, found


def test_a_cell_saved_in_the_middle_of_sending_waits_and_is_refused(contest):
    found = contest("waiting")
    assert found["saved_meanwhile"] == [False]
    assert (found["told"], found["state"]) == (["ok", "WrongStateError"], "submitted")


def test_no_more_files_than_allowed(contest):
    found = contest("files")
    assert sorted(found["told"]) == ["EvidenceError"] * 3 + ["ok"]
    assert found["files"] == found["rows"]
