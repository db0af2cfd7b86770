"""One visit with an empty cache: what the browser itself says of its paints, tasks and bytes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import BrowserContext, CDPSession, Page

from tests.bench.front.conditions import CPU_SLOWDOWN, Connection

QUIET, LONGEST, NAP = 1500, 90_000, 250
"""Milliseconds without request and long task that end a visit; after which it failed; of a look."""

# Observers hear of what came before them too ("buffered").
_OBSERVE = """(() => {
  const seen = window.seen = { paint: 0, largest: 0, what: "", tasks: [], shifts: 0 };
  const on = (type, act) => new PerformanceObserver((list) => list.getEntries().forEach(act))
    .observe({ type, buffered: true });
  on("paint", (entry) => {
    if (entry.name === "first-contentful-paint") seen.paint = entry.startTime;
  });
  on("largest-contentful-paint", ({ startTime, element }) => {
    seen.largest = startTime;
    seen.what = element ? `${element.tagName.toLowerCase()} ${element.className}`.trim() : "";
  });
  on("longtask", ({ startTime, duration }) => seen.tasks.push([startTime, startTime + duration]));
  on("layout-shift", (entry) => { if (!entry.hadRecentInput) seen.shifts += entry.value; });
})()"""
_STATE = """() => ({ ...window.seen, now: performance.now(), complete: document.readyState })"""


@dataclass(frozen=True)
class Vitals:
    """Milliseconds since the click, the sum of all layout shifts, bytes with their headers."""

    first_paint: float
    largest_paint: float
    largest_what: str
    blocking: float
    shifts: float
    bytes: int
    requests: int
    has_plotly: bool


@dataclass
class Traffic:
    """Counts what goes over the line, as the browser's network layer tells."""

    open: set[str] = field(default_factory=set)
    addresses: list[str] = field(default_factory=list)
    bytes: int = 0

    def listen(self, session: CDPSession) -> None:
        """Hear of every request from now on."""
        session.on("Network.requestWillBeSent", self._ask)
        session.on("Network.loadingFinished", self._finish)
        session.on("Network.loadingFailed", self._finish)

    def _ask(self, event: dict[str, Any]) -> None:
        if not event["request"]["url"].startswith("data:"):
            self.open.add(event["requestId"])
            self.addresses.append(event["request"]["url"])

    def _finish(self, event: dict[str, Any]) -> None:
        if event["requestId"] in self.open:
            self.open.remove(event["requestId"])
            self.bytes += int(event.get("encodedDataLength", 0))


def visit(context: BrowserContext, address: str, connection: Connection) -> Vitals:
    """Open the address, touch nothing, and wait until nothing more happens."""
    page = context.new_page()
    page.add_init_script(_OBSERVE)
    session, traffic = context.new_cdp_session(page), Traffic()
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", connection.as_chromium_wants())
    session.send("Emulation.setCPUThrottlingRate", {"rate": CPU_SLOWDOWN})
    traffic.listen(session)
    answer = page.goto(address, timeout=LONGEST, wait_until="commit")
    assert answer is not None and answer.status == 200, f"{address}: {answer and answer.status}"
    return _vitals(_settled(page, traffic), traffic)


def _settled(page: Page, traffic: Traffic) -> dict[str, Any]:
    """What was seen, once nothing was going on at so many looks in a row.

    Looks are counted, not seconds: a look waits as long as a task holds the page.
    """
    calm = 0
    for _look in range(LONGEST // NAP):
        page.wait_for_timeout(NAP)
        state: dict[str, Any] = page.evaluate(_STATE)
        last_task = max((end for _start, end in state["tasks"]), default=0.0)
        is_busy = traffic.open or state["complete"] != "complete"
        calm = 0 if is_busy or state["now"] - last_task < QUIET else calm + 1
        if calm * NAP >= QUIET:
            return state
    raise TimeoutError(f"{page.url} does not come to rest")


def _vitals(state: dict[str, Any], traffic: Traffic) -> Vitals:
    return Vitals(
        first_paint=state["paint"],
        largest_paint=state["largest"],
        largest_what=state["what"],
        blocking=blocking(state["tasks"], state["paint"]),
        shifts=state["shifts"],
        bytes=traffic.bytes,
        requests=len(traffic.addresses),
        has_plotly=any("plotly" in address for address in traffic.addresses),
    )


LONG_TASK = 50
"""Milliseconds of a task that nobody feels."""


def blocking(tasks: list[tuple[float, float]], first_paint: float) -> float:
    """Total Blocking Time: of each task after the first paint what exceeds 50 ms, in sum."""
    after = ((max(start, first_paint), end) for start, end in tasks)
    return sum(max(0.0, end - start - LONG_TASK) for start, end in after)
