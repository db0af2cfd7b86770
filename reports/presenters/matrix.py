"""Units × indicators: what each local unit reported last, and whether it reaches the target."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from assignments.models import Unit
from indicators.method.comparison import compare
from indicators.method.criterion import criterion
from indicators.method.facts import Measure, Nature, Observation
from indicators.method.judgement import GoalJudgement
from indicators.method.rounding import displayed
from indicators.models import Collection
from reports.assessment import Assessment, ProgrammeAssessment
from reports.presenters.local import LocalShares, latest_local
from reports.presenters.rows import Link, UnitView, unit_view
from reports.presenters.statuses import indicator_status, status_label
from reports.presenters.values import EMPTY, figure_text, measured
from reports.queries.facts import FigureRow
from tracker.common.decimals import decimal_places
from tracker.common.labels import period_label
from tracker.common.periods import Period


@dataclass(frozen=True)
class Cell:
    """A value with its status as icon and hidden word; `status` "" where nothing is due."""

    status: str
    word: str
    value: str


@dataclass(frozen=True)
class Heading:
    """An indicator as a column."""

    name: str
    url: str
    unit: str
    target: str
    period: str


@dataclass(frozen=True)
class Line:
    """A unit as a row."""

    unit: UnitView
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Matrix:
    """Local units × the indicators collected from them, with the province on top."""

    headings: tuple[Heading, ...]
    province: tuple[Cell, ...]
    lines: tuple[Line, ...]
    is_illustrative: bool


def matrix(state: ProgrammeAssessment, units: Mapping[int, Unit], link: Link) -> Matrix:
    """Rows are the units that existed on the day: first those that reported, each by code."""
    columns = [one for one in state.indicators if one.indicator.collection == Collection.LOCAL]
    shares = [latest_local(one, units) for one in columns]
    valid = {key for key, unit in units.items() if unit.is_valid_on(state.as_of)}
    reported = {row.unit_id for local in shares if local for row in local.rows}
    shown = [unit for unit in units.values() if unit.pk in valid]
    return Matrix(
        headings=tuple(
            _heading(one, local, link) for one, local in zip(columns, shares, strict=True)
        ),
        province=tuple(_province_cell(one) for one in columns),
        lines=tuple(
            Line(
                unit_view(unit, link),
                tuple(_cell(one, local, unit) for one, local in zip(columns, shares, strict=True)),
            )
            for unit in sorted(shown, key=lambda u: (u.pk not in reported, u.code))
        ),
        is_illustrative=any(one.is_illustrative for one in columns),
    )


def _heading(one: Assessment, local: LocalShares | None, link: Link) -> Heading:
    headline = one.headline
    return Heading(
        name=one.indicator.display_name,
        url=link("indicator", one.indicator.code),
        unit=one.indicator.display_unit,
        target=f"{headline.target.wording} ({headline.target.year})" if headline else "",
        period=period_label(local.period) if local else "",
    )


def _province_cell(one: Assessment) -> Cell:
    status = indicator_status(one)
    return Cell(status, status_label(status), figure_text(one, with_unit=False))


def _cell(one: Assessment, local: LocalShares | None, unit: Unit) -> Cell:
    row = next((r for r in local.rows if r.unit_id == unit.pk), None) if local else None
    if local is None or row is None:
        return Cell("no_data", status_label("no_data"), EMPTY)
    return unit_cell(one, local.period, row)[0]


def unit_cell(one: Assessment, period: Period, row: FigureRow) -> tuple[Cell, str]:
    """The unit's own figure against the province's next target, and the period it is of."""
    label = period_label(period)
    if row.denominator == 0:
        return Cell("", _("nothing to count"), EMPTY), label
    value = row.measured(one.indicator.factor)
    if value is None:
        return Cell("no_data", status_label("no_data"), EMPTY), label
    nature = Nature(row.nature)
    observation = Observation(period, value, row.numerator, row.denominator, nature=nature)
    judged = one.headline.judgement if one.headline else None
    goals = [judged.goal] if judged else []
    shown = displayed(one.measure, value, goals)
    places = max(one.indicator.decimals, decimal_places(shown))
    text = measured(shown, one.indicator, places=places, with_unit=False)
    status, word = _standing(one.measure, judged, observation, value)
    return Cell(status, word, text), label


def _standing(
    measure: Measure, judged: GoalJudgement | None, observation: Observation, value: Decimal
) -> tuple[str, str]:
    """A unit beside the province's target and, until that is due, the province's trajectory."""
    met = compare(measure, judged.goal, observation).met if judged else None
    if judged is None or met is None:
        return "not_due", _("not judged")
    if met:
        return "met", _("reaches the target of the province")
    if judged.expected is None or judged.is_frozen:
        return "missed", _("short of the target of the province")
    bounds = criterion(measure, judged.goal)
    if bounds.progress(value) >= bounds.progress(judged.expected):
        return "on_track", _("on the trajectory of the province or ahead of it")
    return "behind", _("behind the trajectory of the province")
