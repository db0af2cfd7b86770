"""The part of a job's page that asks for itself, until the job has ended."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine

from tests.reports.views.jobs.conftest import at
from tracker.common.timestamps import now


@pytest.fixture
def running(become, worker):
    return become("running", steps_done=34, steps=178)


def test_the_page_asks_for_its_fragment(office, running):
    content = office.get(at("job", running)).content.decode()
    assert f'hx-get="{at("job_progress", running)}?seen=' in content
    assert 'hx-trigger="every 2s"' in content
    assert 'aria-live="polite"' in content
    assert 'value="34" max="178"' in content
    assert "34/178" in content
    assert f'<noscript><p><a href="{at("job", running)}">' in content


def test_nothing_new_is_not_said_again(office, running, become):
    seen = office.get(at("job", running)).context["job"].mark
    ask = {"seen": seen}
    assert office.get(at("job_progress", running), ask).status_code == 204
    become("running", steps_done=35, steps=178)
    answer = office.get(at("job_progress", running), ask)
    assert (answer.status_code, "35/178" in answer.content.decode()) == (200, True)
    assert b"<html" not in answer.content


def test_once_it_has_ended_it_asks_no_more(office, running, become):
    seen = office.get(at("job", running)).context["job"].mark
    become("done", steps_done=178)
    answer = office.get(at("job_progress", running), {"seen": seen})
    content = answer.content.decode()
    assert "hx-get" not in content
    assert 'id="jobs-link" hx-swap-oob="true"' in content
    assert "hx-get" not in office.get(at("job", running)).content.decode()


def test_it_asks_less_often_while_no_worker_lives(office, running, worker):
    worker.delete()
    content = office.get(at("job_progress", running)).content.decode()
    assert 'hx-trigger="every 30s"' in content


def test_whose_session_has_ended_is_led_to_the_sign_in_page(client, running):
    asked = client.get(at("job_progress", running), headers={"HX-Request": "true"})
    assert (asked.status_code, asked["HX-Refresh"]) == (204, "true")
    typed = client.get(at("job_progress", running))
    assert (typed.status_code, at("job", running) in typed.url) == (302, True)


def test_a_page_that_asks_for_itself_keeps_no_session_alive(office, running):
    """Half an hour after the person's last deed it is over, however often the page has asked."""
    noon = now()
    with time_machine.travel(noon + timedelta(minutes=20), tick=False):
        assert office.get(at("job_progress", running)).status_code == 200
    with time_machine.travel(noon + timedelta(minutes=31), tick=False):
        assert office.get(at("job_progress", running)).status_code == 302
