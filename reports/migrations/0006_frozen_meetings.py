"""The database itself refuses to change or delete a frozen meeting, on SQLite and PostgreSQL.

A later migration that rebuilds the table on SQLite must create the triggers again.
"""

from django.db import migrations

SQLITE = [
    """
    CREATE TRIGGER reports_snapshot_no_update BEFORE UPDATE ON reports_snapshot
    BEGIN SELECT RAISE(ABORT, 'a frozen meeting is never changed'); END
    """,
    """
    CREATE TRIGGER reports_snapshot_no_delete BEFORE DELETE ON reports_snapshot
    BEGIN SELECT RAISE(ABORT, 'a frozen meeting is never changed'); END
    """,
]
POSTGRESQL = [
    """
    CREATE FUNCTION reports_snapshot_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        RAISE EXCEPTION 'a frozen meeting is never changed' USING ERRCODE = 'restrict_violation';
    END $$
    """,
    """
    CREATE TRIGGER reports_snapshot_no_change BEFORE UPDATE OR DELETE ON reports_snapshot
    FOR EACH ROW EXECUTE FUNCTION reports_snapshot_refuse()
    """,
    """
    CREATE TRIGGER reports_snapshot_no_truncate BEFORE TRUNCATE ON reports_snapshot
    FOR EACH STATEMENT EXECUTE FUNCTION reports_snapshot_refuse()
    """,
]
SQLITE_UNDONE = [
    "DROP TRIGGER reports_snapshot_no_update",
    "DROP TRIGGER reports_snapshot_no_delete",
]
POSTGRESQL_UNDONE = [
    "DROP TRIGGER reports_snapshot_no_change ON reports_snapshot",
    "DROP TRIGGER reports_snapshot_no_truncate ON reports_snapshot",
    "DROP FUNCTION reports_snapshot_refuse()",
]


def protect(apps, schema_editor):
    """Create the triggers of this database."""
    for statement in SQLITE if schema_editor.connection.vendor == "sqlite" else POSTGRESQL:
        schema_editor.execute(statement)


def unprotect(apps, schema_editor):
    """Drop them again."""
    is_sqlite = schema_editor.connection.vendor == "sqlite"
    for statement in SQLITE_UNDONE if is_sqlite else POSTGRESQL_UNDONE:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("reports", "0005_exchange")]
    operations = [migrations.RunPython(protect, unprotect)]
