"""Sheets about accounts: the one to fill, and the one with the one-time passwords."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from assignments.models import Unit
from assignments.people.accounts import MadeAccount, NewAccount
from reports.exports.tables import TableSheet
from reports.imports.accounts import ACCOUNTS
from tracker.accounts.roles import Role
from tracker.common.labels import day_label
from tracker.common.sheets.writer import Value

_ROWS_TO_FILL = 100
_ROLE_COLUMN = 5


def template_sheets(units: Iterable[Unit], day: date) -> list[TableSheet]:
    """The sheet to fill and the units that exist on the day, with their codes."""
    header = [ACCOUNTS.label(one) for one in ACCOUNTS.columns if one not in ACCOUNTS.unread]
    rows = [[unit.code, unit.name] for unit in units if not unit.valid_to or unit.valid_to > day]
    return [
        TableSheet(
            name=_("Accounts"),
            title=_("Accounts to be made"),
            notes=[
                _("One row for each role: a person with two roles stands in two rows."),
                _("Latin letters, digits and points in the user name, such as nguyen.van.a."),
            ],
            header=header,
            rows=[],
            widths=[22, 30, 32, 16, 34],
            empty=_ROWS_TO_FILL,
            is_filled_in=True,
            choices={_ROLE_COLUMN: [str(role.label) for role in Role]},
        ),
        TableSheet(
            name=_("Units"),
            title=_("Units with their codes"),
            header=[_("Code"), _("Unit")],
            rows=sorted(rows),
            widths=[18, 60],
        ),
    ]


def password_sheet(accounts: Sequence[NewAccount], made: Sequence[MadeAccount]) -> TableSheet:
    """Each account with its one-time password; the words say how to hand it on."""
    roles = {
        one.username: "; ".join(f"{role.label}, {unit.name}" for unit, role in one.roles)
        for one in accounts
    }
    rows: list[Sequence[Value]] = [
        [
            *(one.user.full_name, one.user.username, roles.get(one.user.username, "")),
            *(one.password, _until(one)),
        ]
        for one in made
    ]
    return TableSheet(
        name=_("One-time passwords"),
        title=_("Accounts with their one-time passwords"),
        notes=[
            _("Give each person their own row only, and delete this file afterwards."),
            _("At the first sign-in each person chooses a password of their own."),
        ],
        header=[
            _("Full name"),
            _("User name"),
            _("Role"),
            _("One-time password"),
            _("Valid until"),
        ],
        rows=rows,
        widths=[30, 24, 52, 22, 16],
    )


def _until(one: MadeAccount) -> str:
    until = one.user.one_time_until
    return day_label(localdate(until)) if until else ""
