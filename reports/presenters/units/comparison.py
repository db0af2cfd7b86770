"""Units of one kind side by side, without ranks; where data are thin a value is not compared."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from reports.presenters.rows import Link
from reports.presenters.tasks.states import number_of, state_word
from reports.presenters.units.words import NamedUnit, named_unit
from reports.presenters.values import EMPTY
from reports.queries.unit_comparison import UnitScore
from reports.task_states import TaskState
from tracker.common.decimals import round_half_up
from tracker.common.numbers import format_number

FEWEST_PERIODS, FEWEST = 3, 5
SORT = "sap-xep"
UNIT = "unit"


@dataclass(frozen=True)
class Value:
    """One value of a unit; `rank` orders it, `is_thin` keeps it out of the order."""

    text: str
    share: str = ""
    rank: Decimal = Decimal(0)
    is_thin: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing at all to be counted."""
        return self.text == EMPTY


@dataclass(frozen=True)
class Column:
    """A column with the link that sorts by it."""

    key: str
    label: str
    url: str
    order: str

    @property
    def icon(self) -> str:
        """Which way the table is sorted by it."""
        return {"ascending": "sort-up", "descending": "sort-down"}.get(self.order, "sort-none")


@dataclass(frozen=True)
class Order:
    """One way to sort, as a choice of the form: on a phone there are no headings."""

    value: str
    label: str
    is_current: bool


@dataclass(frozen=True)
class Line:
    """A unit as a row."""

    unit: NamedUnit
    values: tuple[tuple[Column, Value], ...]


@dataclass(frozen=True)
class Comparison:
    """The table: first what can be compared in the chosen column, then where data are thin."""

    unit_column: Column
    columns: tuple[Column, ...]
    orders: tuple[Order, ...]
    lines: tuple[Line, ...]
    thin: tuple[Line, ...]
    has_thin: bool


def comparison(scores: Sequence[UnitScore], kind: str, sort: str, link: Link) -> Comparison:
    """Sort by one column; `sort` is its key, with a minus for falling, by code if unknown."""
    keys = (UNIT, *_values(None))
    key, is_falling = sort.removeprefix("-"), sort.startswith("-")
    if key not in keys:
        key, is_falling = UNIT, False
    columns = {one: _column(one, kind, key, link, is_falling=is_falling) for one in keys}
    rows = [(score, _values(score)) for score in scores]
    solid = [row for row in rows if key == UNIT or not row[1][key].is_thin]
    thin = [row for row in rows if row not in solid]
    if key != UNIT:
        solid.sort(key=lambda row: row[1][key].rank, reverse=is_falling)
    elif is_falling:
        solid.reverse()
    return Comparison(
        unit_column=columns[UNIT],
        columns=tuple(columns[one] for one in keys[1:]),
        orders=tuple(_orders(columns.values())),
        lines=tuple(_line(score, values, columns, link) for score, values in solid),
        thin=tuple(_line(score, values, columns, link) for score, values in thin),
        has_thin=any(value.is_thin for _score, values in rows for value in values.values()),
    )


def _orders(columns: Iterable[Column]) -> Iterator[Order]:
    """Both directions of every column."""
    for column in columns:
        label = {"column": column.label}
        rising, falling = _("%(column)s, rising") % label, _("%(column)s, falling") % label
        yield Order(column.key, rising, column.order == "ascending")
        yield Order(f"-{column.key}", falling, column.order == "descending")


def _line(
    score: UnitScore, values: dict[str, Value], columns: dict[str, Column], link: Link
) -> Line:
    return Line(
        named_unit(score.unit, link), tuple((columns[key], one) for key, one in values.items())
    )


def _column(key: str, kind: str, current: str, link: Link, *, is_falling: bool) -> Column:
    """A click sorts by the column, another one the other way round."""
    order = ""
    if key == current:
        order = "descending" if is_falling else "ascending"
    again = f"-{key}" if order == "ascending" else key
    return Column(key, _label(key), link("units_compared", **{"loai": kind, SORT: again}), order)


def _label(key: str) -> str:
    labels = {
        UNIT: _("Unit"),
        "reported": _("Lines reported of those owed"),
        "on_time": _("Reports on time"),
        "open": _("Open requests"),
    }
    return labels.get(key) or state_word(key)


def _values(score: UnitScore | None) -> dict[str, Value]:
    """The values of one unit by column; without a unit just the columns."""
    if score is None:
        return dict.fromkeys(("reported", "on_time", *TaskState, "open"), Value(""))
    few_periods = score.periods < FEWEST_PERIODS
    few_tasks = score.tasks.total < FEWEST
    values = {
        "reported": _part(score.reported, score.owed, is_thin=score.owed < FEWEST),
        "on_time": _part(score.on_time, score.periods, is_thin=few_periods),
    }
    for state in TaskState:
        number = number_of(score.tasks, state)
        text = format_number(number) if score.tasks.total else EMPTY
        values[state] = Value(text, "", Decimal(number), few_tasks)
    values["open"] = Value(format_number(score.open_requests), "", Decimal(score.open_requests))
    return values


def _part(part: int, whole: int, *, is_thin: bool) -> Value:
    """`14/22` with its share, by which it is sorted; nothing owed is thin."""
    if not whole:
        return Value(EMPTY, is_thin=True)
    rank = Decimal(part) / whole
    share = round_half_up(100 * rank, 0)
    if 0 < part < whole:
        share = min(max(share, Decimal(1)), Decimal(99))
    text = f"{format_number(part)}/{format_number(whole)}"
    return Value(text, f"{format_number(share)}\u00a0%", rank, is_thin)
