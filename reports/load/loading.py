"""All invented provinces, on PostgreSQL by several processes at once."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from multiprocessing import get_context

import django
from django.contrib.auth.hashers import make_password
from django.db import connection, connections
from django.utils.translation import gettext as _

from indicators.models import Programme
from reports.load.people import NO_PASSWORD, make_administrator
from reports.load.province import load_province
from reports.load.size import Size
from reports.load.writing import analyse
from tracker.common.errors import SentenceError

Tell = Callable[[str], None]


class NotEmptyError(SentenceError):
    """The database holds a programme already."""


def generate(size: Size, *, password: str = "", jobs: int | None = None, tell: Tell) -> int:
    """Fill an empty database; how many rows were written in bulk. `tell` hears of each programme.

    Nobody can sign in without `password`. NotEmptyError if any programme is there: what is
    invented never mixes with what is not. Interrupted, it leaves whole programmes; begin with an
    empty database again.
    """
    if Programme.objects.exists():
        raise NotEmptyError(
            _("This database already holds a programme. Generate into an empty one.")
        )
    hashed = make_password(password) if password else NO_PASSWORD
    make_administrator(hashed)
    count = sum(_provinces(size, hashed, jobs or _jobs(size), tell))
    analyse()
    return count


def _jobs(size: Size) -> int:
    """A process for each core on PostgreSQL; SQLite has room for one writer only."""
    if connection.vendor != "postgresql" or connection.in_atomic_block:
        return 1
    return min(len(os.sched_getaffinity(0)), size.provinces)


def _provinces(size: Size, password: str, jobs: int, tell: Tell) -> Iterator[int]:
    if jobs == 1:
        for number in range(size.provinces):
            yield load_province(size, number, password, lambda code, rows: tell(_line(code, rows)))
        return
    connections.close_all()
    with ProcessPoolExecutor(
        jobs, mp_context=get_context("spawn"), initializer=django.setup
    ) as pool:
        work = [pool.submit(_apart, size, number, password) for number in range(size.provinces)]
        for one in as_completed(work):
            lines, count = one.result()
            for line in lines:
                tell(line)
            yield count


def _apart(size: Size, number: int, password: str) -> tuple[list[str], int]:
    """A province in a process of its own."""
    lines: list[str] = []
    count = load_province(size, number, password, lambda *told: lines.append(_line(*told)))
    return lines, count


def _line(code: str, rows: int) -> str:
    return _("%(code)s: %(rows)d rows") % {"code": code, "rows": rows}
