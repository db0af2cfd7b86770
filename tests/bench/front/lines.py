"""What is reported: one value beside its limit, and all of them as a table."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Line:
    """One measured value of one page; `limit` None: told, but not judged."""

    label: str
    metric: str
    value: float
    unit: str
    limit: float | None = None

    @property
    def holds(self) -> bool:
        """Whether the value is at most its limit."""
        return self.limit is None or self.value <= self.limit


def table(lines: Iterable[Line]) -> str:
    """A row for each page and condition, a column for each metric; `!` marks a broken limit."""
    rows: dict[str, list[Line]] = {}
    for line in lines:
        rows.setdefault(line.label, []).append(line)
    metrics = [line.metric for line in next(iter(rows.values()), [])]
    head = f"{'the front end':<44}" + "".join(f"{metric:>16}" for metric in metrics)
    return "\n".join([head, *(_row(label, cells) for label, cells in rows.items())]) + "\n"


def _row(label: str, cells: list[Line]) -> str:
    return f"  {label:<42}" + "".join(f"{_cell(line):>16}" for line in cells)


def _cell(line: Line) -> str:
    digits = {"s": 2, "ms": 0, "KB": 1, "": 3}.get(line.unit, 0)
    text = f"{line.value:.{digits}f} {line.unit}".rstrip()
    return text if line.holds else f"{text} !"
