"""The demonstration of local roadmaps: every state, a roll-up that is alive, all of it marked."""

import pytest

from assignments.models import LocalTarget, Roadmap
from indicators.models import Programme
from reports.demonstration.roadmaps import load_roadmaps
from reports.roadmaps.frame import frame_of
from reports.roadmaps.rollup import programme_roadmaps
from tests.conftest import TODAY
from tracker.accounts.models import User
from tracker.audit.models import Event


@pytest.fixture
def loaded(stage, db):
    programme = Programme.objects.get(code="ha-tinh-15-ctr-tu")
    load_roadmaps(programme, User.objects.get(username="vanphong"))
    return programme


def test_roadmaps_stand_in_every_state(loaded):
    states = set(Roadmap.objects.values_list("state", flat=True))
    assert states == {"draft", "submitted", "returned", "approved"}
    assert Roadmap.objects.filter(state="approved").count() == 20


def test_the_wholes_reach_and_miss_their_targets(loaded):
    found = programme_roadmaps(frame_of(loaded, TODAY), {2025, 2030})
    assert {one.found.met for one in found.lines} >= {True, False}
    assert all(one.found.coverage > 0.85 for one in found.lines)


def test_all_of_it_is_marked_and_told(loaded):
    assert set(LocalTarget.objects.values_list("note", flat=True)) == {"Số liệu minh họa"}
    told = set(Event.objects.filter(subject_kind="roadmap").values_list("verb", flat=True))
    assert told >= {"roadmap.begun", "roadmap.submitted", "roadmap.approved", "roadmap.revised"}
    first = LocalTarget.objects.filter(roadmap__revision=1).count()
    assert Event.objects.filter(verb="local_target.set").count() == first


def test_a_second_run_and_another_programme_change_nothing(loaded):
    office = User.objects.get(username="vanphong")
    other = Programme.objects.get(code="thanh-hoa-57-kh-tu")
    assert not load_roadmaps(loaded, office)
    assert not load_roadmaps(other, office)


def test_the_deeds_have_their_days_in_order(loaded):
    for one in Roadmap.objects.filter(state="approved"):
        days = [
            (TODAY - at.date()).days for at in (one.created_at, one.submitted_at, one.approved_at)
        ]
        assert days == [75, 60, 45]


def test_the_newcomer_of_the_ward_has_a_draft_to_work_on(loaded):
    latest = Roadmap.objects.filter(unit__code="18073").order_by("revision").last()
    assert (latest.state, latest.created_by.username) == ("draft", "phuong")
