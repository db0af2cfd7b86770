"""Who may give and end roles, in which units, and that every deed is in the ledger."""

import pytest

from assignments.memberships import (
    MembershipError,
    end_membership,
    give_role,
    join_unit,
    roles_to_give,
)
from assignments.models import Assignment, Membership, Part
from assignments.units_admin import ChangedMeanwhileError
from tests.conftest import TODAY
from tracker.accounts.models import User
from tracker.accounts.roles import Role
from tracker.audit.models import Event
from tracker.common.errors import NotAllowedError


@pytest.fixture
def lan(programme):
    return User.objects.create_user("lan", full_name="Chị Lan")


def test_giving_and_ending(units, lan, reviewer):
    membership = give_role(user=lan, unit=units["18073"], role=Role.HEAD, by=reviewer, reason="QĐ")
    end_membership(membership=membership, by=reviewer, reason="nghỉ hưu")
    assert not lan.memberships.exists()
    made, ended = Event.objects.filter(subject_key="lan/18073").order_by("pk")
    content = {"role": "head", "unit": "18073", "province": "42"}
    assert (made.verb, made.after, made.reason) == ("membership.made", content, "QĐ")
    assert (ended.verb, ended.before, ended.after) == ("membership.ended", content, None)


@pytest.mark.parametrize(
    ("who", "unit", "roles"),
    [
        ("reviewer", "42-sxd", {Role.REPORTER, Role.HEAD, Role.READER}),
        ("reviewer", "42-vptu", set()),
        ("reviewer", "38-vpubnd", set()),
        ("administrator", "42-vptu", set(Role)),
        ("administrator", "42-sxd", set(Role)),
        ("reporter", "42-sxd", set()),
        ("head", "42-sxd", set()),
        ("reader", "42-sxd", set()),
        ("stranger", "42-sxd", set()),
    ],
)
def test_the_roles_somebody_may_give(units, lan, request, who, unit, roles):
    """All that may be given can be; all others are refused."""
    by = request.getfixturevalue(who)
    assert set(roles_to_give(by, units[unit])) == roles
    for role in Role:
        if role in roles:
            give_role(user=lan, unit=units[unit], role=role, by=by)
        else:
            with pytest.raises(NotAllowedError):
                give_role(user=lan, unit=units[unit], role=role, by=by)
    assert lan.memberships.count() == len(roles)


@pytest.mark.parametrize("since", [None, "later"])
def test_a_unit_that_will_review_is_closed_to_the_office_too(units, programme, reviewer, since):
    Assignment.objects.filter(part=Part.MONITOR).update(valid_to=TODAY.replace(year=2027))
    Assignment.objects.create(
        programme=programme,
        unit=units["42-sxd"],
        part=Part.MONITOR,
        valid_from=TODAY.replace(year=2027) if since else None,
    )
    assert roles_to_give(reviewer, units["42-sxd"]) == []
    assert roles_to_give(reviewer, units["42-vptu"]) == []


def test_the_office_ends_no_role_of_its_own(reviewer, reader, programme):
    for user in (reviewer, reader):
        with pytest.raises(NotAllowedError):
            end_membership(membership=user.memberships.get(), by=reviewer)


def test_the_office_ends_no_reviewer_anywhere(units, lan, reviewer):
    membership = join_unit(user=lan, unit=units["42-sxd"], role=Role.REVIEWER, by=None)
    with pytest.raises(NotAllowedError):
        end_membership(membership=membership, by=reviewer)


def test_nobody_gives_a_role_to_themselves(units, programme, reviewer, administrator):
    with pytest.raises(NotAllowedError):
        give_role(user=reviewer, unit=units["42-sxd"], role=Role.HEAD, by=reviewer)
    give_role(user=administrator, unit=units["42-sxd"], role=Role.READER, by=administrator)


def test_what_is_held_already_is_a_sentence(units, lan, reviewer):
    give_role(user=lan, unit=units["18073"], role=Role.HEAD, by=reviewer)
    with pytest.raises(MembershipError):
        give_role(user=lan, unit=units["18073"], role=Role.HEAD, by=reviewer)
    assert Membership.objects.filter(user=lan).count() == 1


def test_an_account_that_cannot_sign_in(units, lan, reviewer):
    lan.is_active = False
    lan.save()
    with pytest.raises(MembershipError):
        give_role(user=lan, unit=units["18073"], role=Role.HEAD, by=reviewer)


def test_ended_twice_is_a_sentence(units, lan, reviewer):
    membership = give_role(user=lan, unit=units["18073"], role=Role.HEAD, by=reviewer)
    same = Membership.objects.select_related("user", "unit").get(pk=membership.pk)
    end_membership(membership=membership, by=reviewer)
    with pytest.raises(ChangedMeanwhileError):
        end_membership(membership=same, by=reviewer)
    assert Event.objects.filter(verb="membership.ended").count() == 1
