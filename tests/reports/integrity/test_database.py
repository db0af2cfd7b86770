"""The database's own checks, and the triggers that keep ledger and meetings."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, connection, transaction

from assignments.models import Membership
from reports.integrity import database
from reports.integrity.database import own_check, triggers


@pytest.fixture
def is_sqlite() -> bool:
    return connection.vendor == "sqlite"


def test_a_sound_one_finds_nothing(world):
    assert [*own_check(), *triggers()] == []


def test_a_row_that_breaks_a_rule(world, broken, is_sqlite):
    if is_sqlite:
        deeds = (
            "PRAGMA ignore_check_constraints=ON",
            "UPDATE reports_reportingperiod SET quarter = quarter + 8",
            "PRAGMA ignore_check_constraints=OFF",
        )
        wanted = "reports_reportingperiod"
    else:
        deeds = (
            "ALTER TABLE reports_workerheartbeat ADD CONSTRAINT unsure CHECK (id < 0) NOT VALID",
        )
        wanted = "unsure"
    with broken(*deeds):
        found = list(own_check())
    assert len(found) >= 1
    assert wanted in found[0]


def test_a_row_that_speaks_of_nobody(world, broken, is_sqlite):
    """SQLite finds it; PostgreSQL does not let anybody do it."""
    rows = Membership.objects.filter(user=world["head"])
    with broken(rows, user_id=999_999):
        if is_sqlite:
            assert any("assignments_membership" in one for one in own_check())
        else:
            with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def test_pages_that_postgresql_found_damaged(monkeypatch):
    answers = iter([[(3,)], []])
    monkeypatch.setattr(database, "_rows", lambda _query: next(answers))
    assert [("3" in one) for one in database._postgresql()] == [True]


@pytest.mark.parametrize("table", ["audit_event", "reports_snapshot"])
def test_a_trigger_that_is_gone(db, broken, is_sqlite, table):
    deeds = {f"{table}_no_delete": f"DROP TRIGGER {table}_no_delete"}
    if not is_sqlite:
        on = f"{table}_no_change ON {table}"
        off = f"ALTER TABLE {table} DISABLE TRIGGER {table}_no_change"
        deeds = {f"{table}_no_change": f"DROP TRIGGER {on}", f"{table}_no_chang": off}
    for name, deed in deeds.items():
        with broken(deed):
            found = list(triggers())
        assert [name in one for one in found] == [True]
