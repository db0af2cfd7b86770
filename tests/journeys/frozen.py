"""The demonstration served at nine o'clock of one day: `python -m tests.journeys.frozen PORT`."""

from __future__ import annotations

import os
import sys
from datetime import timedelta

import time_machine

MORNING = "2026-11-20T09:00:00+07:00"


def main(port: int) -> None:
    """Serve until told to stop; without a worker, so that nothing changes by itself."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tracker.settings")
    with time_machine.travel(MORNING, tick=True):
        import django
        from django.core.management import call_command

        django.setup()
        call_command("migrate", verbosity=0)
        call_command("collectstatic", interactive=False, verbosity=0)
        call_command("load_demonstration")
        _say_that_a_worker_is_there()
        _serve(port)


def _say_that_a_worker_is_there() -> None:
    """No page of a manual complains that nobody does the background work."""
    from reports.models import WorkerHeartbeat
    from tracker.common.timestamps import now

    beat = {"beat_at": now() + timedelta(days=1)}
    WorkerHeartbeat.objects.update_or_create(name="worker", defaults=beat)


def _serve(port: int) -> None:
    from waitress import serve

    from tracker.wsgi import application

    serve(application, host="127.0.0.1", port=port, threads=4, ident=None)


if __name__ == "__main__":
    main(int(sys.argv[1]))
