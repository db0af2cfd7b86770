"""Who administers units, and what a correction may and may not do."""

from datetime import date

import pytest

from assignments.models import Unit, UnitKind
from assignments.units_admin import (
    ChangedMeanwhileError,
    UnitContent,
    UnitError,
    add_unit,
    change_unit,
    content_mark,
    content_of,
    may_administer,
    monitoring_units,
)
from tracker.audit.models import Event
from tracker.common.errors import NotAllowedError

CONTENT = UnitContent("Ban Quản lý Khu kinh tế", "BQL KKT", 120, "", True)


def changed(unit, by, **more):
    content = UnitContent(**{**vars(content_of(unit)), **more})
    return change_unit(unit=unit, content=content, mark=content_mark(unit), by=by)


@pytest.mark.parametrize(
    ("who", "wanted"),
    [
        *(("reviewer", True), ("administrator", True), ("reporter", False)),
        *(("head", False), ("reader", False), ("stranger", False)),
    ],
)
def test_who_administers(programme, request, who, wanted):
    assert may_administer(request.getfixturevalue(who), programme.province) == wanted


def test_a_reviewer_of_a_unit_that_does_not_monitor_administers_nothing(programme, units, stranger):
    assert not may_administer(stranger, units["38"].province)


def test_the_units_that_review(programme, units):
    assert monitoring_units(programme.province) == {units["42-vptu"].pk}


def test_adding(programme, reviewer):
    unit = add_unit(
        province=programme.province,
        code="42-kkt",
        kind=UnitKind.AGENCY,
        content=CONTENT,
        valid_from=date(2026, 1, 1),
        by=reviewer,
    )
    unit.refresh_from_db()
    assert (unit.name, unit.folded_name, unit.wants_sign_off) == (
        CONTENT.name,
        "ban quan ly khu kinh te",
        True,
    )
    event = Event.objects.get(verb="unit.created")
    assert (event.actor, event.after["province"]) == (reviewer, "42")


@pytest.mark.parametrize(
    ("code", "kind", "field"),
    [
        ("436", UnitKind.CITY, "code"),
        ("38-vpubnd", UnitKind.AGENCY, "code"),
        ("38-moi", UnitKind.AGENCY, "code"),
        ("mới", UnitKind.AGENCY, "code"),
        ("43", UnitKind.PROVINCE, "kind"),
    ],
)
def test_what_cannot_be_added(programme, reviewer, code, kind, field):
    count = Unit.objects.count()
    with pytest.raises(UnitError) as caught:
        add_unit(
            province=programme.province,
            code=code,
            kind=kind,
            content=CONTENT,
            valid_from=None,
            by=reviewer,
        )
    assert (caught.value.field, Unit.objects.count()) == (field, count)


def test_a_correction_says_what_it_changed(programme, units, reviewer):
    unit = changed(units["42-sxd"], reviewer, name="Sở Xây dựng mới")
    unit.refresh_from_db()
    assert unit.folded_name == "so xay dung moi"
    event = Event.objects.get(verb="unit.changed")
    assert (event.before["name"], event.after["name"]) == ("Sở Xây dựng", "Sở Xây dựng mới")


def test_no_change_is_no_deed(programme, units, reviewer):
    changed(units["42-sxd"], reviewer)
    assert not Event.objects.filter(verb="unit.changed").exists()


@pytest.mark.parametrize("wrong", [{"name": " "}, {"population": -1}])
def test_a_correction_that_cannot_be(programme, units, reviewer, wrong):
    with pytest.raises(UnitError):
        changed(units["42-sxd"], reviewer, **wrong)


def test_a_lost_race_stores_nothing(programme, units, reviewer):
    unit = units["42-sxd"]
    Unit.objects.filter(pk=unit.pk).update(note="trước")
    with pytest.raises(ChangedMeanwhileError):
        changed(unit, reviewer, name="Sau")
    assert Unit.objects.get(pk=unit.pk).name == "Sở Xây dựng"


@pytest.mark.parametrize("who", ["reporter", "head", "reader", "stranger"])
def test_others_change_nothing(programme, units, request, who):
    with pytest.raises(NotAllowedError):
        changed(units["42-sxd"], request.getfixturevalue(who), name="Sau")
