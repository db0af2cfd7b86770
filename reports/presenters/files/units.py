"""Units as lines of a file: the list, the comparison, the matrix, and the parts of one unit."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from django.utils.translation import gettext as _

from assignments.models import Unit
from indicators.models import Province
from reports.assessment import ProgrammeAssessment
from reports.presenters.files.indicators import indicator_table
from reports.presenters.matrix import Cell, Matrix
from reports.presenters.oversight.states import late_text, state_key
from reports.presenters.oversight.states import state_word as report_word
from reports.presenters.tasks.states import number_of, state_word
from reports.presenters.units.comparison import Comparison, Line
from reports.presenters.units.listing import UnitGroup
from reports.presenters.units.page import UnitFacts, UnitPage
from reports.presenters.values import EMPTY
from reports.queries.unit_comparison import UnitScore
from reports.task_states import TaskState
from tracker.common.decimals import round_half_up
from tracker.common.labels import period_label
from tracker.common.table_file import Table, Value


def unit_table(groups: Iterable[UnitGroup], units: Iterable[Unit]) -> Table:
    """The list by kind, with days as days."""
    header = [
        *(_("Kind of unit"), _("Unit"), _("Code"), _("Indicators led")),
        *(_("Existed from"), _("Existed until before"), _("Existence")),
    ]
    known = {unit.code: unit for unit in units}
    rows: list[Sequence[Value]] = [
        [
            *(group.label, line.unit.name, line.unit.code, line.leads),
            *(known[line.unit.code].valid_from, known[line.unit.code].valid_to),
            _still(is_ended=line.is_ended, is_ahead=line.is_ahead),
        ]
        for group in groups
        for line in group.lines
    ]
    return Table(_("Units"), header, rows, is_illustrative=False)


def _still(*, is_ended: bool, is_ahead: bool) -> str:
    if is_ahead:
        return _("not made yet")
    return _("no longer exists") if is_ended else ""


def comparison_table(page: Comparison, scores: Sequence[UnitScore]) -> Table:
    """Units of one kind in the order of the page; shares with both their parts."""
    header = [
        *(_("Unit"), _("Code"), _("Existence"), _("Lines reported"), _("Lines owed")),
        *(_("Lines reported, %"), _("Reports on time"), _("Reports due"), _("Reports on time, %")),
        *(state_word(state) for state in TaskState),
        *(_("Open requests"), _("Note")),
    ]
    found = {score.unit.code: score for score in scores}
    rows = [_score(line, found[line.unit.code], is_thin=False) for line in page.lines]
    rows += [_score(line, found[line.unit.code], is_thin=True) for line in page.thin]
    return Table(_("Units compared"), header, rows)


def _score(line: Line, score: UnitScore, *, is_thin: bool) -> list[Value]:
    thin = is_thin or any(value.is_thin for _column, value in line.values)
    return [
        *(line.unit.name, line.unit.code, line.unit.validity),
        *(score.reported, score.owed, _percent(score.reported, score.owed)),
        *(score.on_time, score.periods, _percent(score.on_time, score.periods)),
        *(number_of(score.tasks, state) for state in TaskState),
        *(score.open_requests, _("few data") if thin else ""),
    ]


def _percent(part: int, whole: int) -> Decimal | None:
    """Nothing where nobody owes anything."""
    return round_half_up(Decimal(100 * part) / whole, 1) if whole else None


def matrix_table(page: Matrix, province: Province) -> Table:
    """Units × indicators: a number and its judgement in two columns each."""
    header = [_("Unit"), _("Code"), _("Existence")]
    for heading in page.headings:
        name = " ".join((f"{heading.name} ({heading.unit})", heading.period)).strip()
        header += [name, _("Judgement")]
    header.append(_("Note"))
    rows: list[Sequence[Value]] = [
        [province.short_name, province.code, "", *_cells(page.province), ""]
    ]
    rows += [
        [line.unit.name, line.code, line.validity, *_cells(line.cells), line.note]
        for line in page.lines
    ]
    return Table(_("Units by indicators"), header, rows, page.is_illustrative)


def _cells(cells: Sequence[Cell]) -> list[Value]:
    return [part for cell in cells for part in (_number(cell), cell.word)]


def _number(cell: Cell) -> Value:
    return cell.number if cell.number is not None or cell.value == EMPTY else cell.value


def own_indicator_table(page: UnitPage, state: ProgrammeAssessment) -> Table:
    """The indicators that a unit leads, then those it helps with."""
    parts = ((_("lead"), page.leads), (_("coordinating"), page.coordinates))
    title = _("Indicators of %(unit)s") % {"unit": page.name}
    table = indicator_table(title, [row for _part, rows in parts for row in rows], state)
    words = [word for word, rows in parts for _row in rows]
    rows = [[word, *row] for word, row in zip(words, table.rows, strict=True)]
    return Table(title, [_("Part"), *table.header], rows, table.is_illustrative)


def own_task_table(facts: UnitFacts) -> Table:
    """Every task that a unit leads, not only those that need attention."""
    header = [
        *(_("Code"), _("Task"), _("State"), _("Days late"), _("Days left"), _("Time limit")),
        *(_("Progress in percent"), _("More time asked for, until")),
    ]
    rows: list[Sequence[Value]] = [
        [
            *(one.task.code, one.task.display_title, state_word(one.standing.state)),
            *(one.standing.days_late or None, one.standing.days_left, one.due),
            *(one.progress, one.wanted_until),
        ]
        for one in facts.tasks
    ]
    return Table(_("Tasks of %(unit)s") % {"unit": facts.unit.name}, header, rows)


def own_figure_table(page: UnitPage, state: ProgrammeAssessment) -> Table:
    """A local unit's own figures against the province's next target."""
    header = [
        *(_("Indicator"), _("Latest figure"), _("Unit of measure"), _("Period")),
        *(_("Judgement"), _("Target of the province")),
    ]
    measures = {one.indicator.display_name: one.indicator.display_unit for one in state.indicators}
    rows: list[Sequence[Value]] = [
        [one.name, _number(one.cell), measures[one.name], one.period, one.cell.word, one.target]
        for one in page.figures.lines
    ]
    return Table(_("Own figures of %(unit)s") % {"unit": page.name}, header, rows)


def own_report_table(facts: UnitFacts) -> Table:
    """How a unit reported in its last periods."""
    header = [
        *(_("Period"), _("State"), _("Late"), _("Deadline"), _("Sent on")),
        *(_("Figures filled"), _("Figures owed"), _("Last reminder")),
    ]
    rows: list[Sequence[Value]] = [
        [
            *(period_label(one.standing.period.period), report_word(state_key(one.standing))),
            *(late_text(one.standing), one.standing.deadline, one.standing.sent_on),
            *(one.standing.filled, one.standing.owed, one.reminded_on),
        ]
        for one in facts.periods
    ]
    return Table(_("Reports of %(unit)s") % {"unit": facts.unit.name}, header, rows)
