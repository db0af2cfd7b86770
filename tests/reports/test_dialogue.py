"""Yêu cầu giải trình: who asks, who answers, who hears of it, and when it ends."""

from __future__ import annotations

import pytest
from django.urls import reverse

from assignments.memberships import join_unit
from indicators.models import Indicator
from reports.dialogue import DialogueError, answer, ask, close
from reports.models import Explanation, ExplanationMessage, Notification
from tracker.accounts.models import User
from tracker.accounts.roles import Role
from tracker.audit.models import Event
from tracker.common.errors import NotAllowedError

PAGE = ("small", "urban")


@pytest.fixture
def urban(programme):
    return Indicator.objects.get(code="urban")


@pytest.fixture
def thread(urban, reader, reporter, head):
    return ask(indicator=urban, text="Vì sao chậm?", by=reader)


def told(person):
    lines = Notification.objects.filter(person=person).order_by("id")
    return [(line.kind, line.words) for line in lines]


@pytest.mark.parametrize("person", ["reader", "reviewer"])
def test_readers_and_reviewers_ask_and_the_lead_unit_hears(request, urban, reporter, head, person):
    by = request.getfixturevalue(person)
    asked = ask(indicator=urban, text="  Vì sao chậm?\r\n", by=by)
    assert (asked.unit.code, asked.asked_by) == ("42-sxd", by)
    assert [one.text for one in asked.messages.all()] == ["Vì sao chậm?"]
    assert told(reporter) == told(head) == [("explanation_asked", "Vì sao chậm?")]
    event = Event.objects.get(verb="explanation.asked")
    assert event.subject_key == f"urban/42-sxd/{asked.pk}"
    assert (event.actor, event.after) == (by, {"text": "Vì sao chậm?"})


@pytest.mark.parametrize("person", ["reporter", "head", "stranger", "administrator"])
def test_others_do_not_ask(request, urban, person):
    with pytest.raises(NotAllowedError):
        ask(indicator=urban, text="Vì sao?", by=request.getfixturevalue(person))
    assert not Explanation.objects.exists()


@pytest.mark.parametrize("text", ["", " \n ", "x" * 4001])
def test_an_empty_or_endless_message_is_refused(urban, thread, reader, reporter, text):
    with pytest.raises(DialogueError):
        ask(indicator=urban, text=text, by=reader)
    with pytest.raises(DialogueError):
        answer(explanation=thread, text=text, by=reporter)
    assert ExplanationMessage.objects.count() == 1


def test_four_thousand_characters_fit(thread, reporter):
    assert len(answer(explanation=thread, text="x" * 4000, by=reporter).text) == 4000


def test_without_a_lead_unit_nobody_can_be_asked(programme, reader):
    towns = Indicator.objects.get(code="towns")
    with pytest.raises(DialogueError):
        ask(indicator=towns, text="Vì sao?", by=reader)


def test_the_unit_answers_and_the_asker_hears(thread, reader, reporter, head):
    answer(explanation=thread, text="Do giải phóng mặt bằng.", by=head)
    assert told(reader) == [("explanation_answered", "Do giải phóng mặt bằng.")]
    answer(explanation=thread, text="Bao giờ xong?", by=reader)
    assert told(reporter)[-1] == ("explanation_asked", "Bao giờ xong?")
    verbs = Event.objects.filter(subject_kind="explanation").order_by("id")
    assert [one.verb.partition(".")[2] for one in verbs] == ["asked", "answered", "asked_again"]


@pytest.mark.parametrize("person", ["reviewer", "stranger", "administrator"])
def test_others_do_not_answer(request, thread, person):
    with pytest.raises(NotAllowedError):
        answer(explanation=thread, text="Vì…", by=request.getfixturevalue(person))


@pytest.mark.parametrize("person", ["reader", "reviewer"])
def test_the_asker_or_the_office_closes_and_then_it_is_closed(request, thread, reporter, person):
    by = request.getfixturevalue(person)
    close(explanation=thread, by=by)
    assert (thread.closed_by, thread.closed_at is not None) == (by, True)
    with pytest.raises(DialogueError):
        answer(explanation=thread, text="Vì…", by=reporter)
    with pytest.raises(DialogueError):
        close(explanation=thread, by=by)
    assert Event.objects.filter(verb="explanation.closed").count() == 1


def test_the_unit_does_not_close(thread, reporter):
    with pytest.raises(NotAllowedError):
        close(explanation=thread, by=reporter)


def test_a_second_click_asks_and_answers_once(urban, thread, reader, reporter):
    assert ask(indicator=urban, text="Vì sao chậm?", by=reader) == thread
    for _click in range(2):
        answer(explanation=thread, text="Vì…", by=reporter)
    assert ExplanationMessage.objects.count() == 2
    assert len(told(reporter)) == len(told(reader)) == 1


class TestOnThePage:
    def test_everyone_who_sees_the_programme_reads_it(self, client, thread, administrator):
        client.force_login(administrator)
        page = client.get(reverse("indicator", args=PAGE))
        assert "Vì sao chậm?" in page.content.decode()
        (shown,) = page.context["dialogue"].threads
        assert (shown.may_write, shown.may_close) == (False, False)

    @pytest.mark.parametrize(
        ("person", "may"),
        [
            ("reader", {"ask", "write", "close"}),
            ("reviewer", {"ask", "close"}),
            ("reporter", {"write"}),
            ("head", {"write"}),
        ],
    )
    def test_forms_are_only_for_who_may(self, client, request, thread, person, may):
        client.force_login(request.getfixturevalue(person))
        section = client.get(reverse("indicator", args=PAGE)).context["dialogue"]
        (shown,) = section.threads
        forms = {"ask": section.may_ask, "write": shown.may_write, "close": shown.may_close}
        assert {form for form, is_there in forms.items() if is_there} == may

    def test_a_past_day_knows_nothing_of_later_questions(self, client, thread, reader):
        client.force_login(reader)
        there = reverse("indicator", args=PAGE)
        section = client.get(f"{there}?as_of=2026-11-19").context["dialogue"]
        assert (section.threads, section.may_ask) == ((), False)

    def test_a_question_and_its_answer_through_the_browser(self, client, urban, reader, reporter):
        client.force_login(reader)
        response = client.post(reverse("explanation_ask", args=PAGE), {"text": "Vì sao?"})
        asked = Explanation.objects.get()
        assert response.url.endswith(f"#giai-trinh-{asked.pk}")
        client.force_login(reporter)
        there = reverse("explanation_answer", args=["small", asked.pk])
        assert client.post(there, {"text": "Vì…"}).status_code == 302
        client.force_login(reader)
        client.post(there, {"close": "1"})
        asked.refresh_from_db()
        assert (asked.closed_by, asked.messages.count()) == (reader, 2)

    def test_what_was_written_is_not_lost_when_it_is_refused(self, client, thread, reader):
        close(explanation=thread, by=reader)
        client.force_login(reader)
        there = reverse("explanation_answer", args=["small", thread.pk])
        response = client.post(there, {"text": "Còn một câu hỏi"})
        assert response.status_code == 400
        assert "Còn một câu hỏi" in response.content.decode()

    def test_addresses_refuse_whom_they_should(self, client, thread, stranger, reporter, reader):
        ask_url = reverse("explanation_ask", args=PAGE)
        answer_url = reverse("explanation_answer", args=["small", thread.pk])
        client.force_login(stranger)
        codes = [client.post(one, {"text": "x"}).status_code for one in (ask_url, answer_url)]
        assert codes == [404, 404]
        client.force_login(reporter)
        assert client.post(ask_url, {"text": "x"}).status_code == 403
        assert client.get(ask_url).status_code == 405
        assert client.get(answer_url).status_code == 405
        nothing = reverse("explanation_ask", args=["small", "nothing"])
        assert client.post(nothing, {"text": "x"}).status_code == 404


class TestInbox:
    def test_unread_lines_come_first_in_the_readers_language(self, client, thread, reporter):
        client.force_login(reporter)
        page = client.get(reverse("inbox"))
        (line,) = page.context["lines"]
        assert line.sentence == "Tỷ lệ đô thị hóa: có yêu cầu giải trình."
        assert line.url.endswith(f"#giai-trinh-{thread.pk}")
        assert page.context["shell"].unread == 1
        client.cookies["django_language"] = "en"
        (line,) = client.get(reverse("inbox")).context["lines"]
        assert line.sentence == "Tỷ lệ đô thị hóa: an explanation is asked for."

    def test_all_or_one_are_marked_as_read(self, client, urban, thread, reader, reporter):
        ask(indicator=urban, text="Và năm sau?", by=reader)
        client.force_login(reporter)
        newest, _oldest = client.get(reverse("inbox")).context["lines"]
        client.post(reverse("inbox_read"), {"notification": str(newest.key)})
        lines = client.get(reverse("inbox")).context["lines"]
        assert [line.is_unread for line in lines] == [True, False]
        assert client.post(reverse("inbox_read")).url == reverse("inbox")
        assert not Notification.objects.filter(person=reporter, read_at=None).exists()

    def test_nobody_sees_or_marks_what_is_anothers(self, client, thread, reader, reporter, head):
        theirs = Notification.objects.get(person=head)
        client.force_login(reader)
        assert client.get(reverse("inbox")).context["lines"] == ()
        client.post(reverse("inbox_read"), {"notification": str(theirs.pk)})
        client.post(reverse("inbox_read"))
        theirs.refresh_from_db()
        assert theirs.read_at is None

    @pytest.mark.parametrize("key", ["x", "", "9" * 40, "-1"])
    def test_a_key_that_is_none_does_no_harm(self, client, thread, reader, key):
        client.force_login(reader)
        assert client.post(reverse("inbox_read"), {"notification": key}).status_code == 302

    def test_verbs_and_visitors(self, client, db, reader):
        assert client.get(reverse("inbox")).url.startswith(reverse("login"))
        client.force_login(reader)
        assert client.post(reverse("inbox")).status_code == 405
        assert client.get(reverse("inbox_read")).status_code == 405
        assert client.get(reverse("inbox")).status_code == 200


@pytest.mark.parametrize(
    ("person", "reads"),
    [
        *(("reader", True), ("reviewer", True), ("reporter", True), ("administrator", True)),
        *(("elsewhere", False), ("stranger", False)),
    ],
)
def test_a_thread_is_between_who_asks_who_answers_and_the_office(
    request, client, units, thread, person, reads
):
    """A unit that neither leads nor was asked is not told, as in the ledger."""
    by = elsewhere(units) if person == "elsewhere" else request.getfixturevalue(person)
    client.force_login(by)
    page = client.get(reverse("indicator", args=PAGE)).content.decode()
    assert ("Vì sao chậm?" in page) is reads
    if not reads:
        there = reverse("explanation_answer", args=["small", thread.pk])
        assert client.post(there, {"text": "Vì…"}).status_code == 404


def elsewhere(units):
    """Who reports for a commune."""
    user = User.objects.create_user("elsewhere", full_name="Elsewhere")
    join_unit(user=user, unit=units["18754"], role=Role.REPORTER, by=None)
    return user


def test_who_asked_reads_it_in_another_capacity_too(client, units, thread, reader):
    """The reader has become a commune's reporting officer."""
    reader.memberships.all().delete()
    join_unit(user=reader, unit=units["18754"], role=Role.REPORTER, by=None)
    client.force_login(reader)
    assert "Vì sao chậm?" in client.get(reverse("indicator", args=PAGE)).content.decode()
