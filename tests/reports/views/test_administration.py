"""Quản trị: who may enter; units are added and corrected, roles given and ended."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils.translation import gettext as _

from assignments.memberships import join_unit
from assignments.models import Membership, Unit, UnitKind
from assignments.units_admin import content_mark
from tests.assignments.small_world import a_unit, follow
from tracker.accounts.models import User
from tracker.accounts.roles import Role
from tracker.audit.models import Event

PAGES = [
    ("administration", ()),
    ("successions", ()),
    ("unit_add", ()),
    ("administration_unit", ("42-sxd",)),
    ("reorganisation", ()),
    ("reorganisation_result", ("2025-07-01",)),
]
POSTS = [
    ("unit_add", ()),
    ("administration_unit", ("42-sxd",)),
    ("role_give", ("42-sxd",)),
    ("reorganisation", ()),
    ("reorganisation_apply", ()),
]


def at(name, *args):
    return reverse(name, args=["small", *args])


def said(answer):
    return [str(one) for one in answer.context["messages"]]


@pytest.fixture
def district(programme, units):
    follow(units["436"], units["18073"], on=date(2025, 7, 1))
    return units["436"]


@pytest.fixture
def office(client, reviewer, district):
    client.force_login(reviewer)
    return client


@pytest.fixture
def member(units):
    user = User.objects.create_user("binh", full_name="Anh Bình")
    return join_unit(user=user, unit=units["42-sxd"], role=Role.HEAD, by=None)


@pytest.mark.parametrize(("name", "args"), PAGES)
@pytest.mark.parametrize("who", ["reviewer", "administrator"])
def test_pages_open(client, district, request, who, name, args):
    client.force_login(request.getfixturevalue(who))
    assert client.get(at(name, *args)).status_code == 200


@pytest.mark.parametrize(("name", "args"), PAGES)
@pytest.mark.parametrize("who", ["reporter", "head", "reader", "stranger"])
def test_others_do_not_get_in(client, district, request, who, name, args):
    client.force_login(request.getfixturevalue(who))
    assert client.get(at(name, *args)).status_code == (404 if who == "stranger" else 403)


@pytest.mark.parametrize(("name", "args"), POSTS)
@pytest.mark.parametrize("who", ["reporter", "head", "reader", "stranger"])
def test_others_do_nothing(client, district, request, who, name, args):
    client.force_login(request.getfixturevalue(who))
    posted = {"name": "Khác", "username": who, "role": "reviewer"}
    answer = client.post(at(name, *args), posted)
    assert answer.status_code == (404 if who == "stranger" else 403)
    assert Unit.objects.get(code="42-sxd").name == "Sở Xây dựng"


def test_deeds_take_no_get(office, member):
    for name, args in (("role_give", ("42-sxd",)), ("role_end", (member.pk,))):
        assert office.get(at(name, *args)).status_code == 405
    assert office.get(at("reorganisation_apply")).status_code == 405
    for name in ("administration", "successions"):
        assert office.post(at(name)).status_code == 405


@pytest.mark.parametrize("name", ["administration_unit", "role_give"])
def test_a_unit_of_another_province_is_not_there(office, name):
    answer = office.post(at(name, "38-vpubnd"), {"name": "x"})
    assert answer.status_code == 404


@pytest.mark.parametrize(
    ("who", "shown"),
    [
        *(("reviewer", True), ("administrator", True), ("reporter", False)),
        *(("head", False), ("reader", False)),
    ],
)
def test_the_navigation_has_it_for_those_who_may(client, programme, request, who, shown):
    client.force_login(request.getfixturevalue(who))
    page = client.get(at("units")).content.decode()
    assert (at("administration") in page) == shown


def test_the_list_finds_what_has_ended(office):
    assert "Thành phố Hà Tĩnh" not in office.get(at("administration")).content.decode()
    found = office.get(at("administration"), {"q": "thanh pho"})
    assert [[line.code for line in group.lines] for group in found.context["groups"]] == [["436"]]


def test_a_unit_is_corrected(office, units):
    unit = units["42-sxd"]
    posted = {
        **{"name": "Sở Xây dựng Hà Tĩnh", "short_name": "Sở XD", "population": "12"},
        **{"wants_sign_off": "on", "note": "", "reason": "sửa tên", "mark": content_mark(unit)},
    }
    answer = office.post(at("administration_unit", unit.code), posted)
    unit.refresh_from_db()
    assert (answer.status_code, unit.name, unit.population) == (302, "Sở Xây dựng Hà Tĩnh", 12)
    assert (unit.wants_sign_off, unit.folded_name) == (True, "so xay dung ha tinh")
    assert Event.objects.get(verb="unit.changed").reason == "sửa tên"


def test_two_corrections_at_once(office, units):
    unit = units["42-sxd"]
    seen = content_mark(unit)
    Unit.objects.filter(pk=unit.pk).update(note="người khác")
    answer = office.post(at("administration_unit", unit.code), {"name": "Khác", "mark": seen})
    assert answer.status_code == 409
    assert said(answer) == [_("Somebody else has just changed this unit. Look at it again.")]
    assert Unit.objects.get(pk=unit.pk).name == "Sở Xây dựng"


@pytest.mark.parametrize("wrong", [{"name": ""}, {"population": "-1"}, {"population": "x"}])
def test_a_wrong_correction(office, units, wrong):
    posted = {"name": "Khác", "mark": content_mark(units["42-sxd"])} | wrong
    answer = office.post(at("administration_unit", "42-sxd"), posted)
    assert answer.status_code == 422
    assert "error-summary" in answer.content.decode()


def test_a_unit_is_added(office):
    posted = {"code": "42-bql", "kind": "agency", "name": "Ban Quản lý", "valid_from": "2026-01-01"}
    answer = office.post(at("unit_add"), posted, follow=True)
    unit = Unit.objects.get(code="42-bql")
    assert (unit.kind, unit.valid_from) == (UnitKind.AGENCY, date(2026, 1, 1))
    assert said(answer) == [_("%(unit)s is added.") % {"unit": "Ban Quản lý"}]
    assert Event.objects.get(verb="unit.created", subject_key="42-bql").after["province"] == "42"


@pytest.mark.parametrize(
    "wrong",
    [
        *({"code": "436"}, {"code": "38-vpubnd"}, {"code": "38-x"}, {"code": "a b"}, {"code": ""}),
        *({"name": ""}, {"kind": "province"}, {"kind": "x"}, {"valid_from": "hôm nay"}),
    ],
)
def test_a_unit_that_cannot_be_added(office, wrong):
    count = Unit.objects.count()
    posted = {"code": "42-bql", "kind": "agency", "name": "Ban Quản lý"} | wrong
    answer = office.post(at("unit_add"), posted)
    assert (answer.status_code, Unit.objects.count()) == (422, count)
    assert "error-summary" in answer.content.decode()


def test_a_role_is_given_and_ended(office, units):
    User.objects.create_user("lan", full_name="Chị Lan")
    posted = {"username": "Lan", "role": "reporter", "reason": "thay người"}
    office.post(at("role_give", "18073"), posted)
    membership = Membership.objects.get(user__username="lan")
    assert (membership.unit.code, membership.role) == ("18073", Role.REPORTER)
    answer = office.post(at("role_end", membership.pk), {"reason": "nghỉ"}, follow=True)
    assert len(said(answer)) == 2
    assert not Membership.objects.filter(user__username="lan").exists()
    made, ended = Event.objects.filter(subject_key="lan/18073").order_by("pk")
    assert (made.verb, ended.verb, ended.reason) == (
        "membership.made",
        "membership.ended",
        "nghỉ",
    )


@pytest.mark.parametrize(
    "wrong",
    [{"username": "nobody"}, {"username": ""}, {"role": "x"}, {"username": "binh", "role": "head"}],
)
def test_a_role_that_cannot_be_given(office, member, wrong):
    posted = {"username": "binh", "role": "reporter"} | wrong
    count = Membership.objects.count()
    answer = office.post(at("role_give", "42-sxd"), posted)
    assert (answer.status_code, Membership.objects.count()) == (422, count)
    assert "error-summary" in answer.content.decode()


@pytest.mark.parametrize(
    ("unit", "role"), [("42-vptu", "reader"), ("42-vptu", "reporter"), ("42-sxd", "reviewer")]
)
def test_the_office_makes_no_colleagues(office, member, unit, role):
    answer = office.post(at("role_give", unit), {"username": "binh", "role": role})
    assert answer.status_code == 403
    assert Membership.objects.filter(user=member.user).count() == 1


def test_the_office_removes_no_colleagues(office, reviewer, reader):
    for user in (reviewer, reader):
        membership = user.memberships.get()
        assert office.post(at("role_end", membership.pk)).status_code == 403
    assert "role_form" in office.get(at("administration_unit", "42-vptu")).context
    assert not office.get(at("administration_unit", "42-vptu")).context["may_give"]


def test_administrators_do(client, administrator, member, district):
    client.force_login(administrator)
    client.post(at("role_give", "42-vptu"), {"username": "binh", "role": "reviewer"})
    assert Membership.objects.filter(user=member.user, role=Role.REVIEWER).exists()


def test_a_role_of_another_province_is_not_there(office, stranger):
    membership = stranger.memberships.get()
    assert office.post(at("role_end", membership.pk)).status_code == 404


def test_ended_twice(office, member):
    office.post(at("role_end", member.pk))
    assert office.post(at("role_end", member.pk)).status_code == 404


def test_successions_are_found_by_name(office):
    lines = office.get(at("successions"), {"q": "thành sen"}).context["lines"]
    assert [(line.old.code, line.new.code, line.day) for line in lines] == [
        ("436", "18073", "01/07/2025")
    ]
    assert office.get(at("successions"), {"q": "xyz"}).context["lines"] == []


@pytest.mark.parametrize("day", ["2024-01-01", "hom-nay"])
def test_a_day_on_which_nothing_happened(office, day):
    assert office.get(at("reorganisation_result", day)).status_code == 404


@pytest.mark.parametrize("name", ["administration", "successions"])
def test_queries_do_not_grow(office, units, name, django_assert_max_num_queries):
    for number in range(15):
        old, new = (a_unit(f"{start}{number:02}") for start in ("500", "600"))
        follow(old, new)
        user = User.objects.create_user(f"p{number}", full_name="P")
        join_unit(user=user, unit=new, role=Role.REPORTER, by=None)
    with django_assert_max_num_queries(16):
        office.get(at(name))


def test_queries_of_a_unit(office, units, django_assert_max_num_queries):
    for number in range(15):
        user = User.objects.create_user(f"p{number}", full_name="P")
        join_unit(user=user, unit=units["18073"], role=Role.REPORTER, by=None)
    with django_assert_max_num_queries(20):
        office.get(at("administration_unit", "18073"))
