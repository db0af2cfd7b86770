"""One command that migrates, collects static files, starts a worker with beat and serves."""

from __future__ import annotations

import argparse
import contextlib
import gc
import multiprocessing
import os
import shlex
import signal
import socket
import sys
from collections.abc import Iterator
from types import FrameType
from typing import Any, NoReturn

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command, execute_from_command_line
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from tracker.common.worker import Worker

# Takes over what is imported already: another interpreter would need half a second for it.
_FORK = multiprocessing.get_context("fork")


class Command(BaseCommand):
    """Serve the product on this machine; Ctrl+C stops the server and the worker."""

    help = __doc__
    requires_system_checks = ()  # made below, while the database is migrated

    def add_arguments(self, parser: CommandParser) -> None:
        """Host, port and whether to prepare the demonstration first."""
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--demonstration", action=argparse.BooleanOptionalAction, default=False)

    def handle(self, *args: Any, **options: Any) -> None:
        """Prepare, then serve until told to stop."""
        for number in (signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, _stop)
        listener = _listener(options["host"], options["port"])
        with listener, contextlib.suppress(KeyboardInterrupt):
            self._prepare(demonstration=options["demonstration"])
            with Worker():
                self.stdout.write(f"http://{options['host']}:{options['port']}/  (Ctrl+C: stop)")
                self.stdout.flush()
                _serve(listener)

    def _prepare(self, *, demonstration: bool) -> None:
        """The database is migrated on the second core, beside all that needs no tables."""
        with _without_garbage_collection():
            migrating = _FORK.Process(target=_migrate, daemon=True)
            migrating.start()
            call_command("collectstatic", interactive=False, verbosity=0)
            self.check()  # imports every view, as the first page would
            migrating.join()
            if migrating.exitcode:
                raise CommandError(_("The database could not be brought to this version."))
            call_command("rebuild_observations", missing=True, stdout=self.stdout)
            if demonstration:
                call_command("load_demonstration", stdout=self.stdout)
            elif not get_user_model().objects.filter(is_administrator=True).exists():
                self.stdout.write(
                    _("Nobody administers the product yet. In another window: %(command)s")
                    % {"command": _same_place("createsuperuser")}
                )


def _same_place(command: str) -> str:
    """How another window runs a command on the same data, from whatever folder."""
    words = shlex.join([sys.executable, str(settings.BASE_DIR / "manage.py"), command])
    if "VAR_DIR" not in os.environ:
        return words
    return f"VAR_DIR={shlex.quote(str(settings.VAR_DIR.resolve()))} {words}"


def _migrate() -> None:
    """As on the command line, so that an error is told as there."""
    execute_from_command_line(["manage.py", "migrate", "--verbosity", "0", "--skip-checks"])


@contextlib.contextmanager
def _without_garbage_collection() -> Iterator[None]:
    """For a short burst that makes many objects and few cycles: a fifth of its time is saved."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def _listener(host: str, port: int) -> socket.socket:
    """The address, taken before anything is prepared for it."""
    try:
        family, kind, protocol, _name, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM
        )[0]
        listener = socket.socket(family, kind, protocol)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
    except OSError as error:
        raise CommandError(
            _("Cannot listen on %(host)s:%(port)d (%(reason)s). Choose another port: PORT=8001.")
            % {"host": host, "port": port, "reason": error.strerror}
        ) from error
    return listener


def _serve(listener: socket.socket) -> None:
    """Answer requests until a signal comes."""
    from waitress import serve  # noqa: PLC0415 - the other commands need no server

    from tracker.wsgi import application  # noqa: PLC0415

    serve(application, sockets=[listener], threads=8, ident=None)


def _stop(_number: int, _frame: FrameType | None) -> NoReturn:
    raise SystemExit(0)
