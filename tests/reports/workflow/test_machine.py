"""Random sequences of verbs by random people: states, ledger and numbers always agree."""

from __future__ import annotations

from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.reports.workflow.machine import Reporting

STORIES, STEPS = 15, 40


def test_states_ledger_and_numbers_agree(world_with_tasks):
    class Story(Reporting):
        pass

    Story.world = world_with_tasks
    run_state_machine_as_test(
        Story,
        settings=settings(
            max_examples=STORIES,
            stateful_step_count=STEPS,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
