"""Chốt số liệu cuộc họp: looked at, confirmed, kept; only by the Office."""

from __future__ import annotations

import pytest
from django.utils.translation import gettext as _

from reports.models import Snapshot
from tests.reports.oversight_cast import NOT_THE_OFFICE, periods_of
from tests.reports.views.meetings.cast import HELD, NAME, at, figures, freeze_meeting, wanted
from tracker.audit.models import Event


@pytest.fixture
def office(client, reviewer, programme):
    figures(programme, reviewer)
    periods_of(programme)
    client.force_login(reviewer)
    return client


def test_from_the_last_look_to_the_frozen_meeting(office, reviewer):
    seen = office.get(at("meeting_freeze"), wanted())
    assert seen.status_code == 200
    assert (seen.context["page"].meeting, seen.context["page"].held_on) == (NAME, "25/11/2026")
    assert not Snapshot.objects.exists()
    assert not Event.objects.filter(verb="meeting.frozen").exists()
    hidden = {field.html_name: field.value() for field in seen.context["form"]}
    done = office.post(seen.context["freeze_url"], hidden, follow=True)
    (stored,) = Snapshot.objects.all()
    assert (stored.title, stored.held_on, stored.frozen_by) == (NAME, HELD, reviewer)
    assert done.redirect_chain[0][0].startswith(at("meetings"))
    assert NAME in str(next(iter(done.context["messages"])))


def test_the_day_of_the_address_is_frozen(office):
    office.post(f"{at('meeting_freeze')}?as_of=2026-10-01", wanted())
    assert Snapshot.objects.get().as_of.isoformat() == "2026-10-01"


def test_one_may_go_back_with_what_was_typed(office):
    seen = office.get(at("meeting_freeze"), wanted(so="5-BC/VPTU"))
    again = office.get(seen.context["back_url"])
    assert again.context["form"].data["hop"] == NAME
    assert again.context["form"].data["so"] == "5-BC/VPTU"


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("who", NOT_THE_OFFICE)
def test_nobody_else(client, request, programme, who, method):
    periods_of(programme)
    client.force_login(request.getfixturevalue(who))
    answer = getattr(client, method)(at("meeting_freeze"), wanted())
    assert answer.status_code == (404 if who == "stranger" else 403)
    assert not Snapshot.objects.exists()


@pytest.mark.parametrize("method", ["put", "delete", "patch"])
def test_wrong_verb(office, method):
    assert getattr(office, method)(at("meeting_freeze")).status_code == 405


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize(
    "wrong",
    [
        {"hop": ""},
        {"hop": " \u200b "},
        {"ky": "2026-Q5"},
        {"ngay": "2026-11-19"},
        {"ngay": "2028-01-01"},
        {"ngay": "20/13/2026"},
    ],
)
def test_a_wrong_wish_comes_back_with_a_sentence(office, method, wrong):
    answer = getattr(office, method)(at("meeting_freeze"), wanted(**wrong))
    assert answer.status_code == 422
    assert "error-summary" in answer.content.decode()
    assert not Snapshot.objects.exists()


def test_an_empty_form_is_wrong(office):
    assert office.post(at("meeting_freeze")).status_code == 422


def test_the_same_meeting_again_is_a_sentence(office, programme, reviewer):
    freeze_meeting(programme, reviewer)
    answer = office.post(at("meeting_freeze"), wanted())
    assert answer.status_code == 422
    assert NAME in answer.context["form"].non_field_errors()[0]
    assert Snapshot.objects.count() == 1


def test_it_asks_in_words(office):
    seen = office.get(at("meeting_freeze"), wanted()).content.decode()
    assert _("A frozen meeting can neither be changed nor deleted.") in seen
