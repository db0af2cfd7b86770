"""Several servers on one database count together."""

from __future__ import annotations

from tests.tracker.accounts.contest import GUESSES, PROCESSES

CONTESTS = "tests.tracker.accounts.contest"


def test_two_servers_count_the_same_guesses(contest):
    answers = contest("guessing")["answers"]
    assert len(answers) == PROCESSES * GUESSES
    assert set(answers) == {200, 429}
    assert answers.count(200) <= 5


def test_one_code_lets_in_once(contest):
    assert contest("one_code")["accepted"].count(True) == 1
