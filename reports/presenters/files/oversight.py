"""Calendar, completeness, chase list and ledger as lines of a file."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from assignments.models import Unit, UnitKind
from reports.models import Extension, ReportingPeriod
from reports.presenters.oversight.completeness import CompletenessPage, UnitLine
from reports.presenters.oversight.ledger import LedgerLine
from reports.presenters.oversight.states import state_key, state_word
from reports.queries.completeness import Completeness, Standing
from tracker.common.labels import period_label
from tracker.common.table_file import Table, Value


def completeness_table(
    facts: Completeness, page: CompletenessPage, shown: Sequence[UnitLine], focus: ReportingPeriod
) -> Table:
    """The shown units: how they stand in each period, and the one in detail with its numbers."""
    header = [
        *(_("Unit"), _("Code"), _("Kind of unit"), *(head.label for head in page.heads)),
        *(_("Figures filled"), _("Figures owed"), _("Deadline"), _("Sent on"), _("Days late")),
        _("Last reminder"),
    ]
    units = {unit.code: unit for unit in facts.units}
    rows: list[Sequence[Value]] = [
        [
            *(line.unit.full_name or line.unit.name, line.code, _kind(units[line.code])),
            *(" ".join((cell.label, cell.late)).strip() for cell in line.cells),
            *_detail(facts, units[line.code], focus),
        ]
        for line in shown
    ]
    return Table(_("Completeness"), header, rows, is_illustrative=False)


def _kind(unit: Unit) -> str:
    return str(UnitKind(unit.kind).label)


def _detail(facts: Completeness, unit: Unit, focus: ReportingPeriod) -> list[Value]:
    one = facts.of(unit, focus)
    if one is None:
        return [None] * 6
    reminder = facts.reminders.get((unit.pk, focus.pk))
    return [
        *(one.filled, one.owed, one.deadline, one.sent_on, one.days_late or None),
        reminder.day if reminder else None,
    ]


def chase_table(facts: Completeness, period: ReportingPeriod) -> Table:
    """Who has not sent, the latest first."""
    header = [
        *(_("Unit"), _("Code"), _("Kind of unit"), _("State"), _("Figures missing")),
        *(_("Figures owed"), _("Deadline"), _("Days late"), _("Extended until")),
        _("Last reminder"),
    ]
    pairs = [(unit, facts.of(unit, period)) for unit in facts.units]
    owing = [(unit, one) for unit, one in pairs if one is not None and one.is_outstanding]
    owing.sort(key=lambda pair: -pair[1].days_late)
    rows = [_chase(facts, unit, one) for unit, one in owing]
    title = _("Units whose report of %(period)s is still wanted")
    return Table(title % {"period": period_label(period.period)}, header, rows, False)


def _chase(facts: Completeness, unit: Unit, one: Standing) -> list[Value]:
    reminder = facts.reminders.get((unit.pk, one.period.pk))
    return [
        *(unit.name, unit.code, _kind(unit), state_word(state_key(one))),
        *(one.owed - one.filled, one.owed, one.deadline, one.days_late or None),
        one.extension.granted_until if one.extension else None,
        reminder.day if reminder else None,
    ]


def calendar_table(periods: Iterable[ReportingPeriod], day: date) -> Table:
    """Every period with its days, the newest year first."""
    header = [
        *(_("Period"), _("Window starts"), _("Cut-off"), _("Deadline"), _("State")),
        *(_("Locks by itself on"), _("Locked on"), _("Locked by")),
    ]
    rows: list[Sequence[Value]] = [
        [
            *(period_label(one.period), one.starts_on, one.cut_off, one.deadline),
            str(one.state_on(day).label),
            one.lock_on,
            localdate(one.locked_at) if one.locked_at else None,
            one.locked_by.full_name if one.locked_by else "",
        ]
        for one in sorted(periods, key=lambda one: (-one.year, one.quarter))
    ]
    return Table(_("Reporting calendar"), header, rows, is_illustrative=False)


def extension_table(extensions: Iterable[Extension]) -> Table:
    """Requests for more time that this person may see, the newest first."""
    header = [
        *(_("Unit"), _("Period"), _("Deadline"), _("Wanted until"), _("Reason"), _("Asked by")),
        *(_("Asked on"), _("Decided on"), _("Granted until"), _("Answer to the unit")),
    ]
    rows: list[Sequence[Value]] = [
        [
            *(one.unit.name, period_label(one.period.period), one.period.deadline),
            *(one.wanted_until, one.reason, one.asked_by.full_name, localdate(one.asked_at)),
            localdate(one.decided_at) if one.decided_at else None,
            *(one.granted_until, one.answer),
        ]
        for one in sorted(extensions, key=lambda one: -one.pk)
    ]
    return Table(_("Requests for more time"), header, rows, is_illustrative=False)


def ledger_table(lines: Iterable[LedgerLine]) -> Table:
    """Entries of the ledger, the newest first."""
    header = [_("When"), _("Who"), _("What"), _("Change"), _("Reason")]
    rows = ([one.when, one.who, one.what, one.change, one.reason] for one in lines)
    return Table(_("Change log"), header, rows, is_illustrative=False)
