"""One command that migrates, collects static files, starts a worker with beat and serves."""

from __future__ import annotations

import argparse
import subprocess
import sys
from types import TracebackType
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser


class Worker:
    """The background worker with its beat, as a child process that ends with this one."""

    COMMAND = (
        *(sys.executable, "-m", "celery", "--app", "tracker.celery", "worker", "--beat"),
        *("--pool", "threads", "--concurrency", "2", "--loglevel", "WARNING"),
        *("--without-gossip", "--without-mingle"),
    )

    def __enter__(self) -> Worker:
        self.process = subprocess.Popen(self.COMMAND, cwd=settings.BASE_DIR)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.process.terminate()
        try:
            self.process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            self.process.kill()


class Command(BaseCommand):
    """Serve the product on this machine; Ctrl+C stops the server and the worker."""

    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        """Host, port and whether to prepare the demonstration first."""
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--demonstration", action=argparse.BooleanOptionalAction, default=False)

    def handle(self, *args: Any, **options: Any) -> None:
        """Prepare, then serve until told to stop."""
        from waitress import serve  # noqa: PLC0415

        from tracker.wsgi import application  # noqa: PLC0415

        call_command("migrate", verbosity=0)
        call_command("collectstatic", interactive=False, verbosity=0)
        if options["demonstration"]:
            call_command("load_demonstration", stdout=self.stdout)
        with Worker():
            self.stdout.write(f"http://{options['host']}:{options['port']}/  (Ctrl+C: stop)")
            serve(application, host=options["host"], port=options["port"], threads=8, ident=None)
