"""What belongs to no programme is found by its province, and a programme's entries in order."""

from importlib import import_module

from django.conf import settings
from django.db import migrations, models
from django.db.models.fields.json import KT
from django.db.models.functions import Coalesce

append_only = import_module("tracker.audit.migrations.0002_append_only")


def fill(apps, schema_editor):
    """As the entries told it themselves."""
    model = apps.get_model("audit", "Event")
    events = model.objects.using(schema_editor.connection.alias).filter(programme_code="")
    events.update(province_code=Coalesce(KT("after__province"), KT("before__province")))


class Migration(migrations.Migration):
    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("audit", "0003_data_changes"),
    ]
    operations = [
        # SQLite makes the table anew for a changed column, without its triggers.
        migrations.RunPython(append_only.unprotect, append_only.protect),
        migrations.AddField(
            "event", "province_code", models.CharField(max_length=10, null=True)
        ),
        migrations.AlterField(
            "event", "programme_code", models.CharField(blank=True, max_length=80)
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.AddIndex(
            "event",
            models.Index(fields=["programme_code", "happened_at"], name="event_programme"),
        ),
        migrations.AddIndex(
            "event", models.Index(fields=["province_code", "happened_at"], name="event_province")
        ),
        migrations.AddIndex(
            "event",
            models.Index(
                fields=["programme_code", "verb", "actor", "happened_at"], name="event_deeds"
            ),
        ),
        migrations.RunPython(append_only.protect, append_only.unprotect),
    ]
