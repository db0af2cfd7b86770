"""A form is confirmed while somebody saves in the grid, and by several clicks: nothing is lost."""

from __future__ import annotations

from tests.reports.imports.form.contest import CLICKS, FIGURES

CONTESTS = "tests.reports.imports.form.contest"


def test_a_form_and_a_cell_of_the_grid(contest):
    """One of the two is told that the other was faster; what the faster one wrote stands whole."""
    for found in contest("confirm_and_save"):
        is_form = found["told"] == ["ok", "StaleEntryError"]
        assert is_form or found["told"] == ["LostRaceError", "ok"], found
        assert (found["cell"], found["others"]) == ((False, FIGURES - 1) if is_form else (True, 0))


def test_several_clicks_store_once(contest):
    found = contest("double_click")
    assert sorted(found["told"]) == ["UploadGoneError"] * (CLICKS - 1) + ["ok"]
    assert (found["filled"], found["waiting"]) == (FIGURES, 0)
