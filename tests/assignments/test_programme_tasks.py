"""Both documents in the database: every task with its owners, then and today."""

from collections import Counter
from datetime import date

import pytest

from assignments.actions import load_units
from assignments.models import Assignment, Inheritance, Origin, Part, Task, Unit
from assignments.programme.loading import UnknownUnitError, load_programme
from assignments.programme.spec import spec_of
from assignments.units_file import parse_units
from indicators.actions import ReasonNeededError
from indicators.models import Programme
from indicators.programme_file import dump_programme, parse_programme
from tests.conftest import TODAY
from tests.indicators.programme_file.samples import FIXTURES
from tests.indicators.programme_file.test_owners_of_tasks import (
    COORDINATING_HA_TINH,
    COORDINATING_THANH_HOA,
    LEADS_HA_TINH,
    LEADS_THANH_HOA,
)

ISSUED = date(2022, 10, 1)
THANH_HOA = (FIXTURES / "thanh-hoa-57-kh-tu.yaml").read_text(encoding="utf-8")
HA_TINH = (FIXTURES / "ha-tinh-15-ctr-tu.yaml").read_text(encoding="utf-8")


def load(text, *, units=True, reason=""):
    spec = parse_programme(text, "x.yaml")
    name = {"38": "thanh-hoa", "42": "ha-tinh"}[spec.province]
    path = FIXTURES.parent / "units" / f"{name}.yaml"
    if units:
        load_units(parse_units(path.read_text(encoding="utf-8"), path.name), by=None)
    applied = load_programme(spec, by=None, reason=reason)
    return Programme.objects.get(code=spec.code), applied


def held(programme, day, part):
    rows = Assignment.objects.on(day).filter(programme=programme, task__isnull=False, part=part)
    return Counter(rows.values_list("unit__code", flat=True))


@pytest.mark.parametrize(
    ("text", "leads", "joined"),
    [
        (HA_TINH, LEADS_HA_TINH, COORDINATING_HA_TINH),
        (THANH_HOA, LEADS_THANH_HOA, COORDINATING_THANH_HOA),
    ],
)
def test_tasks_per_unit_equal_the_hand_count(db, text, leads, joined):
    programme, _applied = load(text)
    assert held(programme, ISSUED, Part.LEAD) == leads
    assert held(programme, ISSUED, Part.COORDINATING) == joined


def test_a_file_comes_out_of_the_database_as_it_went_in(db):
    programme, _applied = load(THANH_HOA)
    assert dump_programme(spec_of(programme)) == THANH_HOA


def test_today_every_open_duty_lies_with_a_unit_that_exists(db):
    load(THANH_HOA)
    for day, local in ((date(2022, 10, 1), 27), (date(2025, 3, 1), 26), (TODAY, 166)):
        rows = Assignment.objects.on(day).filter(task__code="2").select_related("unit")
        assert all(row.unit.is_valid_on(day) for row in rows)
        assert sum(row.unit.is_local for row in rows) == local


def test_the_department_of_finance_answers_for_what_planning_had(db):
    load(THANH_HOA)
    ours = Assignment.objects.on(TODAY).filter(unit__code="38-stc-2025", task__isnull=False)
    codes = set(ours.filter(part=Part.LEAD).values_list("task__code", flat=True))
    assert {"3.2", "4.2", "6.1.a", "6.1.b", "3.3", "8.4"} <= codes
    inherited = Inheritance.objects.filter(heir__unit__code="38-stc-2025")
    from_planning = inherited.filter(source__unit__code="38-skhdt")
    assert from_planning.filter(source__part=Part.LEAD).count() == LEADS_THANH_HOA["38-skhdt"]
    assert {row.succession.legal_basis for row in from_planning} == {"Nghị định 45/2025/NĐ-CP"}


def test_a_lead_is_not_lost_where_the_heir_also_coordinates(db):
    load(THANH_HOA)
    (row,) = Assignment.objects.on(TODAY).filter(task__code="3.2", unit__code="38-stc-2025")
    assert (row.part, row.origin) == (Part.LEAD, Origin.SUCCESSION)


def test_a_sole_lead_with_several_successors_is_left_to_people(db):
    programme, _applied = load(THANH_HOA)
    lead = Assignment.objects.get(indicator__code="thong-minh-thanh-hoa", part=Part.LEAD)
    assert lead.valid_to == date(2025, 7, 1)
    assert [row.heir for row in lead.passed_to.all()] == [None]
    assert programme.assignments.standing().filter(indicator__code=lead.indicator.code).count() == 0


def test_where_nobody_is_named_nobody_is_assigned(db):
    programme, _applied = load(HA_TINH)
    tasks = Task.objects.filter(programme=programme, section__number__startswith="III")
    assert tasks.count() == 21
    assert not Assignment.objects.filter(task__in=tasks).exists()


def test_the_same_file_twice_changes_nothing(db):
    load(THANH_HOA)
    before = list(Assignment.objects.order_by("pk").values())
    _programme, applied = load(THANH_HOA)
    assert applied.is_nothing
    assert list(Assignment.objects.order_by("pk").values()) == before


class TestAmended:
    """A later file: what it changes needs a reason and ends, nothing is deleted."""

    def test_a_changed_text_needs_a_reason(self, db):
        load(HA_TINH)
        changed = HA_TINH.replace("chủ trì, phối hợp với các ban Đảng", "phối hợp các ban Đảng")
        assert changed != HA_TINH
        with pytest.raises(ReasonNeededError, match=r"IV\.6"):
            load(changed, units=False)
        _programme, applied = load(changed, units=False, reason="Đính chính")
        assert applied.changed == 1

    def test_another_lead_ends_the_old_one_and_its_heirs(self, db):
        programme, _applied = load(HA_TINH)
        changed = HA_TINH.replace("    lead: 42-btg\n", "    lead: 42-vptu\n")
        load(changed, units=False)
        rows = programme.assignments.filter(task__code="IV.5").order_by("pk")
        ended = [(row.unit.code, row.valid_to) for row in rows if row.valid_to]
        assert ended == [("42-btg", date(2025, 2, 1)), ("42-btgdv", TODAY)]
        (standing,) = rows.standing()
        assert (standing.unit.code, standing.valid_from) == ("42-vptu", TODAY)

    def test_a_body_of_an_unknown_kind_is_refused(self, db):
        changed = HA_TINH.replace("      - district\n", "      - canton\n")
        with pytest.raises(UnknownUnitError, match="canton"):
            load(changed)
        assert not Programme.objects.exists()

    def test_a_task_that_the_file_drops_is_retired(self, db):
        programme, _applied = load(HA_TINH)
        start = HA_TINH.index("  - code: IV.6\n")
        load(HA_TINH[:start], units=False, reason="Bỏ")
        assert programme.tasks.get(code="IV.6").retired_at is not None
        assert not programme.assignments.standing().filter(task__code="IV.6").exists()


def test_units_that_end_later_pass_their_duties_when_they_are_loaded(db):
    path = FIXTURES.parent / "units" / "ha-tinh.yaml"
    text = path.read_text(encoding="utf-8")
    programme, _applied = load(HA_TINH)
    row = "  - {code: 42-btgdv2, name: Ban Mới, kind: party_committee_body, valid_from: 2026-01-01}"
    old = '{code: "42-btgdv",'
    assert old in text
    line = next(one for one in text.splitlines() if old in one)
    changed = text.replace(line, line.replace(", valid_from", ", valid_to: 2026-01-01, valid_from"))
    changed = changed.replace("  # Sở;", f"{row}\n\n  # Sở;", 1)
    changed += (
        '\n  - {from: "42-btgdv", to: 42-btgdv2, on: 2026-01-01, kind: rename, basis: "QĐ 1"}\n'
    )
    load_units(parse_units(changed, "units.yaml"), by=None)
    assert Unit.objects.get(code="42-btgdv").valid_to == date(2026, 1, 1)
    (row,) = programme.assignments.standing().filter(task__code="IV.5")
    assert (row.unit.code, row.valid_from) == ("42-btgdv2", date(2026, 1, 1))
