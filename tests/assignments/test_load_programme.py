"""A programme file in: idempotent, amended with a reason, refused whole."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from assignments.models import Assignment, Part
from assignments.programme.loading import UnknownUnitError, load_programme
from assignments.programme.spec import spec_of
from indicators.actions import ReasonNeededError, UnknownProvinceError
from indicators.models import Clause, Indicator, Programme, Target
from indicators.programme_file import dump_programme, parse_programme
from tests.programmes import SMALL
from tracker.audit.models import Event
from tracker.common.timestamps import today

AMENDED = SMALL.replace("value: 40\n    wording: trên 40%", "value: 41\n    wording: 40%")


def load(text, reviewer, reason=""):
    return load_programme(parse_programme(text, "x.yaml"), by=reviewer, reason=reason)


def everything():
    return [
        list(model.objects.order_by("pk").values()) for model in (Target, Indicator, Assignment)
    ]


def test_the_same_file_twice_changes_nothing(programme, reviewer):
    before = everything(), Event.objects.count()
    assert load(SMALL, reviewer).is_nothing
    assert (everything(), Event.objects.count()) == before


def test_a_changed_target_needs_a_reason(programme, reviewer):
    before = everything(), Event.objects.count()
    with pytest.raises(ReasonNeededError, match="urban 2025"):
        load(AMENDED, reviewer)
    assert (everything(), Event.objects.count()) == before


def test_a_changed_target_becomes_an_amendment_beside_the_old_one(programme, reviewer):
    load(AMENDED, reviewer, "Nghị quyết 1")
    old, new = Target.objects.filter(indicator__code="urban", year=2025).order_by("id")
    assert (old.value, new.value) == (40, 41)
    assert old.in_force_until == new.in_force_from
    assert (new.amendment_reason, new.recorded_by) == ("Nghị quyết 1", reviewer)
    event = Event.objects.get(verb="target.amended")
    assert (event.before["value"], event.after["value"], event.reason) == (
        "40",
        "41",
        "Nghị quyết 1",
    )


def test_two_amendments_on_one_day_leave_the_last_in_force(programme, reviewer):
    load(AMENDED, reviewer, "một")
    load(SMALL, reviewer, "hai")
    in_force = Target.objects.get(indicator__code="urban", year=2025, in_force_until=None)
    assert in_force.value == 40


def test_an_indicator_that_the_file_drops_is_retired_not_deleted(programme, reviewer):
    start = SMALL.index("- code: broadband")
    load(SMALL[:start], reviewer, "Bỏ")
    assert Indicator.objects.get(code="broadband").retired_at is not None
    load(SMALL, reviewer, "Lấy lại")
    assert Indicator.objects.get(code="broadband").retired_at is None


def test_another_lead_is_an_assignment_ended_and_one_made(programme, reviewer):
    load(SMALL.replace("lead: 42-sxd", "lead: '436'"), reviewer)
    leads = Assignment.objects.filter(indicator__code="urban", part=Part.LEAD)
    old, new = leads.order_by("id")
    assert (old.unit.code, old.valid_to, old.withdrawn_on) == ("42-sxd", today(), today())
    assert (new.unit.code, new.valid_from, new.valid_to) == ("436", today(), None)
    assert Event.objects.filter(verb="assignment.ended").count() == 1


def test_what_was_loaded_is_dumped_again(programme):
    assert spec_of(programme) == parse_programme(SMALL, "x")
    assert parse_programme(dump_programme(spec_of(programme)), "y") == spec_of(programme)


@pytest.mark.parametrize(
    ("text", "error"),
    [
        (SMALL.replace("42-sxd", "42-nowhere"), UnknownUnitError),
        (SMALL.replace("province: '42'", "province: '99'"), UnknownProvinceError),
        (SMALL.replace("monitor: 42-vptu", "monitor: 38-vpubnd"), UnknownUnitError),
    ],
)
def test_what_names_the_unknown_changes_nothing(units, reviewer, text, error):
    events = Event.objects.count()
    with pytest.raises(error):
        load(text, reviewer)
    assert Programme.objects.count() == Clause.objects.count() == 0
    assert Event.objects.count() == events


class TestCommands:
    def test_load_and_dump(self, units, tmp_path):
        path = tmp_path / "small.yaml"
        path.write_text(SMALL)
        call_command("load_programme", path, stdout=StringIO())
        out = StringIO()
        call_command("dump_programme", "small", stdout=out)
        assert parse_programme(out.getvalue(), "out") == parse_programme(SMALL, "in")

    @pytest.mark.parametrize("name", ["missing.yaml", "broken.yaml"])
    def test_a_bad_file_is_a_sentence(self, units, tmp_path, name):
        (tmp_path / "broken.yaml").write_text("programme: {code: 1}\n")
        with pytest.raises(CommandError):
            call_command("load_programme", tmp_path / name)
        assert Programme.objects.count() == 0

    def test_an_unknown_programme_is_a_sentence(self, db):
        with pytest.raises(CommandError, match="nowhere"):
            call_command("dump_programme", "nowhere")
