"""A chart beside its numbers: the same rows feed the page, the <details> table and the files."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from reports.charts.frame import Figure

Value = str | Decimal | int | None


@dataclass(frozen=True)
class TableLinks:
    """Where a table is had as a file."""

    csv: str
    xlsx: str


@dataclass(frozen=True)
class Column:
    """A heading; `decimals` None means text, otherwise a number shown with that many decimals."""

    label: str
    decimals: int | None = None

    @property
    def is_number(self) -> bool:
        return self.decimals is not None


@dataclass(frozen=True)
class Cell:
    """One value with its column, which is all a template needs to show it."""

    value: Value
    column: Column
    is_heading: bool = False

    @property
    def is_number(self) -> bool:
        return self.column.is_number and self.value is not None


@dataclass(frozen=True)
class ChartTable:
    """The numbers of a chart. None is "no figure", never 0."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Value, ...], ...]

    def __post_init__(self) -> None:
        if any(len(row) != len(self.columns) for row in self.rows):
            raise ValueError("every row needs one value per column")

    @property
    def header(self) -> tuple[str, ...]:
        """The headings as a file writes them."""
        return tuple(column.label for column in self.columns)

    def lines(self) -> Iterator[tuple[Cell, ...]]:
        """The rows as cells; the first cell of each is its heading."""
        for row in self.rows:
            pairs = enumerate(zip(row, self.columns, strict=True))
            yield tuple(Cell(value, column, index == 0) for index, (value, column) in pairs)


@dataclass(frozen=True)
class Chart:
    """What templates/components/chart.html shows: heading, finding, drawing, numbers, files."""

    id: str
    title: str
    finding: str
    figure: Figure
    table: ChartTable
    files: TableLinks | None = None
    is_illustrative: bool = False

    @property
    def data_id(self) -> str:
        """The id of the JSON block that static/js/charts.js reads."""
        return f"{self.id}-data"
