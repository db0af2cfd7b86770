"""Every page on every line, several times, from a server of its own."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

from playwright.sync_api import Browser, BrowserContext, sync_playwright

from tests.bench.front import conditions
from tests.bench.front.conditions import HOTEL, KB, RUNS, SLOW_4G, Connection
from tests.bench.front.lines import Line
from tests.bench.front.pages import DESKTOP, ON_A_PHONE, PHONE, PLACES, Place
from tests.bench.front.visit import Vitals, visit
from tests.journeys.browsing import sign_in
from tests.journeys.conftest import ARGUMENTS, MANNERS
from tests.journeys.server import demonstration
from tests.services.programs import chromium_program

Tell = Callable[[str], object]


@dataclass
class Desk:
    """A browser before a server; each person signs in once."""

    browser: Browser
    server: str
    keys: dict[str, Any]
    addresses: dict[str, str]

    def room(self, window: tuple[int, int] = DESKTOP, **options: Any) -> BrowserContext:
        """A browser with an empty cache."""
        width, height = window
        viewport = {"width": width, "height": height}
        return self.browser.new_context(
            base_url=self.server, viewport=viewport, **MANNERS, **options
        )

    def prepare(self, place: Place) -> None:
        """Sign its person in and find its address."""
        with self.room(storage_state=self.keys.get(place.user)) as context:
            page = context.new_page()
            if place.user not in self.keys:
                page.goto("/dang-nhap/")
                sign_in(page, place.user)
                page.wait_for_url("**/p/**")
                self.keys[place.user] = context.storage_state()
            page.goto(place.address)
            link = page.locator(place.link).first.get_attribute("href") if place.link else None
            self.addresses[place.name] = link or place.address

    def vitals(
        self, place: Place, connection: Connection, window: tuple[int, int], runs: int
    ) -> list[Vitals]:
        """So many cold visits."""
        found = []
        for _run in range(runs):
            with self.room(window, storage_state=self.keys[place.user]) as context:
                found.append(visit(context, self.addresses[place.name], connection))
        return found


def run(tell: Tell = print, *, server: str = "", runs: int = RUNS) -> list[Line]:
    """Medians beside their limits; nothing without Chromium. `server`: one that runs already."""
    chromium = chromium_program()
    if chromium is None:
        tell("Left out: the front end needs Chromium (apt install chromium)")
        return []
    lines = []
    with _desk(chromium, server) as desk:
        for place in PLACES:
            desk.prepare(place)
        for label, place, connection, window in _cases():
            vitals = desk.vitals(place, connection, window, runs)
            lines += judged(label, vitals, is_judged_by_time=connection is SLOW_4G)
            tell(f"{label}: largest is {vitals[-1].largest_what or 'a text that is gone'}")
    return lines


def _cases() -> Iterator[tuple[str, Place, Connection, tuple[int, int]]]:
    for connection in (SLOW_4G, HOTEL):
        for place in PLACES:
            yield f"{place.name}, {connection.name}", place, connection, DESKTOP
    for place in PLACES:
        if place.name in ON_A_PHONE:
            yield f"{place.name}, {SLOW_4G.name}, phone", place, SLOW_4G, PHONE


@contextmanager
def _desk(chromium: str, server: str) -> Iterator[Desk]:
    with (
        tempfile.TemporaryDirectory(prefix="lotrinh-front-") as folder,
        sync_playwright() as playwright,
        _served(server, Path(folder)) as address,
    ):
        browser = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        yield Desk(browser, address, {}, {})
        browser.close()


@contextmanager
def _served(server: str, folder: Path) -> Iterator[str]:
    """The address that was given, or a demonstration of our own."""
    if server:
        yield server
        return
    with demonstration(folder) as address:
        yield address


def judged(label: str, visits: list[Vitals], *, is_judged_by_time: bool) -> list[Line]:
    """The medians of some visits as lines; bytes are judged on every line."""
    with_plotly = visits[0].has_plotly
    weight = conditions.WITH_PLOTLY if with_plotly else conditions.PLAIN
    lcp = conditions.LCP_SECONDS if is_judged_by_time else None
    calm = conditions.TBT_WITH_A_CHART if with_plotly else conditions.TBT_MILLISECONDS
    tbt = calm if is_judged_by_time else None
    return [
        Line(label, "FCP", median(one.first_paint for one in visits) / 1000, "s"),
        Line(label, "LCP", median(one.largest_paint for one in visits) / 1000, "s", lcp),
        Line(label, "TBT", median(one.blocking for one in visits), "ms", tbt),
        Line(label, "CLS", median(one.shifts for one in visits), "", conditions.CLS),
        Line(label, "weight", median(one.bytes for one in visits) / KB, "KB", weight / KB),
        Line(label, "requests", median(one.requests for one in visits), "requests"),
    ]
