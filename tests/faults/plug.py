"""What these tests change in the product's processes, as an application that include.py installs:
quicker beats, and works that can be held."""

from __future__ import annotations

from datetime import time, timedelta

from django.apps import AppConfig

from tests.faults import works

SILENT_AFTER, BEATS_EVERY, TOLD_AGAIN_AFTER = 2.0, 0.4, 0.0


class Plug(AppConfig):
    """Changes the modules before anything runs."""

    name = "tests.faults.plug"
    label = "faults_plug"

    def ready(self) -> None:
        """Short times, jobs of the day at any hour, two works of our own, every work held."""
        from reports.jobs import kinds, running, tending
        from reports.models import JobKind

        running.BEAT_SECONDS = BEATS_EVERY
        tending.SILENT_AFTER = timedelta(seconds=SILENT_AFTER)
        tending.DAILY = dict.fromkeys(tending.DAILY, time.min)
        tending._WOKEN_AGAIN_AFTER = timedelta(seconds=TOLD_AGAIN_AFTER)
        own = {JobKind.FORMS_OUT: works.export, JobKind.REPORTS_IN: works.bring}
        for kind, work in (dict(kinds.WORK) | own).items():
            kinds.WORK[kind] = works.held(kind.value, work)
