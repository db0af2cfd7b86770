"""Local targets: what can be filled by whom, and that nobody overwrites anybody unseen."""

from __future__ import annotations

from decimal import Decimal

import pytest

from assignments.models import Roadmap
from reports.hard_checks import CellError
from reports.roadmaps.filling import StaleTargetError, fill_targets
from reports.roadmaps.sending import submit
from reports.roadmaps.workflow import Verb
from reports.workflow import WrongStateError
from tests.reports.roadmaps.steps import cell, fill, roadmap_in, stored, target, verbs
from tracker.audit.models import Event
from tracker.common.errors import NotAllowedError


@pytest.fixture
def put(world):
    """Fill cells of the ward as somebody."""

    def put(*cells, by="reporter", unit=None, verb=Verb.FILL):
        return fill(world.programme, unit or world.ward, world[by], *cells, verb=verb)

    return put


def test_the_first_target_begins_the_roadmap(put, world):
    roadmap = put(cell("housing", 2030, "34.5", 1200, note="kế hoạch"))
    stands = target(roadmap, "housing", 2030)
    assert (stands.value, stands.denominator, stands.note) == (Decimal("34.5"), 1200, "kế hoạch")
    assert (roadmap.state, stands.version, stands.updated_by) == ("draft", 1, world["reporter"])
    assert verbs() == ["roadmap.begun", "local_target.set"]


def test_an_empty_cell_begins_nothing(world):
    filling = {"programme": world.programme, "unit": world.ward, "verb": Verb.FILL}
    assert fill_targets(**filling, cells=[cell("housing", 2030)], by=world["reporter"]) == 0
    assert not Roadmap.objects.exists()


def test_the_ledger_says_from_what_to_what(put):
    put(cell("broadband", 2030, 90, 800))
    put(cell("broadband", 2030, 95, seen=1), by="head")
    event = Event.objects.filter(verb="local_target.set").latest("pk")
    assert event.before == {"value": "90", "denominator": "800"}
    assert event.after == {"value": "95"}
    assert event.subject_key == "18073/1/broadband/2030"


def test_the_same_again_is_nothing(put):
    put(cell("broadband", 2030, 90))
    before = stored()
    put(cell("broadband", 2030, 90, seen=1), by="head")
    assert stored() == before


def test_an_emptied_cell_keeps_its_version(put):
    put(cell("broadband", 2030, 90, note="gì đó"))
    stands = target(put(cell("broadband", 2030, note="gì đó", seen=1)), "broadband", 2030)
    assert (stands.value, stands.note, stands.version) == (None, "", 2)


@pytest.mark.parametrize("seen", [0, 1, 3])
def test_two_people_in_one_cell(put, world, seen):
    put(cell("broadband", 2030, 90))
    put(cell("broadband", 2030, 91, seen=1), by="colleague")
    before = stored()
    with pytest.raises(StaleTargetError) as caught:
        put(cell("broadband", 2029, 80), cell("broadband", 2030, 92, seen=seen))
    assert stored() == before
    assert (caught.value.current.value, str(caught.value)[:9]) == (Decimal(91), "Colleague")


def test_two_people_in_two_cells_do_not_disturb_each_other(put):
    put(cell("broadband", 2030, 90))
    put(cell("broadband", 2029, 85), by="colleague")
    roadmap = put(cell("broadband", 2030, 92, seen=1))
    assert target(roadmap, "broadband", 2029).value == 85


@pytest.mark.parametrize(
    ("code", "year", "value", "d"),
    [
        ("broadband", 2030, 101, None),
        ("broadband", 2030, -1, None),
        ("broadband", 2030, 90, -1),
        ("broadband", 2022, 90, None),
        ("broadband", 2031, 90, None),
    ],
)
def test_what_cannot_stand(put, world, code, year, value, d):
    with pytest.raises(CellError):
        put(cell(code, year, value, d))
    assert not Roadmap.objects.exists()


def test_a_measure_per_head_may_pass_a_hundred(put):
    assert target(put(cell("housing", 2030, 120)), "housing", 2030).value == 120


@pytest.mark.parametrize("who", ["reviewer", "reader", "stranger"])
def test_only_the_units_people_fill(put, who):
    with pytest.raises(NotAllowedError):
        put(cell("broadband", 2030, 90), by=who)


def test_the_office_brings_targets_into_drafts_only(put, world):
    roadmap = put(cell("broadband", 2030, 90), by="reviewer", verb=Verb.BRING)
    submit(roadmap=roadmap, by=world["head"])
    with pytest.raises(WrongStateError):
        put(cell("broadband", 2030, 91, seen=2), by="reviewer", verb=Verb.BRING)


def test_nobody_else_brings(put):
    with pytest.raises(NotAllowedError):
        put(cell("broadband", 2030, 90), verb=Verb.BRING)


@pytest.mark.parametrize("state", ["submitted", "approved"])
def test_a_roadmap_that_was_sent_is_closed(put, world, state):
    roadmap_in(world, state)
    before = stored()
    with pytest.raises(WrongStateError):
        put(cell("broadband", 2030, 50, seen=1))
    assert stored() == before


@pytest.mark.parametrize("code", ["447", "42-sxd"])
def test_who_sets_no_targets(put, world, units, code):
    """A district that has ended, and a department."""
    world["reporter"].memberships.get_or_create(unit=units[code], role="reporter")
    with pytest.raises(WrongStateError):
        put(cell("broadband", 2030, 90), unit=units[code])


def test_a_whole_row_is_saved_in_few_queries(world, django_assert_max_num_queries):
    roadmap_in(world, "draft")
    cells = [cell("housing", year, 30 + year - 2023) for year in range(2023, 2031)]
    options = {"programme": world.programme, "unit": world.ward, "verb": Verb.FILL}
    with django_assert_max_num_queries(12):
        fill_targets(**options, cells=cells, by=world["reporter"])
