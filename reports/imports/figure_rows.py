"""From the text of one row to a checked figure entry."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from assignments.models import Unit
from indicators.method.facts import Kind, Nature
from indicators.models import Collection, Indicator, Programme
from reports.entries import FigureEntry
from reports.imports.figures_csv import Refusal, Row
from tracker.common.numbers import NumberError, parse_number
from tracker.common.periods import Period, PeriodError

_DONE = frozenset({"1", "có", "yes", "true", "x"})
_NOT_DONE = frozenset({"0", "chưa", "no", "false"})
_MAX_DECIMALS = 6


class _CellError(Exception):
    """A cell is refused: its column and a sentence."""

    def __init__(self, column: str, sentence: str) -> None:
        super().__init__(sentence)
        self.column = column
        self.sentence = sentence


@dataclass
class RowChecker:
    """Checks rows against one programme: its indicators, units, their parts and the calendar."""

    programme: Programme
    indicators: dict[str, Indicator]
    units: dict[str, Unit]
    parts: frozenset[tuple[int, int]]
    """(indicator id, unit id) of every lead and coordinating unit."""
    today: date
    _seen: dict[object, int] = field(default_factory=dict)

    def check(self, row: Row) -> FigureEntry | Refusal:
        """The entry, or why the row is refused (its first fault)."""
        try:
            entry = self._entry(row)
            self._check_once(row, entry)
        except _CellError as error:
            return Refusal(row.line, error.column, row[error.column], error.sentence)
        return entry

    def _entry(self, row: Row) -> FigureEntry:
        indicator = self._indicator(row)
        period = self._period(row)
        nature = self._nature(row, period)
        unit = self._unit(row, indicator, period)
        base = FigureEntry(
            indicator=indicator,
            unit=unit,
            period=period,
            nature=nature,
            class_code=self._class(row, indicator),
            definition=row["definition"],
            source=row["source"],
            note=row["note"],
        )
        return base.with_numbers(**self._numbers(row, indicator, period))

    def _indicator(self, row: Row) -> Indicator:
        indicator = self.indicators.get(row["indicator"])
        if indicator is None:
            raise _CellError(
                "indicator",
                _("Programme %(programme)s has no such indicator.")
                % {"programme": self.programme.code},
            )
        return indicator

    def _period(self, row: Row) -> Period:
        try:
            period = Period.parse(row["period"])
        except PeriodError as error:
            raise _CellError("period", _("Write a period as 2024 or 2025-Q3.")) from error
        if period.starts_on > self.today:
            raise _CellError("period", _("This period has not begun."))
        return period

    def _nature(self, row: Row, period: Period) -> Nature:
        text = row["nature"] or Nature.OFFICIAL.value
        try:
            nature = Nature(text)
        except ValueError as error:
            known = ", ".join(member.value for member in Nature)
            raise _CellError("nature", _("Known natures: %(known)s.") % {"known": known}) from error
        if period.cut_off > self.today and nature is not Nature.ESTIMATE:
            raise _CellError(
                "period", _("This period is not closed yet: only an estimate can be given.")
            )
        return nature

    def _unit(self, row: Row, indicator: Indicator, period: Period) -> Unit:
        unit = self.units.get(row["unit"] or self.programme.province.code)
        if unit is None:
            raise _CellError("unit", _("The province has no unit with this code."))
        if not unit.is_valid_on(period.ends_on):
            raise _CellError(
                "unit",
                _("%(unit)s did not exist at the end of this period.") % {"unit": unit.name},
            )
        is_part = (indicator.pk, unit.pk) in self.parts
        if unit.is_local and indicator.collection == Collection.PROVINCE and not is_part:
            raise _CellError("unit", _("This indicator is reported at province level."))
        return unit

    def _class(self, row: Row, indicator: Indicator) -> str:
        code = row["class"]
        if indicator.kind != Kind.CLASSES:
            if code:
                raise _CellError("class", _("This indicator has no classes."))
            return ""
        if code not in indicator.class_order:
            known = ", ".join(indicator.class_order)
            raise _CellError("class", _("Known classes: %(known)s.") % {"known": known})
        return str(code)

    def _numbers(
        self, row: Row, indicator: Indicator, period: Period
    ) -> dict[str, Decimal | date | None]:
        if indicator.kind == Kind.MILESTONE:
            return {"done_on": self._milestone(row, period)}
        numerator, denominator = _number(row, "numerator"), _number(row, "denominator")
        value = _number(row, "value")
        if numerator is not None or denominator is not None:
            _check_ratio(indicator, value, numerator, denominator)
            shown = indicator.factor * (numerator or 0) / denominator if denominator else None
        elif value is None:
            raise _CellError("value", _("The line holds no number."))
        else:
            shown = value
        _check_bounds(indicator, shown, "value" if numerator is None else "numerator")
        return {"value": value, "numerator": numerator, "denominator": denominator}

    def _milestone(self, row: Row, period: Period) -> date | None:
        text = row["value"].lower()
        if text in _NOT_DONE:
            return None
        if text in _DONE:
            return min(period.ends_on, self.today)
        try:
            done_on = date.fromisoformat(text)
        except ValueError as error:
            raise _CellError(
                "value", _("Write the day it was reached (2025-01-31), có or chưa.")
            ) from error
        if done_on > min(period.ends_on, self.today):
            raise _CellError("value", _("This day lies after the period or in the future."))
        return done_on

    def _check_once(self, row: Row, entry: FigureEntry) -> None:
        first = self._seen.setdefault((entry.key, entry.nature), row.line)
        if first != row.line:
            raise _CellError(
                "indicator", _("The same figure already stands in line %(line)d.") % {"line": first}
            )


def _number(row: Row, column: str) -> Decimal | None:
    if not row[column]:
        return None
    try:
        number = parse_number(row[column])
    except NumberError as error:
        raise _CellError(column, error.sentence) from error  # type: ignore[arg-type]
    exponent = number.as_tuple().exponent
    if isinstance(exponent, int) and exponent < -_MAX_DECIMALS:
        raise _CellError(column, _("At most six decimals are kept."))
    return number


def _check_ratio(
    indicator: Indicator,
    value: Decimal | None,
    numerator: Decimal | None,
    denominator: Decimal | None,
) -> None:
    if indicator.kind != Kind.RATIO:
        raise _CellError("numerator", _("This indicator takes a value, not two parts."))
    if numerator is None or denominator is None:
        missing = "numerator" if numerator is None else "denominator"
        raise _CellError(missing, _("Numerator and denominator belong together."))
    if value is not None:
        raise _CellError("value", _("Give the value or its two parts, not both."))
    if numerator < 0 or denominator < 0:
        raise _CellError("numerator", _("The two parts cannot be negative."))
    if denominator == 0 and numerator > 0:
        raise _CellError("denominator", _("The denominator is 0, the numerator is not."))
    if numerator > denominator and indicator.factor == 100:
        raise _CellError("numerator", _("The numerator is larger than the denominator."))


def _check_bounds(indicator: Indicator, value: Decimal | None, column: str) -> None:
    if value is None:
        return
    whole = indicator.kind in (Kind.COUNT, Kind.CLASSES)
    if whole and (value != value.to_integral_value() or value < 0):
        raise _CellError(column, _("A count is a whole number, 0 or more."))
    low, high = indicator.bound_min, indicator.bound_max
    if (low is not None and value < low) or (high is not None and value > high):
        raise _CellError(
            column,
            _("The value lies outside the bounds %(low)s to %(high)s.")
            % {"low": "…" if low is None else low, "high": "…" if high is None else high},
        )
