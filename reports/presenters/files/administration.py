"""What administration and the document page show, as lines of a file."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _

from assignments.models import Membership, Succession, Unit, UnitKind
from indicators.models import Clause, Indicator, Target
from reports.presenters.administration.units import UnitGroup
from tracker.common.table_file import Table, Value


def unit_table(groups: Iterable[UnitGroup], units: Iterable[Unit]) -> Table:
    """The units of the list with their people and days."""
    header = [
        *(_("Kind of unit"), _("Unit"), _("Short name"), _("Code"), _("People")),
        *(_("Head signs off"), _("Existed from"), _("Existed until before")),
    ]
    known = {unit.code: unit for unit in units}
    rows: list[Sequence[Value]] = [
        [
            *(group.label, line.name, line.short_name, line.code, line.people, line.signs_off),
            *(known[line.code].valid_from, known[line.code].valid_to),
        ]
        for group in groups
        for line in group.lines
    ]
    return Table(_("Units and their people"), header, rows, is_illustrative=False)


def member_table(title: str, rows: Iterable[Membership]) -> Table:
    """Roles of people in units."""
    header = [
        *(_("Unit"), _("Code"), _("Kind of unit"), _("Name"), _("User name"), _("Role")),
        _("Note"),
    ]
    lines: list[Sequence[Value]] = [
        [
            *(one.unit.name, one.unit.code, str(UnitKind(one.unit.kind).label)),
            *(one.user.full_name, one.user.username, str(one.get_role_display())),
            "" if one.user.is_active else _("can no longer sign in"),
        ]
        for one in rows
    ]
    return Table(title, header, lines, is_illustrative=False)


def succession_table(rows: Iterable[Succession]) -> Table:
    """Which unit passed into which."""
    header = [
        *(_("Day"), _("Kind"), _("Predecessor"), _("Code of the predecessor")),
        *(_("Successor"), _("Code of the successor"), _("Legal basis")),
    ]
    lines: list[Sequence[Value]] = [
        [
            *(one.happened_on, str(one.get_kind_display())),
            *(one.predecessor.name, one.predecessor.code),
            *((one.successor.name, one.successor.code) if one.successor else (None, None)),
            one.legal_basis,
        ]
        for one in rows
    ]
    return Table(_("Table of successions"), header, lines, is_illustrative=False)


def measure_table(indicators: Iterable[Indicator]) -> Table:
    """Which indicators a law has ended."""
    header = [_("Code"), _("Indicator"), _("Not measured from"), _("Legal basis"), _("Note")]
    lines: list[Sequence[Value]] = [
        [
            *(one.code, one.display_name, one.superseded_on),
            *(one.superseded_basis, one.superseded_note),
        ]
        for one in indicators
    ]
    return Table(_("Measures that ended"), header, lines, is_illustrative=False)


def clause_table(clauses: Iterable[Clause]) -> Table:
    """The document's clauses, each with the targets that rest on it."""
    header = [
        *(_("Clause"), _("Words of the document"), _("Code"), _("Indicator"), _("Year")),
        *(_("Target"), _("Amended on"), _("Reason")),
    ]
    lines = [_clause(one, target) for one in clauses for target in _stated(one)]
    return Table(_("Clauses and their targets"), header, lines, is_illustrative=False)


def _stated(clause: Clause) -> Sequence[Target | None]:
    return getattr(clause, "stated", ()) or (None,)


def _clause(clause: Clause, target: Target | None) -> Sequence[Value]:
    if target is None:
        return [clause.ref, clause.text, *[None] * 6]
    return [
        *(clause.ref, clause.text, target.indicator.code, target.indicator.display_name),
        *(target.year, target.wording, target.in_force_until, target.amendment_reason),
    ]
