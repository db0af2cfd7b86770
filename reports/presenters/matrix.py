"""Units × indicators: what each local unit reported last, and whether it reaches the target."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.core.paginator import Page, Paginator
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
from reports.presenters.rows import Link, UnitView
from reports.presenters.statuses import indicator_status, status_label
from reports.presenters.units.words import gap_sentence, told_apart, validity
from reports.presenters.values import EMPTY, figure_number, figure_text, measured
from reports.queries.facts import FigureRow
from reports.queries.local_figures import LocalFigures
from reports.succession_series import Lineage
from tracker.common.decimals import decimal_places, round_half_up
from tracker.common.labels import period_label
from tracker.common.periods import Period

CELLS_PER_PAGE, LEAST_ROWS = 2000, 20
"""A browser on a slow machine lays out two thousand cells in about a second."""


@dataclass(frozen=True)
class Cell:
    """A value with its status as icon and hidden word; `status` "" where nothing is due."""

    status: str
    word: str
    value: str
    number: Decimal | None = None
    """What `value` shows, for files; None where it is no number."""


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
    """A unit as a row; `note` says why some of its cells are empty."""

    unit: UnitView
    code: str
    validity: str
    cells: tuple[Cell, ...]
    note: str = ""


@dataclass(frozen=True)
class Matrix:
    """Local units × the indicators collected from them, with the province on top."""

    headings: tuple[Heading, ...]
    province: tuple[Cell, ...]
    lines: tuple[Line, ...]
    is_illustrative: bool
    page: Page[Unit] | None = None
    """The units of `lines` among all; None: they are all."""

    @property
    def province_by_heading(self) -> list[tuple[Cell, Heading]]:
        """The province's own cells, each with its indicator, whose page says why."""
        return list(zip(self.province, self.headings, strict=True))

    @property
    def legends(self) -> list[tuple[str, list[tuple[str, str]]]]:
        """Whose figures are judged how: the province by its status, a unit beside the province."""
        both = (
            (_("The province"), _legend([self.province])),
            (_("Each unit"), _legend(line.cells for line in self.lines)),
        )
        return [(whose, entries) for whose, entries in both if entries]


def matrix(
    state: ProgrammeAssessment,
    figures: LocalFigures,
    link: Link,
    lineage: Lineage | None = None,
    *,
    number: str | None = None,
) -> Matrix:
    """Rows: first the units that reported, each by code; `figures` are the latest of each column.

    With a number only the rows of that page, the nearest there is; without one all of them.

    As reported they are those that existed in the period of a column; with a lineage those of its
    day, and why one has no figure.
    """
    columns = [one for one in state.indicators if one.indicator.collection == Collection.LOCAL]
    units = state.local_units
    shares = [latest_local(one, figures, units, lineage) for one in columns]
    shown = _shown(units, shares, state.as_of, lineage)
    names = told_apart(shown)
    reported = {unit.pk for unit in shown if any(local and local.row_of(unit) for local in shares)}
    ordered = sorted(shown, key=lambda unit: (unit.pk not in reported, unit.code))
    page = None if number is None else _pages(ordered, len(columns)).get_page(number)
    cells = {
        unit.pk: [_cell(one, local, unit) for one, local in zip(columns, shares, strict=True)]
        for unit in page or ordered
    }
    return Matrix(
        headings=tuple(
            _heading(one, local, link) for one, local in zip(columns, shares, strict=True)
        ),
        province=tuple(_province_cell(one) for one in columns),
        lines=tuple(
            Line(
                UnitView(names[unit.pk], link("unit", unit.code), unit.has_ended),
                unit.code,
                validity(unit) if unit.valid_to else "",
                tuple(cells[unit.pk]),
                _note(unit, shares),
            )
            for unit in page or ordered
        ),
        is_illustrative=any(one.is_illustrative for one in columns),
        page=page,
    )


def _legend(rows: Iterable[Sequence[Cell]]) -> list[tuple[str, str]]:
    """Each status that is shown with its words, in the order of the page."""
    shown = ((cell.status, cell.word) for row in rows for cell in row if cell.status)
    return list(dict.fromkeys(shown))


def _pages(units: Sequence[Unit], columns: int) -> Paginator[Unit]:
    """As many rows as make up a page of cells."""
    return Paginator(units, max(CELLS_PER_PAGE // max(columns, 1), LEAST_ROWS))


def _shown(
    units: Mapping[int, Unit],
    shares: Sequence[LocalShares | None],
    day: date,
    lineage: Lineage | None,
) -> list[Unit]:
    """The units of the day; as reported those that existed at the end of a shown period."""
    ends = {local.period.ends_on for local in shares if local}
    if lineage is not None or not ends:
        return [unit for unit in units.values() if unit.is_valid_on(day)]
    reported = {row.unit_id for local in shares if local for row in local.rows}
    return [
        unit
        for unit in units.values()
        if unit.pk in reported or any(unit.is_valid_on(end) for end in ends)
    ]


def _note(unit: Unit, shares: Sequence[LocalShares | None]) -> str:
    """The reasons for which the unit has no back-series, each once."""
    gaps = [local.gaps[unit.pk] for local in shares if local and unit.pk in local.gaps]
    return "; ".join(dict.fromkeys(gap_sentence(gap) for gap in gaps))


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
    text = figure_text(one, with_unit=False)
    return Cell(status, status_label(status), text, figure_number(one, one.latest))


def _cell(one: Assessment, local: LocalShares | None, unit: Unit) -> Cell:
    row = local.row_of(unit) if local else None
    if local is not None and row is not None:
        return unit_cell(one, local.period, row)[0]
    gap = local.gaps.get(unit.pk) if local else None
    if gap is not None:
        return Cell("", _("no back-series"), EMPTY)
    if local is not None and not unit.is_valid_on(local.period.ends_on):
        return Cell(
            "", _("did not exist in %(period)s") % {"period": period_label(local.period)}, EMPTY
        )
    return Cell("no_data", status_label("no_data"), EMPTY)


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
    return Cell(status, word, text, round_half_up(shown, places)), label


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
