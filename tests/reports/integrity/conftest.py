"""A world with approved reports, and a way to break it that is undone when it was looked at."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from django.db import connection, transaction
from django.db.models.query import QuerySet

from reports.models import Report
from reports.reporting import submit
from reports.reviewing import approve_report
from tests.reports.workflow.steps import World, filled


@pytest.fixture
def approved(world: World) -> Report:
    """The department's whole report of the fourth quarter."""
    report = submit(report=filled(world), by=world["reporter"])
    return approve_report(report=report, by=world["reviewer"])


@pytest.fixture
def broken() -> Callable[..., object]:
    """`with broken(rows, field=value):` as somebody at the database would; SQL is taken too."""

    @contextmanager
    def breaking(*deeds: QuerySet | str, **changes: object) -> Iterator[None]:
        with transaction.atomic():
            if connection.vendor == "postgresql":
                with connection.cursor() as cursor:
                    cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
                    cursor.execute("SET CONSTRAINTS ALL DEFERRED")
            for deed in deeds:
                if isinstance(deed, str):
                    with connection.cursor() as cursor:
                        cursor.execute(deed)
                else:
                    assert deed.update(**changes)
            yield
            transaction.set_rollback(True)

    return breaking
