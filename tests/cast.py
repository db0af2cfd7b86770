"""The steps of the scene that most tests begin with: provinces, units, people, a programme, a year.

The fixtures of tests/conftest.py and tests/reports/conftest.py put them; tests/scenes.py says how.
"""

from __future__ import annotations

from datetime import date
from functools import partial

from assignments.actions import join_unit
from assignments.models import Unit, UnitKind
from assignments.programme.loading import load_programme
from indicators.models import Programme, Province
from indicators.programme_file import parse_programme
from reports.calendar import open_year
from tests.programmes import SMALL
from tests.reports.task_cast import three_tasks
from tracker.accounts.models import User
from tracker.accounts.roles import Role
from tracker.common.folding import fold

LED = SMALL.replace("  lead: 42-sxd\n", "").replace(
    "  collection: province\n", "  collection: province\n  lead: 42-sxd\n"
)
"""The small programme; the department leads everything that is reported for the province."""

PROVINCES = [("42", "Hà Tĩnh"), ("38", "Thanh Hóa")]
_ENDED = date(2025, 7, 1)
UNITS = [
    ("42", "42", "Tỉnh Hà Tĩnh", UnitKind.PROVINCE, None, None),
    ("42-vptu", "42", "Văn phòng Tỉnh ủy", UnitKind.PARTY_BODY, None, None),
    ("42-sxd", "42", "Sở Xây dựng", UnitKind.DEPARTMENT, None, None),
    ("436", "42", "Thành phố Hà Tĩnh", UnitKind.CITY, None, _ENDED),
    ("447", "42", "Huyện Kỳ Anh", UnitKind.DISTRICT, None, _ENDED),
    ("448", "42", "Huyện Lộc Hà", UnitKind.DISTRICT, None, date(2025, 1, 1)),
    ("18073", "42", "Phường Thành Sen", UnitKind.WARD, _ENDED, None),
    ("18754", "42", "Phường Sông Trí", UnitKind.WARD, _ENDED, None),
    ("38", "38", "Tỉnh Thanh Hóa", UnitKind.PROVINCE, None, None),
    ("38-vpubnd", "38", "Văn phòng UBND tỉnh", UnitKind.AGENCY, None, None),
]
"""Code, province, name, kind, first day, day of the end."""
CAST = {
    "reporter": ("42-sxd", Role.REPORTER),
    "head": ("42-sxd", Role.HEAD),
    "reviewer": ("42-vptu", Role.REVIEWER),
    "reader": ("42-vptu", Role.READER),
    "stranger": ("38-vpubnd", Role.REVIEWER),
}
JOINING = [
    ("reporter", "18073", Role.REPORTER),
    ("head", "18073", Role.HEAD),
    ("colleague", "42-sxd", Role.REPORTER),
    ("colleague", "18073", Role.REPORTER),
    ("second_reviewer", "42-vptu", Role.REVIEWER),
    ("double", "18073", Role.REPORTER),
    ("double", "42-sxd", Role.HEAD),
    ("double", "42-vptu", Role.REVIEWER),
]
"""Who belongs to which unit in the world besides the cast."""


def provinces() -> None:
    for code, name in PROVINCES:
        Province.objects.create(code=code, name=f"Tỉnh {name}", short_name=name)


def units() -> None:
    known = {province.code: province for province in Province.objects.all()}
    for code, province, name, kind, since, until in UNITS:
        Unit.objects.create(
            code=code,
            province=known[province],
            name=name,
            folded_name=fold(name),
            kind=kind,
            valid_from=since,
            valid_to=until,
        )


def programme() -> None:
    load_programme(parse_programme(SMALL, "small.yaml"), by=None)


def person(name: str) -> None:
    """One of the cast; who is not in it is the administrator."""
    is_administrator = name not in CAST
    user = User.objects.create_user(
        name, "secret-2026-pass", full_name=name.title(), is_administrator=is_administrator
    )
    if not is_administrator:
        code, role = CAST[name]
        join_unit(user=user, unit=Unit.objects.get(code=code), role=role, by=None)


def world() -> None:
    load_programme(parse_programme(LED, "led.yaml"), by=None)
    open_year(programme=Programme.objects.get(code="small"), year=2026, by=None)
    for name, code, role in JOINING:
        user = User.objects.filter(username=name).first()
        user = user or User.objects.create_user(name, full_name=name.title())
        join_unit(user=user, unit=Unit.objects.get(code=code), role=role, by=None)


def tasks() -> None:
    by_code = {unit.code: unit for unit in Unit.objects.all()}
    three_tasks(Programme.objects.get(code="small"), by_code)


STEPS = {
    "provinces": provinces,
    "units": units,
    "programme": programme,
    **{name: partial(person, name) for name in (*CAST, "administrator")},
    "world": world,
    "world_with_tasks": tasks,
}
"""In an order in which each finds what it builds on; `programme` needs nobody."""
