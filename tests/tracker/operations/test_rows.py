"""The tables of a second database, made beside the one of the pages."""

from __future__ import annotations

from django.db import connections
from django.db.migrations.recorder import MigrationRecorder

from tracker.operations.databases import connected
from tracker.operations.rows import bring_to


def test_migrations_speak_to_the_database_that_they_migrate_alone(tmp_path, django_db_blocker):
    """One that wrote to the pages' database would wait for its own lock there, for ever."""

    def refuse(_execute, sql, *_others):
        raise AssertionError(sql)

    pages = connections["default"].execute_wrapper(refuse)
    with django_db_blocker.unblock(), connected(f"sqlite:///{tmp_path}/other.sqlite3") as other:
        with pages:
            bring_to(other, None)
        assert MigrationRecorder(other).applied_migrations()
