"""The run: people sign in and settle, work for a minute, and then ask for nothing but the floor."""

from __future__ import annotations

import random
import time
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from threading import Event as Bell
from threading import Thread

from django.core.management import call_command
from django.db import connection
from django.urls import reverse

from indicators.models import Indicator
from reports.models import Entry, Report, ReportState
from tests.bench.load.cast import PASSWORD, PER_UNIT, PROGRAMME, Person, gather
from tests.bench.load.cores import Cores
from tests.bench.load.crowd import Action, Crowd, Timed
from tests.bench.load.servers import Place, serving
from tests.bench.load.visitor import Browser, Grid
from tracker.audit.models import Event

APART = 0.6
"""Seconds between two people who sign in: a password costs a third of a second of a core."""
SETTLE, MINUTE, FLOOR = 5.0, 60.0, 15.0
"""Seconds to settle after the last sign-in, of the measurement, and of its floor."""
MEMORY_EVERY = 5.0
LIVE = "/health/live"


@dataclass(frozen=True)
class Found:
    """What the run gave: actions of each part, memory at its highest, saves and their check."""

    people: int
    arrival: Sequence[Timed]
    minute: Sequence[Timed]
    floor: Sequence[Timed]
    memory: dict[str, float]
    cores: dict[str, float]
    """How many cores each kind of process kept busy, the database too."""
    others: float
    """The share of the cores that went to what is no part of the run."""
    saves: int
    lost: Sequence[str]
    complaints: Sequence[str]


@dataclass
class Seat:
    """A person before a browser; chooses what to do next by the weights of their kind."""

    person: Person
    browser: Browser
    addresses: dict[str, list[str]]
    chance: random.Random
    grid: Grid

    def choose(self) -> tuple[str, Action]:
        """The next action, with its kind."""
        does = self.person.does
        kind = self.chance.choices(list(does), list(does.values()))[0]
        if kind == "save" and self.grid.is_open:
            return kind, partial(self.grid.save, self.browser, *self.grid.typed())
        if kind in ("save", "report"):
            place = [PROGRAMME, self.person.period, self.person.unit]
            return "report", partial(self.grid.load, self.browser, reverse("report", args=place))
        return kind, partial(self.browser.get, self.chance.choice(self.addresses[kind]))

    def live(self) -> tuple[str, Action]:
        """The floor: a view that does nothing."""
        return "live", partial(self.browser.get, LIVE)

    def sign_in(self) -> None:
        """By name and password."""
        self.browser.sign_in(reverse("login"), self.person.name, PASSWORD)


def measured(place: Place) -> Found:
    """Prepare, serve, let them work, and look what the database holds afterwards."""
    for words in (["migrate"], ["collectstatic", "--no-input"], ["load_demonstration"]):
        call_command(*words, verbosity=0, stdout=_Silence())
    seats = _seats(place, gather())
    connection.close()
    with serving(place):
        arrival, minute, floor = Crowd(), Crowd(), Crowd()
        _arrive(seats, arrival)
        with _Memory(place) as memory:
            before, spent = Cores.now(), place.spent()
            minute.work([seat.choose for seat in seats], MINUTE)
            others = Cores.now().others(before, MINUTE)
            cores = {name: (end - spent[name]) / MINUTE for name, end in place.spent().items()}
        floor.work([seat.live for seat in seats], FLOOR)
        complaints = place.complaints()
    saves = sum(one.kind == "save" and not one.fault for one in (*arrival.done, *minute.done))
    return Found(
        people=len(seats),
        arrival=arrival.done,
        minute=minute.done,
        floor=floor.done,
        memory=memory.highest,
        cores=cores,
        others=others,
        saves=saves,
        lost=_lost(seats, saves),
        complaints=complaints,
    )


def _seats(place: Place, people: Sequence[Person]) -> list[Seat]:
    addresses = _addresses()
    return [
        Seat(
            person=person,
            browser=Browser(place.socket, f"10.0.{number}.1"),
            addresses=addresses,
            chance=random.Random(1000 + number),
            grid=Grid(person.place, PER_UNIT),
        )
        for number, person in enumerate(people)
    ]


def _addresses() -> dict[str, list[str]]:
    """Where each kind of reading leads: any of a few of its pages."""
    indicators = Indicator.objects.filter(programme__code=PROGRAMME).values_list("code", flat=True)
    sent = Report.objects.filter(
        period__programme__code=PROGRAMME, state__in=[ReportState.SUBMITTED, ReportState.APPROVED]
    ).select_related("period", "unit")
    units = sorted({report.unit.code for report in sent})
    reports = [[str(report.period.period), report.unit.code] for report in sent]
    return {
        **{name: [reverse(name, args=[PROGRAMME])] for name in ("overview", "indicators")},
        **{name: [reverse(name, args=[PROGRAMME])] for name in ("matrix", "tasks", "my_work")},
        **{name: [reverse(name, args=[PROGRAMME])] for name in ("review_queue", "completeness")},
        **{
            name: [reverse(name, args=[PROGRAMME, "csv"])]
            for name in ("indicators_file", "completeness_file")
        },
        "indicator": [reverse("indicator", args=[PROGRAMME, code]) for code in indicators],
        "unit": [reverse("unit", args=[PROGRAMME, code]) for code in units],
        "review": [reverse("review", args=[PROGRAMME, *place]) for place in reports],
    }


def _arrive(seats: Sequence[Seat], crowd: Crowd) -> None:
    """One after the other; whoever is in begins to work."""
    threads = []
    for seat in seats:
        thread = Thread(target=_enter, args=[seat, crowd, len(seats) - len(threads)])
        thread.start()
        threads.append(thread)
        time.sleep(APART)
    for thread in threads:
        thread.join()


def _enter(seat: Seat, crowd: Crowd, still_to_come: int) -> None:
    crowd.act("sign in", seat.sign_in)
    crowd.work([seat.choose], still_to_come * APART + SETTLE)


def _lost(seats: Sequence[Seat], saves: int) -> list[str]:
    """Acknowledged values that the database does not hold; one ledger row for each save."""
    connection.close()
    wanted = {key: number for seat in seats for key, number in seat.grid.saved.items()}
    stored = dict(Entry.objects.filter(pk__in=wanted).values_list("pk", "numerator"))
    lost = [
        f"cell {key}: {number} was acknowledged, {stored.get(key)} is stored"
        for key, number in wanted.items()
        if stored.get(key) != number
    ]
    names = [seat.person.name for seat in seats]
    told = Event.objects.filter(verb="entry.filled", actor__username__in=names).count()
    return lost if told == saves else [*lost, f"{saves} saves, {told} rows of the ledger"]


class _Memory:
    """Looks now and then how much the servers hold; keeps the highest sum."""

    def __init__(self, place: Place) -> None:
        self._place, self._bell = place, Bell()
        self._thread = Thread(target=self._watch)
        self.highest: dict[str, float] = {}

    def __enter__(self) -> _Memory:
        self._thread.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self._bell.set()
        self._thread.join()

    def _watch(self) -> None:
        while True:
            now = self._place.memory()
            if sum(now.values()) > sum(self.highest.values()):
                self.highest = now
            if self._bell.wait(MEMORY_EVERY):
                return


class _Silence:
    def write(self, _text: str) -> None:
        """What commands print is not part of the bench."""
