"""The background worker of the one command: a child process that is started again when it dies."""

from __future__ import annotations

import contextlib
import logging
import os
import shutil
import signal
import subprocess
import sys
import threading
from time import monotonic
from types import TracebackType

from celery import current_app
from django.conf import settings

_log = logging.getLogger(__name__)


class Worker:
    """The worker with its beat, as a child process that lives and ends with this one."""

    COMMAND = (
        *(sys.executable, "-m", "celery", "--quiet", "--app", "tracker.celery", "worker", "--beat"),
        *("--pool", "threads", "--concurrency", "2", "--loglevel", "WARNING"),
        *("--without-gossip", "--without-mingle"),
    )
    PATIENCE = 10
    """Seconds that running jobs have to finish."""
    LOOKS_EVERY = 0.5
    FIRST_PAUSE, LONGEST_PAUSE = 1, 60
    """Seconds before it is started again: twice as many each time it dies soon."""
    LIVES = 120
    """Seconds after which a worker counts as one that works."""

    def __init__(self) -> None:
        self._is_over = threading.Event()
        self._pause = self.FIRST_PAUSE

    def __enter__(self) -> Worker:
        self._start()
        self._watcher = threading.Thread(target=self._watch, name="worker-watcher", daemon=True)
        self._watcher.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._is_over.set()
        self._watcher.join()
        self.process.terminate()
        try:
            self.process.wait(timeout=self.PATIENCE)
        except subprocess.TimeoutExpired:
            self._kill_group()
            self.process.wait()
        # Beat is the worker's child; it is left over only where the worker was killed.
        self._kill_group()

    def _start(self) -> None:
        # A session of its own: Ctrl+C and a closed terminal reach only the server, which then
        # ends the whole group.
        self.process = subprocess.Popen(
            (*_ends_with_its_parent(), *self.COMMAND), cwd=settings.BASE_DIR, start_new_session=True
        )
        self._started = monotonic()
        # Otherwise the first sign of life comes with the first beat, half a minute later.
        with contextlib.suppress(Exception):  # a broker that is away is no reason to serve nothing
            current_app.send_task("reports.record_heartbeat", expires=60, retry=False)

    def _watch(self) -> None:
        """Start the worker again whenever it has died, until the server ends.

        The thread lives as long as the workers that it starts: to the kernel, a child's parent is
        gone when the thread that started it ends.
        """
        while not self._is_over.wait(self.LOOKS_EVERY):
            code = self.process.poll()
            if code is None:
                continue
            self._kill_group()  # a beat that was left over would send everything twice
            pause = self._next_pause()
            _log.error(
                "The background worker has ended (%s); it is started again in %d s.",
                _reason(code),
                pause,
            )
            if self._is_over.wait(pause):
                return
            self._start()

    def _next_pause(self) -> int:
        if monotonic() - self._started >= self.LIVES:
            self._pause = self.FIRST_PAUSE
        pause, self._pause = self._pause, min(2 * self._pause, self.LONGEST_PAUSE)
        return pause

    def _kill_group(self) -> None:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)


def _reason(code: int) -> str:
    return f"exit code {code}" if code >= 0 else signal.Signals(-code).name


def _ends_with_its_parent() -> tuple[str, ...]:
    """A prefix that makes the kernel stop a command when its parent is gone, even by SIGKILL."""
    program = shutil.which("setpriv") if sys.platform == "linux" else None
    return (program, "--pdeathsig", "TERM", "--") if program else ()
