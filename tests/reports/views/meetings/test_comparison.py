"""Two meetings compared: counts then and now, what is different, the same as a file."""

from __future__ import annotations

import pytest
from django.utils.translation import gettext as _

from tests.reports.figures import bring
from tests.reports.oversight_cast import PEOPLE
from tests.reports.views.meetings.cast import HELD, NAME, at, figures, freeze_meeting, tamper


@pytest.fixture
def two(programme, reviewer):
    """Between them the urban share of 2025 was corrected from 38,5 to 41 %."""
    figures(programme, reviewer)
    first = freeze_meeting(programme, reviewer)
    bring(programme, reviewer, "urban,42,2025,41,,,,official,")
    return first, freeze_meeting(programme, reviewer, meeting="Sau", held_on=HELD.replace(day=30))


def get(client, user, name="meetings_compared", *args, **query):
    client.force_login(user)
    return client.get(at(name, *args), query)


def test_the_newest_against_the_one_before(client, reader, two):
    page = get(client, reader).context["page"]
    assert (page.before.name, page.after.name) == (f"{NAME} (25/11/2026)", "Sau (30/11/2026)")
    (change,) = page.changed
    assert (change.code, change.before[:4], change.after[:4]) == ("urban", "38,5", "41,0")
    assert (page.appeared, page.dropped) == ((), ())


def test_any_two_the_other_way_round(client, reader, two):
    first, second = two
    page = get(client, reader, truoc=second.pk, sau=first.pk).context["page"]
    assert page.changed[0].after.startswith("38,5")


def test_one_against_the_present_state(client, reader, reviewer, programme, two):
    bring(programme, reviewer, "urban,42,2025,42,,,,official,")
    page = get(client, reader, truoc=two[0].pk, sau="nay").context["page"]
    assert page.changed[0].after.startswith("42,0")
    assert "20/11/2026" in page.after.name


def test_a_single_meeting_is_compared_with_now(client, reader, reviewer, programme):
    figures(programme, reviewer)
    freeze_meeting(programme, reviewer)
    answer = get(client, reader)
    assert answer.context["page"].is_empty
    assert _("Nothing is different") in answer.content.decode()


def test_without_a_meeting_there_is_nothing(client, reader, programme):
    answer = get(client, reader)
    assert answer.context["page"] is None
    assert _("No meeting is frozen yet") in answer.content.decode()
    assert get(client, reader, "meetings_compared_file", "csv").status_code == 404


@pytest.mark.parametrize("who", PEOPLE)
def test_who_sees_it(client, request, two, who):
    user = request.getfixturevalue(who)
    expected = 404 if who == "stranger" else 200
    assert get(client, user).status_code == expected
    assert get(client, user, "meetings_compared_file", "csv").status_code == expected


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_wrong_verb(client, reviewer, two, method):
    client.force_login(reviewer)
    for address in (at("meetings_compared"), at("meetings_compared_file", "csv")):
        assert getattr(client, method)(address).status_code == 405


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ({"truoc": "99999"}, 404),
        ({"truoc": "xyz"}, 404),
        ({"truoc": "-1"}, 404),
        ({"truoc": "9" * 40}, 404),
        ({"truoc": "9" * 5000}, 404),
        ({"sau": "٣"}, 404),
        ({"truoc": "nay", "sau": "nay"}, 400),
    ],
)
def test_wrong_choices(client, reader, two, query, status):
    assert get(client, reader, **query).status_code == status


def test_a_meeting_of_another_programme_is_not_there(client, reader, reviewer, two, programme):
    key = two[0].pk
    programme.pk, programme.code = None, "other"
    programme.save()
    client.force_login(reader)
    papers = at("frozen_paper", key, "docx")
    assert client.get(papers).status_code == 200
    assert client.get(papers.replace("/small/", "/other/")).status_code == 404
    other = at("meetings_compared").replace("/small/", "/other/")
    answer = client.get(other, {"truoc": key, "sau": "nay"})
    assert (answer.context["page"], NAME in answer.content.decode()) == (None, False)


def test_a_tampered_meeting_is_a_sentence(client, reader, two):
    tamper(two[0], digest="0" * 64)
    answer = get(client, reader)
    assert answer.status_code == 400
    assert NAME in answer.content.decode()


def test_the_file_says_the_same(client, reader, two):
    answer = get(client, reader, "meetings_compared_file", "csv")
    text = answer.content.decode("utf-8-sig")
    assert "38,5" in text
    assert NAME in text
    assert get(client, reader, "meetings_compared_file", "xlsx").content[:2] == b"PK"


def test_queries_do_not_grow_with_the_meetings(
    client, reader, reviewer, programme, two, django_assert_max_num_queries
):
    def count():
        with django_assert_max_num_queries(40) as found:
            get(client, reader, truoc=two[0].pk, sau=two[1].pk)
        return len(found)

    get(client, reader)
    one = count()
    for day in (26, 27):
        freeze_meeting(programme, reviewer, held_on=HELD.replace(day=day))
    assert count() == one
