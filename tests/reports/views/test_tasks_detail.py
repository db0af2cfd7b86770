"""One task: what is shown of it, who may do what there, and what comes back."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from assignments.models import Assignment, Part
from reports.models import TaskExtension, TaskUpdate
from reports.task_extensions import ask_more_time
from tests.conftest import TODAY
from tests.reports.task_cast import DONE, RUNNING, lead_of, record, three_tasks

LATER = date(2027, 3, 1)
OFFICE = {
    "deadline": {"due": "2027-03-01", "reason": "KL 12"},
    "progress": {"progress": "40", "words": "Đang làm"},
    "lead": {"unit": "18073", "from_day": "2026-11-20", "reason": "KL 12"},
    "join": {"unit": "18073", "reason": "KL 12"},
    "leave": {"unit": "42-vptu", "reason": "KL 12"},
    "product": {"product": "Quyết định", "reason": "KL 12"},
}
UNIT = {
    "person": {"person": "reporter"},
    "ask": {"wanted_until": "2027-03-01", "reason": "Chờ vốn"},
}


@pytest.fixture
def tasks(programme, units):
    return three_tasks(programme, units)


@pytest.fixture
def wish(tasks, reporter):
    row = lead_of(tasks["1.1"])
    return ask_more_time(assignment=row, reason="Chờ vốn", wanted_until=LATER, by=reporter)


def at(name="task", code="1.1"):
    return reverse(name, args=["small", code])


def act(client, verb, content, code="1.1", unit="", **extra):
    row = Assignment.objects.standing().filter(task__code=code, part=Part.LEAD)
    row = row.filter(unit__code=unit) if unit else row
    seen = str(row.get().pk) if row.count() == 1 else ""
    query = f"?don-vi={unit}" if unit else ""
    data = {"verb": verb, "seen": seen} | content | extra
    return client.post(at("task_act", code) + query, data)


def acts(answer):
    return {one.verb: one for one in answer.context["acts"]}


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("reporter", 200),
        ("reviewer", 200),
        ("reader", 200),
        ("administrator", 200),
        ("stranger", 404),
    ],
)
def test_who_reads(client, tasks, who, status, request):
    client.force_login(request.getfixturevalue(who))
    assert client.get(at()).status_code == status
    assert client.get(at(code="9.9")).status_code == 404
    assert client.post(at()).status_code == 405
    assert client.get(at("task_act")).status_code == 405


def test_one_lead_is_shown_in_full(client, tasks, reader, reviewer):
    record(lead_of(tasks["1.1"]), DONE, reviewer)
    client.force_login(reader)
    answer = client.get(at())
    page = answer.context["page"]
    assert (page.focus.progress, page.focus.products) == ("100 %", "Quyết định")
    assert page.is_quoted is False
    assert [line.is_clear for line in page.clarity] == [False, True, True, True, True]
    assert answer.context["history"][0].words == "Đã ban hành. Quyết định"
    assert answer.context["acts"] == ()


def test_many_leads_the_worst_first_or_one_of_them(client, tasks, units, reader, reviewer):
    record(lead_of(tasks["1.2"], units["18073"]), DONE, reviewer)
    client.force_login(reader)
    answer = client.get(at(code="1.2"))
    assert [row.unit.name for row in answer.context["rows"]] == [
        "Phường Sông Trí",
        "Phường Thành Sen",
    ]
    assert answer.context["page"].focus is None
    answer = client.get(at(code="1.2"), {"don-vi": "18073"})
    assert answer.context["page"].focus.unit.name == "Phường Thành Sen"
    assert answer.context["rows"] == ()
    assert client.get(at(code="1.2"), {"don-vi": "x"}).context["page"].focus is None


def test_what_is_offered_to_whom(client, tasks, reporter, reviewer, reader):
    client.force_login(reporter)
    answer = client.get(at())
    assert set(acts(answer)) == set(UNIT)
    assert reverse("my_work", args=["small"]) in answer.context["work_url"]
    client.force_login(reviewer)
    answer = client.get(at())
    assert (set(acts(answer)), answer.context["work_url"]) == (set(OFFICE), "")
    assert set(acts(client.get(at(code="1.2")))) == {"join", "product"}
    yesterday = (TODAY - timedelta(days=1)).isoformat()
    assert acts(client.get(at(), {"as_of": yesterday})) == {}


@pytest.mark.parametrize("verb", OFFICE)
def test_the_office_does(client, tasks, reviewer, verb):
    client.force_login(reviewer)
    answer = act(client, verb, OFFICE[verb])
    assert answer.status_code == 302, answer.context["acts"]
    page = client.get(answer.url)
    assert [message.level_tag for message in page.context["messages"]] == ["success"]
    assert page.context["history"]


@pytest.mark.parametrize("verb", UNIT)
def test_the_unit_does(client, tasks, reporter, verb):
    client.force_login(reporter)
    assert act(client, verb, UNIT[verb]).status_code == 302
    done = lead_of(tasks["1.1"]).responsible == reporter
    assert done if verb == "person" else TaskExtension.objects.get().reason == "Chờ vốn"


@pytest.mark.parametrize("verb", OFFICE)
@pytest.mark.parametrize("who", ["reporter", "reader", "administrator"])
def test_only_the_office_does_what_is_its_own(client, tasks, who, verb, request):
    client.force_login(request.getfixturevalue(who))
    assert act(client, verb, OFFICE[verb]).status_code == 403


@pytest.mark.parametrize("verb", UNIT)
@pytest.mark.parametrize("who", ["reviewer", "reader", "administrator"])
def test_only_the_unit_does_what_is_its_own(client, tasks, who, verb, request):
    client.force_login(request.getfixturevalue(who))
    assert act(client, verb, UNIT[verb]).status_code == 403
    assert not TaskExtension.objects.exists()


def test_a_stranger_finds_nothing_to_do(client, tasks, stranger):
    client.force_login(stranger)
    assert act(client, "deadline", OFFICE["deadline"]).status_code == 404


@pytest.mark.parametrize(
    ("verb", "wrong"),
    [
        ("deadline", {"due": "soon"}),
        ("deadline", {"due": "2026-12-01"}),
        ("progress", {"progress": "100"}),
        ("progress", {"progress": "140"}),
        ("lead", {"unit": "42-sxd"}),
        ("lead", {"from_day": "2020-01-01"}),
        ("lead", {"reason": ""}),
        ("join", {"unit": "42-vptu"}),
        ("leave", {"unit": "18073"}),
        ("product", {"product": " "}),
    ],
)
def test_what_cannot_be_comes_back_with_a_sentence(client, tasks, reviewer, verb, wrong):
    client.force_login(reviewer)
    answer = act(client, verb, OFFICE[verb] | wrong)
    assert answer.status_code == 422
    assert "error-summary" in answer.content.decode()
    assert acts(answer)[verb].is_open
    assert not TaskUpdate.objects.exists()
    assert lead_of(tasks["1.1"]).unit.code == "42-sxd"


def test_a_lead_that_passed_on_meanwhile(client, tasks, units, reviewer):
    client.force_login(reviewer)
    seen = str(lead_of(tasks["1.1"]).pk)
    act(client, "lead", OFFICE["lead"])
    answer = act(client, "progress", OFFICE["progress"], seen=seen)
    assert answer.status_code == 422
    assert not TaskUpdate.objects.exists()


def test_an_unknown_verb_a_past_day_and_no_unit_chosen(client, tasks, reviewer):
    client.force_login(reviewer)
    assert act(client, "dance", {}).status_code == 404
    past = client.post(at("task_act") + "?as_of=2026-11-01", {"verb": "deadline"})
    assert past.status_code == 400
    none = client.post(at("task_act", "1.2"), {"verb": "deadline"} | OFFICE["deadline"])
    assert none.status_code == 400


def test_one_of_many_is_dealt_with_alone(client, tasks, units, reviewer):
    client.force_login(reviewer)
    answer = act(client, "progress", OFFICE["progress"], code="1.2", unit="18073")
    assert answer.url.endswith("don-vi=18073")
    assert TaskUpdate.objects.get().assignment.unit == units["18073"]


def test_a_request_is_seen_and_decided(client, wish, tasks, reviewer, reader):
    client.force_login(reader)
    assert client.get(at()).context["history"] == ()
    client.force_login(reviewer)
    page = client.get(at())
    assert acts(page)["answer"].about == "Chờ vốn"
    assert page.context["history"][0].words == "Chờ vốn"
    assert act(client, "answer", {"decision": "grant"}).status_code == 422
    granted = {"decision": "grant", "granted_until": "2027-02-01"}
    assert act(client, "answer", granted).status_code == 302
    assert lead_of(tasks["1.1"]).due == date(2027, 2, 1)
    assert act(client, "answer", granted).status_code == 422


def test_declining_a_request(client, wish, tasks, reviewer):
    client.force_login(reviewer)
    assert act(client, "answer", {"decision": "decline"}).status_code == 422
    declined = {"decision": "decline", "answer": "Không đủ căn cứ"}
    assert act(client, "answer", declined).status_code == 302
    assert lead_of(tasks["1.1"]).due is None


def test_why_something_does_not_work_now(client, wish, tasks, reporter, reviewer):
    client.force_login(reporter)
    assert acts(client.get(at()))["ask"].why_not
    record(lead_of(tasks["1.1"]), DONE, reviewer)
    assert acts(client.get(at()))["person"].why_not


@pytest.mark.parametrize("who", ["reporter", "reviewer"])
def test_the_page_is_cheap(client, wish, reviewer, who, request, django_assert_max_num_queries):
    record(wish.assignment, RUNNING, reviewer)
    client.force_login(request.getfixturevalue(who))
    with django_assert_max_num_queries(20):
        assert client.get(at()).status_code == 200
