"""Chốt số liệu cuộc họp: looked at, confirmed, kept; only by the Office."""

from __future__ import annotations

import pytest
from django.utils.translation import gettext as _

from reports.models import Snapshot
from reports.queries.snapshots import frozen_content
from tests.reports.figures import bring
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
    hidden["xem"] = seen.context["page"].mark
    done = office.post(seen.context["freeze_url"], hidden, follow=True)
    (stored,) = Snapshot.objects.all()
    assert (stored.title, stored.held_on, stored.frozen_by) == (NAME, HELD, reviewer)
    assert done.redirect_chain[0][0].startswith(at("meetings"))
    assert NAME in str(next(iter(done.context["messages"])))


def shown(office, as_of: str = "2026-11-20", **changed: str) -> dict[str, str]:
    """What the last look sends back when it is confirmed."""
    seen = office.get(at("meeting_freeze"), {"as_of": as_of} | wanted(**changed))
    assert f'name="xem" value="{seen.context["page"].mark}"' in seen.content.decode()
    return wanted(**changed, xem=seen.context["page"].mark)


def test_the_day_of_the_address_is_frozen(office):
    told = shown(office, "2026-10-01")
    office.post(f"{at('meeting_freeze')}?as_of=2026-10-01", told)
    assert Snapshot.objects.get().as_of.isoformat() == "2026-10-01"


def test_what_changed_since_the_last_look_is_shown_first(office, programme, reviewer):
    told = shown(office)
    bring(programme, reviewer, "urban,42,2025,44.4,,,,official,")
    again = office.post(at("meeting_freeze"), told)
    assert again.status_code == 422
    assert again.context["changed"] in again.content.decode()
    assert not Snapshot.objects.exists()
    mark = again.context["page"].mark
    assert mark != told["xem"]
    assert office.post(at("meeting_freeze"), told | {"xem": mark}).status_code == 302
    assert "44,4" in frozen_content(Snapshot.objects.get()).lines[0].last_year.text


def test_nothing_is_frozen_unseen(office):
    answer = office.post(at("meeting_freeze"), wanted())
    assert (answer.status_code, Snapshot.objects.count()) == (422, 0)
    assert answer.context["page"].meeting == NAME


def test_the_number_of_the_report_is_kept(office):
    office.post(at("meeting_freeze"), shown(office, so="12-BC/VPTU"))
    assert frozen_content(Snapshot.objects.get()).head.report_number == "12-BC/VPTU"


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
