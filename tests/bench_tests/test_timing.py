"""Medians, p95 and turns."""

import pytest

from tests.bench.timing import FEWEST, RUNS, Times, in_turns, peak_megabytes


def test_nineteen_of_twenty_stay_below_p95():
    assert Times(tuple(range(1, 101))).p95 == pytest.approx(95.05)
    assert Times((3.0,)).p95 == 3.0
    assert Times((1.0, 2.0, 9.0)).median == 2.0


def test_two_tasks_are_compared_turn_by_turn():
    # The machine was ten times slower in the second turn and a hundred times in the third.
    assert Times((2.0, 20.0, 200.0)).beside(Times((1.0, 10.0, 100.0))) == 2.0
    assert Times((2.0, 20.0, 1.0)).beside(Times((1.0, 10.0, 1.0))) == 2.0


class Clock:
    """Moves only when a task lets it."""

    now = 0.0

    def __call__(self):
        return self.now

    def takes(self, seconds, said, name):
        def task():
            said.append(name)
            self.now += seconds

        return task


def test_tasks_are_run_in_turns_after_one_to_warm_up():
    clock, said = Clock(), []
    tasks = {name: clock.takes(s, said, name) for name, s in (("a", 0.001), ("b", 0.002))}
    found = in_turns(tasks, clock)
    assert said == ["a", "b"] * (RUNS + 1)
    assert found["b"].seconds == pytest.approx((0.002,) * RUNS)


def test_slow_tasks_are_run_the_fewest_times():
    clock, said = Clock(), []
    in_turns({"a": clock.takes(60, said, "a")}, clock)
    assert len(said) == FEWEST + 1


def test_the_peak_is_what_was_held_at_once():
    assert peak_megabytes(lambda: bytearray(5_000_000)) == pytest.approx(5, abs=0.2)
