"""Several people store files of figures at the same moment, on SQLite and on PostgreSQL."""

from __future__ import annotations

from tests.reports.imports.contest import PERIODS, WORKERS

CONTESTS = "tests.reports.imports.contest"


def test_one_file_confirmed_in_four_windows_is_stored_once(contest):
    found = contest("one_file")
    assert sorted(found["told"]) == ["UploadGoneError"] * (WORKERS - 1) + ["ok"]
    assert (found["figures"], found["ended"]) == (PERIODS, 0)
    assert found["waiting"] == WORKERS - 1


def test_four_files_with_other_values_for_the_same_periods(contest):
    """Who comes later is told to look again: nothing of theirs is stored, and their file stays."""
    found = contest("rivals")
    assert sorted(found["told"]) == ["LostRaceError"] * (WORKERS - 1) + ["ok"]
    assert (found["figures"], found["ended"], len(found["values"])) == (PERIODS, 0, 1)
    assert found["waiting"] == WORKERS - 1
