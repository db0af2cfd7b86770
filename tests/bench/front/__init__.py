"""How fast the pages get in front of somebody: Chromium on a slow line and a slow processor."""

from __future__ import annotations

from tests.bench.front.lines import Line, table
from tests.bench.front.measure import run

__all__ = ["Line", "run", "table"]
