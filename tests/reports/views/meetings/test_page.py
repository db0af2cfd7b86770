"""Xuất báo cáo: everybody who sees the programme finds the papers and the frozen meetings."""

from __future__ import annotations

import pytest
from django.utils.translation import gettext as _

from tests.reports.oversight_cast import PEOPLE, periods_of
from tests.reports.views.meetings.cast import HELD, NAME, at, figures, freeze_meeting, wanted


@pytest.fixture
def frozen(programme, reviewer):
    figures(programme, reviewer)
    return freeze_meeting(programme, reviewer)


def page(client, user, **query):
    client.force_login(user)
    return client.get(at("meetings"), query)


@pytest.mark.parametrize("who", PEOPLE)
def test_who_sees_it(client, request, frozen, who):
    answer = page(client, request.getfixturevalue(who))
    assert answer.status_code == (404 if who == "stranger" else 200)
    if who != "stranger":
        assert NAME in answer.content.decode()
        assert answer.context["may_freeze"] is (who == "reviewer")
        assert (at("meeting_freeze") in answer.content.decode()) is (who == "reviewer")
        assert "no-store" in answer["Cache-Control"]


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_nothing_is_sent_to_it(client, reviewer, programme, method):
    client.force_login(reviewer)
    assert getattr(client, method)(at("meetings")).status_code == 405


@pytest.mark.parametrize(
    ("day", "usual", "offered"),
    [
        ("2026-11-20", "2026-Q3", ["2026-Q4", "2026-Q3", "2026-Q2", "2026-Q1"]),
        ("2026-09-14", "2026-Q3", ["2026-Q3", "2026-Q2", "2026-Q1"]),
        ("2026-03-01", "2026-Q1", ["2026-Q1"]),
    ],
)
def test_the_last_quarter_that_closed_is_offered_first(
    client, reader, programme, day, usual, offered
):
    periods_of(programme)
    form = page(client, reader, as_of=day).context["form"]
    assert form.initial["ky"] == usual
    assert [key for key, _label in form.fields["ky"].choices] == offered


def test_without_a_calendar_there_is_nothing_to_make(client, reader, programme):
    answer = page(client, reader)
    assert _("No reporting period has begun") in answer.content.decode()
    assert at("calendar") in answer.content.decode()


def test_a_frozen_meeting_is_listed_with_its_papers(client, reader, frozen):
    (line,) = page(client, reader).context["frozen"]
    assert (line.title, line.held_on, line.as_of) == (NAME, "25/11/2026", "20/11/2026")
    assert line.frozen_by == "Reviewer"
    assert frozen.digest.startswith(line.digest)
    assert [paper.url.partition("?")[0] for paper in line.papers] == [
        at("frozen_paper", frozen.pk, ending) for ending in ("xlsx", "docx", "pdf")
    ]
    assert line.compare_url == ""


def test_a_second_meeting_is_compared_with_the_first(client, reader, reviewer, programme, frozen):
    later = freeze_meeting(programme, reviewer, meeting="Sau", held_on=HELD.replace(day=28))
    first, _second = page(client, reader).context["frozen"]
    assert f"truoc={frozen.pk}&sau={later.pk}" in first.compare_url


def test_what_was_typed_stands_in_the_form_again(client, reader, frozen):
    answer = page(client, reader, **wanted(so="12-BC/VPTU"))
    assert 'value="12-BC/VPTU"' in answer.content.decode()


def test_the_navigation_leads_here(client, reader, programme):
    (item,) = [one for one in page(client, reader).context["shell"].nav if one.is_current]
    assert item.url.startswith(at("meetings"))


def test_queries_do_not_grow_with_the_meetings(
    client, reader, reviewer, programme, frozen, django_assert_max_num_queries
):
    def count():
        with django_assert_max_num_queries(40) as found:
            page(client, reader)
        return len(found)

    page(client, reader)
    one = count()
    for day in (26, 27, 28):
        freeze_meeting(programme, reviewer, held_on=HELD.replace(day=day))
    assert count() == one
