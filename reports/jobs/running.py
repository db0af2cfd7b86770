"""A worker runs a job: claims it, shows that it lives, and ends it once.

What a job writes stands in the same transaction as its end: whoever is killed before has written
nothing, whoever was taken for dead cannot write any more.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Mapping
from contextlib import suppress
from types import TracebackType
from typing import Any

from django.db import DatabaseError, InterfaceError, OperationalError, connection, transaction
from django.db.models import F, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import override

from indicators.models import Programme
from reports.models import Job, JobFile, JobState
from tracker.accounts.models import User
from tracker.common.errors import SentenceError
from tracker.common.timestamps import now

BEAT_SECONDS = 2.0
"""How often a job under way says that it lives and how far it is."""
_log = logging.getLogger(__name__)


class StoppedError(Exception):
    """The job was called off, or another worker has claimed it since."""


class Running:
    """A job under way, as its work sees it: what was asked for, and how to tell progress."""

    def __init__(self, job: Job) -> None:
        self.job = job
        self._steps = (0, 0)
        self._is_stopped = threading.Event()

    @property
    def by(self) -> User:
        """Who asked; a job of the schedule has nobody."""
        asked_by: User | None = self.job.asked_by
        if asked_by is None:
            raise RuntimeError("A job of the schedule acts for nobody.")
        return asked_by

    @property
    def programme(self) -> Programme:
        """The programme it is for."""
        if self.job.programme is None:
            raise RuntimeError("This job is for no programme.")
        return self.job.programme

    def progress(self, done: int, steps: int) -> None:
        """Tell how many steps are done; StoppedError if no more shall be."""
        if self._is_stopped.is_set():
            raise StoppedError
        self._steps = (min(done, steps), steps)

    def keep_file(self, *, name: str, content_type: str, content: bytes) -> None:
        """Keep what was made for the person who asked; part of the ending."""
        JobFile.objects.update_or_create(
            job=self.job,
            defaults={"name": name[:200], "content_type": content_type, "content": content},
        )

    def beat(self) -> None:
        """Write down that the job lives and how far it is; hear whether it is called off."""
        done, steps = self._steps
        mine = self.rows().filter(cancel_asked_at=None)
        if not mine.update(heartbeat_at=now(), steps_done=done, steps=steps):
            self._is_stopped.set()

    def rows(self) -> QuerySet[Job]:
        """The row, as long as it is this worker's."""
        return Job.objects.filter(pk=self.job.pk, attempt=self.job.attempt, state=JobState.RUNNING)


Ending = Callable[[], Mapping[str, Any]]
"""Writes what the job is for and says what was done; called in the transaction that ends it."""
Work = Callable[[Running], Ending]
"""Reads and computes as long as it likes, telling progress; writes nothing but what may be written
again. Returns the ending."""


class Pulse:
    """A thread that beats while the work is under way."""

    def __init__(self, running: Running) -> None:
        self._running = running
        self._is_over = threading.Event()
        self._thread = threading.Thread(target=self._beat, daemon=True)

    def __enter__(self) -> Pulse:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._is_over.set()
        self._thread.join()

    def _beat(self) -> None:
        try:
            while not self._is_over.wait(BEAT_SECONDS):
                # A database that is away or busy is found by the work itself.
                with suppress(DatabaseError, InterfaceError):
                    self._running.beat()
        finally:
            connection.close()


def claim(key: int) -> Running | None:
    """Take a waiting job; None if another worker was faster or there is none any more."""
    with transaction.atomic():
        waiting = Job.objects.filter(pk=key, state=JobState.WAITING)
        claimed = waiting.update(
            state=JobState.RUNNING,
            attempt=F("attempt") + 1,
            heartbeat_at=now(),
            steps_done=0,
            steps=0,
        )
        if not claimed:
            return None
        job = Job.objects.select_related("asked_by", "programme", "upload").get(pk=key)
    return Running(job)


def carry_out(running: Running, work: Work) -> None:
    """Do the work and end the job: done, called off, or failed with a sentence.

    A database that is away ends nothing: the job is found silent and run again.
    """
    with override(running.job.language):
        try:
            ending = work(running)
            with transaction.atomic():
                outcome = dict(ending())
                _end_as_done(running, outcome)
        except StoppedError:
            _end(running, JobState.CANCELLED)
        except SentenceError as error:
            _end(running, JobState.FAILED, failure=str(error))
        except (OperationalError, InterfaceError):
            _log.exception("Job %d lost the database.", running.job.pk)
        except Exception:
            _log.exception("Job %d failed.", running.job.pk)
            _end(running, JobState.FAILED, failure=_unforeseen(running.job))


def _end_as_done(running: Running, outcome: dict[str, Any]) -> None:
    """StoppedError, and with it nothing written, if the job was called off or is another's."""
    mine = running.rows().filter(cancel_asked_at=None)
    changes = {"state": JobState.DONE, "ended_at": now(), "outcome": outcome}
    if not mine.update(**changes, steps_done=F("steps")):
        raise StoppedError


def _end(running: Running, state: JobState, *, failure: str = "") -> None:
    running.rows().update(state=state, ended_at=now(), failure=failure)


def _unforeseen(job: Job) -> str:
    return _(
        "This failed for a reason that was not foreseen. Nothing was changed. Try again; if it "
        "fails again, tell the administrator the number of the job: %(number)d."
    ) % {"number": job.pk}
