"""Every line at every size: each run of a page beside one of its floor, all sizes in turns."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict
from functools import cached_property, partial
from typing import Any

from django.core.management import call_command
from django.test import override_settings

from tests.bench.addresses import EMPTY
from tests.bench.places import Place, vendor_version
from tests.bench.plans import explained, heaviest
from tests.bench.replay import Statement, bare, statements_of
from tests.bench.sizes import GROWTH
from tests.bench.subjects import (
    COLD,
    SUBJECTS,
    UNCHANGED,
    WARM,
    Asked,
    Subject,
    cold,
    taken_back,
    unchanged,
)
from tests.bench.timing import Task, Times, in_turns, peak_megabytes

Tell = Callable[[str], object]


def measured(urls: Mapping[str, str], tell: Tell) -> dict[str, Any]:
    """The lines, and the plans of the heaviest queries at the largest size."""
    call_command("collectstatic", interactive=False, verbosity=0)
    gc.freeze()  # as a worker of the server does: tracker.deployment.gunicorn
    places = [Place(name, url) for name, url in urls.items()]
    try:
        with override_settings(ROOT_URLCONF="tests.bench.addresses"):
            return _measured(places, tell)
    finally:
        for place in places:
            place.close()


def _measured(places: list[Place], tell: Tell) -> dict[str, Any]:
    lines = []
    for subject in SUBJECTS:
        stands = [Stand(place, subject) for place in places if subject.fits(place.name)]
        if not stands:
            continue
        for temperature in _temperatures(stands):
            lines.append(_line(stands, temperature))
            tell(_told(lines[-1]))
    largest = max(places, key=lambda one: GROWTH.index(one.name) if one.name in GROWTH else -1)
    with largest.open():
        version = vendor_version()
    return {
        "version": version,
        "largest": largest.name,
        "lines": lines,
        "plans": _plans(largest),
    }


class Stand:
    """A subject in one place: its task, and the least that could answer it."""

    def __init__(self, place: Place, subject: Subject) -> None:
        self.place, self.subject = place, subject
        with place.open():
            self._plain = subject.make(place)
            self._empty: Task = partial(place.client(place.reviewer).get, EMPTY)

    def task(self, temperature: str) -> Task | None:
        """What is timed; None if the page cannot be had that way."""
        found: Task | None
        if self.subject.is_deed:
            found = taken_back(self._plain)
        elif temperature == UNCHANGED:
            with self.place.open():
                found = unchanged(self._plain)
        else:
            found = self._plain if temperature == WARM else cold(self._plain)
        return found and self._here(found)

    @cached_property
    def floor(self) -> Task:
        """The same statements bare; of a page those that read, after an empty view."""
        statements = self.statements
        if self.subject.is_deed:
            written = [one for one in statements if not one.reads]
            return self._here(taken_back(bare(written)))
        if not isinstance(self._plain, Asked):
            return self._here(bare(statements))
        shared = {one.sql for one in self._sent(self._empty)}
        rows = bare([one for one in statements if one.reads and one.sql not in shared])

        def least() -> None:
            self._empty()
            rows()

        return self._here(least)

    @cached_property
    def statements(self) -> list[Statement]:
        """What the task sends with nothing kept."""
        deed = taken_back(self._plain) if self.subject.is_deed else cold(self._plain)
        return self._sent(deed)

    def queries(self, task: Task) -> int:
        """How many statements one run of the task sends."""
        with self.place.open():
            return len(statements_of(task))

    def _sent(self, task: Task) -> list[Statement]:
        with self.place.open():
            return statements_of(task)

    def _here(self, task: Task) -> Task:
        def run() -> None:
            with self.place.open():
                task()

        return run


def _temperatures(stands: list[Stand]) -> Iterator[str]:
    yield COLD
    if stands[0].subject.is_page:
        yield WARM
        if stands[0].task(UNCHANGED) is not None:
            yield UNCHANGED


def _line(stands: list[Stand], temperature: str) -> dict[str, Any]:
    subject = stands[0].subject
    tasks = {one.place.name: one.task(temperature) for one in stands}
    both: dict[tuple[str, str], Task] = {}
    for one in stands:
        task = tasks[one.place.name]
        assert task is not None
        both |= {(one.place.name, "page"): task, (one.place.name, "floor"): one.floor}
    times = in_turns(both)
    sizes = {}
    for one in stands:
        name = one.place.name
        page, floor = times[name, "page"], times[name, "floor"]
        sizes[name] = {
            "median": page.median,
            "p95": page.p95,
            "floor": floor.median,
            "ratio": page.beside(floor),
            "queries": one.queries(both[name, "page"]),
            "peak": peak_megabytes(both[name, "page"]),
        }
    return {
        "label": subject.label,
        "temperature": temperature if subject.is_page else "",
        "ratio_limit": None if temperature == COLD and subject.is_page else subject.ratio,
        "seconds_limit": subject.seconds,
        "growth": _growth({name: times[name, "page"] for name in sizes}),
        "is_growth_judged": subject.grows,
        "sizes": sizes,
    }


def _growth(times: Mapping[str, Times]) -> float | None:
    """The largest size beside the smallest; None for one alone."""
    names = [name for name in GROWTH if name in times]
    return times[names[-1]].beside(times[names[0]]) if len(names) > 1 else None


def _told(line: dict[str, Any]) -> str:
    cells = (f"{name} {n['median'] * 1000:.0f} ms" for name, n in line["sizes"].items())
    return f"  {line['label']} {line['temperature']}: {', '.join(cells)}"


def _plans(place: Place) -> list[dict[str, Any]]:
    """The five heaviest queries, and any other that goes through all figures."""
    sent = {one.label: Stand(place, one).statements for one in SUBJECTS if one.fits(place.name)}
    with place.open():
        found = explained(sent)
    shown = heaviest(found)
    return [asdict(one) for one in [*shown, *(e for e in found if e.scans and e not in shown)]]
