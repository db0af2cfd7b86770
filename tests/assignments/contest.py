"""`python -m tests.assignments.contest NAME`: several administrators at the same moment, for real.

In a process of its own, like tests/reports/workflow/contest.py.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from datetime import date
from typing import Any

import django

PEOPLE = 4


def main(name: str) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tracker.settings")
    os.environ.setdefault("LOG_LEVEL", "WARNING")
    django.setup()
    print(json.dumps(globals()[name](), ensure_ascii=False, default=str))


def reorganisations() -> dict[str, Any]:
    """Four people apply the plan they have seen: the same district, each into its own commune."""
    from assignments.models import Assignment, Succession, Unit
    from tests.reports.workflow.contest import together

    told = together([_deed(by, f"9000{n}") for n, by in enumerate(_people())])
    ended = Unit.objects.filter(code="436", valid_to=date(2027, 1, 1))
    open_here = Assignment.objects.standing().filter(unit__code="436", closed_on=None)
    return {
        "told": told,
        "units": Unit.objects.filter(code__startswith="9000").count(),
        "successions": Succession.objects.filter(happened_on=date(2027, 1, 1)).count(),
        "ended": ended.count(),
        "left_behind": open_here.count(),
    }


def roles() -> dict[str, Any]:
    """Four people give the same role to the same person."""
    from assignments.memberships import give_role
    from assignments.models import Membership, Unit
    from tests.reports.workflow.contest import together
    from tracker.accounts.models import User
    from tracker.accounts.roles import Role

    people = _people()
    lan = User.objects.create_user("lan", full_name="Lan")
    unit = Unit.objects.select_related("province").get(code="436")

    def give(by: User) -> Callable[[], object]:
        return lambda: give_role(user=lan, unit=unit, role=Role.HEAD, by=by)

    told = together([give(by) for by in people])
    return {"told": told, "held": Membership.objects.filter(user=lan).count()}


def _people() -> list[Any]:
    """A province with one district that leads its own part of everything, and administrators."""
    from django.core.management import call_command

    from assignments.actions import load_units
    from assignments.programme.loading import load_programme
    from assignments.units_file import parse_units
    from indicators.programme_file import parse_programme
    from tests.programmes import SMALL
    from tracker.accounts.models import User

    call_command("migrate", verbosity=0)
    load_units(parse_units(UNITS, "units.yaml"), by=None)
    load_programme(parse_programme(SMALL, "small.yaml"), by=None)
    return [
        User.objects.create_user(f"a{n}", full_name=f"A{n}", is_administrator=True)
        for n in range(PEOPLE)
    ]


UNITS = """\
province: {code: "42", name: Tỉnh Hà Tĩnh, short_name: Hà Tĩnh, name_en: Ha Tinh}
units:
  - {code: "42", name: Tỉnh Hà Tĩnh, kind: province}
  - {code: "42-vptu", name: Văn phòng, kind: party_committee_body}
  - {code: "42-sxd", name: Sở Xây dựng, kind: department}
  - {code: "436", name: Thành phố Hà Tĩnh, kind: city}
"""


def _deed(by: Any, code: str) -> Callable[[], object]:
    """The plan is seen before anybody begins."""
    from assignments.reorganisation.applying import plan_reorganisation, reorganise
    from assignments.reorganisation.plan import Decisions
    from assignments.reorganisation.rows import Proposal, Row, SuccessionKind
    from indicators.models import Province

    row = Row("436", code, SuccessionKind.WHOLE, name=code, unit_kind="ward")
    province = Province.objects.get(code="42")
    proposal = Proposal(date(2027, 1, 1), "NQ", (row,))
    mark = plan_reorganisation(province=province, proposal=proposal, by=by).mark
    return lambda: reorganise(
        province=province, proposal=proposal, decisions=Decisions(), mark=mark, by=by
    )


if __name__ == "__main__":
    main(sys.argv[1])
