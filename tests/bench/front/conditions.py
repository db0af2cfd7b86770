"""The lines, the processor and the limits that the pages are measured by, with their sources."""

from __future__ import annotations

from dataclasses import dataclass

KB = 1000

RUNS = 5
"""Cold visits of each page; the median is told."""

CPU_SLOWDOWN = 4
"""Chromium's throttling: what Lighthouse takes for a middling phone; an office's oldest machine."""


@dataclass(frozen=True)
class Connection:
    """A line as Chromium plays it: bits per second each way, milliseconds added to each request."""

    name: str
    down: float
    up: float
    round_trip: float

    def as_chromium_wants(self) -> dict[str, float | bool]:
        """The parameters of Network.emulateNetworkConditions, in bytes per second."""
        return {
            "offline": False,
            "latency": self.round_trip,
            "downloadThroughput": self.down / 8,
            "uploadThroughput": self.up / 8,
        }


SLOW_4G = Connection("slow 4G", 1.6e6, 750e3, 150)
"""Lighthouse's "slow 4G": the slowest quarter of 4G lines, the fastest of 3G."""
HOTEL = Connection("hotel", 400e3, 400e3, 200)
"""A shared line in a guest house, or 3G at the edge of a commune: told, not judged by time."""

LCP_SECONDS, TBT_MILLISECONDS, CLS = 2.5, 200, 0.1
"""The upper ends of "good": web.dev/articles/lcp, /tbt (on a middling phone) and /cls."""

TBT_WITH_A_CHART = 1500
"""What is "good" is out of reach where a chart is in view: Plotly is one script of 1.2 MB, compiled
and run in one task of half a second on so slow a processor, and the first drawing is another. Both
come after the text and the numbers can be read. Before it came lazily and smaller: 1.9 s."""

PLAIN, WITH_PLOTLY = 150 * KB, 620 * KB
"""Bytes of a first view with all its headers, without and with a chart in view (issue 7)."""
