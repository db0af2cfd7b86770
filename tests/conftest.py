"""The cast: people, two provinces in small, and one small programme that every test may use."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
import time_machine
from hypothesis import settings as hypothesis

from assignments.actions import join_unit
from assignments.models import Unit, UnitKind
from assignments.programme.loading import load_programme
from indicators.models import Programme, Province
from indicators.programme_file import parse_programme
from tests.programmes import SMALL
from tracker.accounts.models import User
from tracker.accounts.roles import Role
from tracker.common.folding import fold

hypothesis.register_profile("untimed", deadline=None)  # a loaded machine is no counterexample
hypothesis.load_profile("untimed")
pytest_plugins = ["tests.services.plugin", "tests.contests"]

TODAY = date(2026, 11, 20)


@pytest.fixture(autouse=True)
def frozen_today():
    """Every test runs at noon of the same day."""
    with time_machine.travel("2026-11-20T12:00:00+07:00", tick=False):
        yield TODAY


@pytest.fixture
def provinces(db) -> dict[str, Province]:
    rows = [("42", "Hà Tĩnh"), ("38", "Thanh Hóa")]
    return {
        code: Province.objects.create(code=code, name=f"Tỉnh {name}", short_name=name)
        for code, name in rows
    }


@pytest.fixture
def units(provinces) -> dict[str, Unit]:
    """A province with an office, a department, three districts and two communes; another office."""
    ended = date(2025, 7, 1)
    rows = [
        ("42", "42", "Tỉnh Hà Tĩnh", UnitKind.PROVINCE, None, None),
        ("42-vptu", "42", "Văn phòng Tỉnh ủy", UnitKind.PARTY_BODY, None, None),
        ("42-sxd", "42", "Sở Xây dựng", UnitKind.DEPARTMENT, None, None),
        ("436", "42", "Thành phố Hà Tĩnh", UnitKind.CITY, None, ended),
        ("447", "42", "Huyện Kỳ Anh", UnitKind.DISTRICT, None, ended),
        ("448", "42", "Huyện Lộc Hà", UnitKind.DISTRICT, None, date(2025, 1, 1)),
        ("18073", "42", "Phường Thành Sen", UnitKind.WARD, ended, None),
        ("18754", "42", "Phường Sông Trí", UnitKind.WARD, ended, None),
        ("38", "38", "Tỉnh Thanh Hóa", UnitKind.PROVINCE, None, None),
        ("38-vpubnd", "38", "Văn phòng UBND tỉnh", UnitKind.AGENCY, None, None),
    ]
    return {
        code: Unit.objects.create(
            code=code,
            province=provinces[province],
            name=name,
            folded_name=fold(name),
            kind=kind,
            valid_from=since,
            valid_to=until,
        )
        for code, province, name, kind, since, until in rows
    }


@pytest.fixture
def programme(units) -> Programme:
    """The small programme: one indicator of each kind."""
    load_programme(parse_programme(SMALL, "small.yaml"), by=None)
    return Programme.objects.get(code="small")


def _person(name: str, unit: Unit | None, role: Role | None, **options) -> User:
    user = User.objects.create_user(name, "secret-2026-pass", full_name=name.title(), **options)
    if unit is not None and role is not None:
        join_unit(user=user, unit=unit, role=role, by=None)
    return user


@pytest.fixture
def reporter(units) -> User:
    return _person("reporter", units["42-sxd"], Role.REPORTER)


@pytest.fixture
def head(units) -> User:
    return _person("head", units["42-sxd"], Role.HEAD)


@pytest.fixture
def reviewer(units) -> User:
    return _person("reviewer", units["42-vptu"], Role.REVIEWER)


@pytest.fixture
def reader(units) -> User:
    return _person("reader", units["42-vptu"], Role.READER)


@pytest.fixture
def stranger(units) -> User:
    """A reviewer of the other province."""
    return _person("stranger", units["38-vpubnd"], Role.REVIEWER)


@pytest.fixture
def administrator(db) -> User:
    return _person("administrator", None, None, is_administrator=True)


def decimal(text: str) -> Decimal:
    return Decimal(text)
