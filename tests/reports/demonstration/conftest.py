"""The demonstration is loaded once for all tests that only look at it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import time_machine
from django.db import transaction

from reports.demonstration.loading import load_demonstration
from tests.conftest import TODAY


@pytest.fixture(scope="package")
def stage(django_db_setup, django_db_blocker) -> Iterator[list[str]]:
    """Both programmes in a transaction that is never committed; what the loading told."""
    whole = transaction.atomic()
    noon = f"{TODAY.isoformat()}T12:00:00+07:00"
    with django_db_blocker.unblock(), time_machine.travel(noon, tick=False):
        whole.__enter__()
        told = list(load_demonstration())
    yield told
    with django_db_blocker.unblock():
        transaction.set_rollback(True)
        whole.__exit__(None, None, None)


@pytest.fixture
def loaded(stage, db) -> list[str]:
    """What a test does to it is undone after the test."""
    return list(stage)
