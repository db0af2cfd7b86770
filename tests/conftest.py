"""The cast: people, two provinces in small, and one small programme that every test may use."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
import time_machine
from django.conf import settings
from django.core.cache import caches
from django.utils import translation
from hypothesis import settings as hypothesis

from assignments.models import Unit
from indicators.models import Programme, Province
from tests.cast import STEPS, UNITS
from tests.scenes import Scene
from tracker.accounts.models import User

hypothesis.register_profile("untimed", deadline=None)  # a loaded machine is no counterexample
hypothesis.load_profile("untimed")
pytest_plugins = ["tests.services.plugin", "tests.contests"]

TODAY = date(2026, 11, 20)


@pytest.fixture(autouse=True)
def nothing_kept():
    """Tests share a process, and some change rows behind the ledger's back."""
    for name in settings.CACHES:
        caches[name].clear()


@pytest.fixture(autouse=True)
def frozen_today():
    """Every test runs at noon of the same day."""
    with _noon():
        yield TODAY


def _noon() -> time_machine.travel:
    return time_machine.travel("2026-11-20T12:00:00+07:00", tick=False)


@pytest.fixture(scope="session")
def scene(django_db_setup, django_db_blocker) -> Scene:
    """The cast and their programmes, made once by the product's verbs."""
    with django_db_blocker.unblock(), _noon(), translation.override(settings.LANGUAGE_CODE):
        return Scene.made(STEPS)


@pytest.fixture
def provinces(db, scene) -> dict[str, Province]:
    scene.put("provinces")
    scene.keep_keys_free()
    return {province.code: province for province in Province.objects.order_by("pk")}


@pytest.fixture
def units(provinces, scene) -> dict[str, Unit]:
    """A province with an office, a department, three districts and two communes; another office."""
    scene.put("units")
    found = {unit.code: unit for unit in Unit.objects.order_by("pk")}
    for code, province, *_content in UNITS:
        found[code].province = provinces[province]
    return found


@pytest.fixture
def programme(units, scene) -> Programme:
    """The small programme: one indicator of each kind."""
    scene.put("programme")
    return Programme.objects.get(code="small")


@pytest.fixture
def reporter(units, scene) -> User:
    return _person(scene, "reporter")


@pytest.fixture
def head(units, scene) -> User:
    return _person(scene, "head")


@pytest.fixture
def reviewer(units, scene) -> User:
    return _person(scene, "reviewer")


@pytest.fixture
def reader(units, scene) -> User:
    return _person(scene, "reader")


@pytest.fixture
def stranger(units, scene) -> User:
    """A reviewer of the other province."""
    return _person(scene, "stranger")


@pytest.fixture
def administrator(db, scene) -> User:
    return _person(scene, "administrator")


def _person(scene: Scene, name: str) -> User:
    scene.put(name)
    return User.objects.get(username=name)


def decimal(text: str) -> Decimal:
    return Decimal(text)
