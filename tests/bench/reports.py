"""Twenty people who save cells of one report at once."""

from __future__ import annotations

import time
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from threading import Barrier, Thread

from django.db import connection, transaction

from reports.models import Entry
from reports.reporting import fill_entry
from tests.bench.reporting import a_filled_report, entries_of, office, some_filling
from tracker.accounts.models import User
from tracker.audit.models import Event

PEOPLE, SAVES = 20, 10


def saves(folder: Path) -> str:
    """Twenty people × ten saves in one report, three cells each; a line that says how fast.

    The floor is the same crowd with one bare conditional UPDATE in a transaction each.
    """
    _new_database(folder / "saves.sqlite3")
    place = office(reporters=PEOPLE, figures=3 * PEOPLE)
    cells = entries_of(a_filled_report(place))
    shares = [cells[3 * number : 3 * number + 3] for number in range(PEOPLE)]
    floor = _seconds([lambda own=own: _bare_updates(own) for own in shares])
    for one in cells:
        one.refresh_from_db(fields=["version"])
    before = Event.objects.filter(verb="entry.filled").count()
    people = zip(shares, place.reporters, strict=True)
    seconds = _seconds([lambda own=own, by=by: _saves(own, by) for own, by in people])
    _check(shares, Event.objects.filter(verb="entry.filled").count() - before)
    count = PEOPLE * SAVES
    return (
        f"{PEOPLE} people × {SAVES} saves at once: no error, none lost; "
        f"{count / seconds:.0f} saves/s, bare UPDATE {count / floor:.0f}/s, "
        f"ratio {seconds / floor:.1f}\n"
    )


def _bare_updates(own: list[Entry]) -> None:
    for turn in range(SAVES):
        cell = own[turn % 3]
        with transaction.atomic():
            rows = Entry.objects.filter(pk=cell.pk, version=cell.version)
            assert rows.update(version=cell.version + 1) == 1
        cell.version += 1


def _saves(own: list[Entry], by: User) -> None:
    for turn in range(SAVES):
        cell, filling = own[turn % 3], some_filling(Decimal(1000 + turn))
        own[turn % 3] = fill_entry(entry=cell, filling=filling, version=cell.version, by=by)


def _check(shares: list[list[Entry]], recorded: int) -> None:
    """Every last value stands, and the ledger has one row for each save."""
    lasts = [max(turn for turn in range(SAVES) if turn % 3 == place) for place in range(3)]
    for own in shares:
        stored = dict(Entry.objects.filter(pk__in=[e.pk for e in own]).values_list("pk", "value"))
        assert [stored[one.pk] for one in own] == [1000 + turn for turn in lasts]
    assert recorded == PEOPLE * SAVES, recorded


def _seconds(works: list[Callable[[], None]]) -> float:
    """How long it takes until the last of them is done; the first error is raised."""
    start, errors = Barrier(len(works) + 1), []

    def run(work: Callable[[], None]) -> None:
        start.wait()
        try:
            work()
        except Exception as error:
            errors.append(error)
        finally:
            connection.close()

    threads = [Thread(target=run, args=[work]) for work in works]
    for thread in threads:
        thread.start()
    start.wait()
    began = time.perf_counter()
    for thread in threads:
        thread.join()
    if errors:
        raise errors[0]
    return time.perf_counter() - began


def _new_database(path: Path) -> None:
    connection.close()
    connection.settings_dict["NAME"] = str(path)
