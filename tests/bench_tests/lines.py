"""Lines and sections as the bench stores them."""

from __future__ import annotations

from typing import Any


def numbers(median: float, floor: float = 0.01, **more: Any) -> dict[str, Any]:
    usual = {"floor": floor, "ratio": median / floor, "queries": 9, "peak": 1.5}
    return {"median": median, "p95": median * 2} | usual | more


def line(label: str = "overview", **changes: Any) -> dict[str, Any]:
    """A line measured at fifty thousand and ten million figures, within all limits."""
    usual = {
        "label": label,
        "temperature": "cold",
        "ratio_limit": None,
        "seconds_limit": None,
        "growth": 1.2,
        "is_growth_judged": True,
        "sizes": {"50k": numbers(0.1), "10m": numbers(0.12)},
    }
    return usual | changes


def section(*lines: dict[str, Any], plans: tuple[dict[str, Any], ...] = ()) -> dict[str, Any]:
    made = {
        "day": "2026-11-20",
        "machine": "2 cores",
        "system": "Linux",
        "versions": "Python 3.11",
        "busy": "0.1",
    }
    return {
        "made": made,
        "version": "PostgreSQL 15",
        "largest": "10m",
        "lines": list(lines),
        "plans": list(plans),
    }


def plan(*, scans: bool) -> dict[str, Any]:
    words = "Seq Scan on reports_figure" if scans else "Index Scan"
    return {
        "label": "ledger",
        "sql": "SELECT 1",
        "milliseconds": 12.5,
        "plan": words,
        "scans": scans,
    }
