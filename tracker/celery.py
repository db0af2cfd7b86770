"""The Celery application; tasks are found in each app's tasks.py."""

import os

from celery import Celery
from kombu.transport import TRANSPORT_ALIASES

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tracker.settings")
TRANSPORT_ALIASES["filesystem"] = "tracker.common.folder_broker:Transport"

app = Celery("tracker")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
app.steps["worker"].add("tracker.common.embedded_beat:BeatWatch")
