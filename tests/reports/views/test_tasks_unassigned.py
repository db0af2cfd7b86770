"""Chưa phân công: what nobody leads, and several of it given to one unit."""

from datetime import date

import pytest
from django.urls import reverse

from assignments.models import Assignment, Inheritance, Part
from indicators.models import Indicator
from tests.reports.oversight_cast import NOT_THE_OFFICE
from tests.reports.task_cast import lead_of, three_tasks

FORM = {
    "item": ["task:2.1", "indicator:city"],
    "unit": "42-sxd",
    "from_day": "2026-11-20",
    "reason": "KL 12-KL/TU",
}


@pytest.fixture
def tasks(programme, units):
    """The three tasks, and a goal whose city ended."""
    row = Assignment.objects.create(
        programme=programme,
        indicator=Indicator.objects.get(code="city"),
        unit=units["436"],
        part=Part.LEAD,
        valid_to=date(2025, 7, 1),
    )
    Inheritance.objects.create(source=row, passed_on=date(2025, 7, 1))
    return three_tasks(programme, units)


@pytest.fixture
def office(client, reviewer):
    client.force_login(reviewer)
    return client


def at(name="unassigned_assign"):
    return reverse(name, args=["small"])


def test_the_list(office, tasks):
    answer = office.get(at("unassigned"))
    lines = {line.key: line for line in answer.context["lines"]}
    assert lines["task:2.1"].last is None
    assert lines["indicator:city"].last.name == "Thành phố Hà Tĩnh"
    assert lines["indicator:city"].ended == "01/07/2025"
    assert answer.context["form"] is not None


def test_before_it_ended_the_city_led(office, tasks):
    answer = office.get(at("unassigned"), {"as_of": "2025-06-30"})
    assert "indicator:city" not in {line.key for line in answer.context["lines"]}
    assert answer.context["form"] is None


def test_several_are_assigned_at_once(office, tasks):
    answer = office.post(at(), FORM, follow=True)
    assert answer.status_code == 200
    assert lead_of(tasks["2.1"]).unit.code == "42-sxd"
    goal = Assignment.objects.standing().get(indicator__code="city")
    assert (goal.unit.code, goal.valid_from) == ("42-sxd", date(2026, 11, 20))
    assert not {"task:2.1", "indicator:city"} & {one.key for one in answer.context["lines"]}


@pytest.mark.parametrize(
    "wrong",
    [
        {"item": []},
        {"item": ["task:1.1"]},
        {"unit": "436"},
        {"unit": ""},
        {"reason": " "},
        {"from_day": "soon"},
        {"from_day": "2020-01-01"},
    ],
)
def test_what_cannot_be_comes_back_ticked(office, tasks, wrong):
    answer = office.post(at(), FORM | wrong)
    assert answer.status_code == 422
    assert "error-summary" in answer.content.decode()
    ticked = [line.key for line in answer.context["lines"] if line.is_chosen]
    assert ticked == [key for key in (FORM | wrong)["item"] if key != "task:1.1"]
    assert not Assignment.objects.filter(task=tasks["2.1"]).exists()


@pytest.mark.parametrize("who", NOT_THE_OFFICE)
def test_only_the_office_assigns(client, tasks, who, request):
    client.force_login(request.getfixturevalue(who))
    assert client.post(at(), FORM).status_code == (404 if who == "stranger" else 403)
    assert not Assignment.objects.filter(task=tasks["2.1"]).exists()


def test_others_read_without_the_form(client, tasks, reader):
    client.force_login(reader)
    assert client.get(at("unassigned")).context["form"] is None
    assert client.get(at()).status_code == 405
