"""Accounts by file: what each row would make, or why it is refused; nothing is stored here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from assignments.memberships import check_may_give
from assignments.models import Unit
from assignments.people.accounts import NewAccount, check_username
from indicators.models import Programme
from reports.hard_checks import CellError
from reports.imports.rows import MESSAGE, Layout, Refusal, Row
from reports.imports.tables import read_table
from reports.queries.people import taken_usernames
from tracker.accounts.models import User
from tracker.accounts.roles import Role
from tracker.common.errors import SentenceError
from tracker.common.folding import fold
from tracker.common.timestamps import today

ACCOUNTS = Layout(
    columns=("username", "full_name", "email", "unit", "role", "unit_name"),
    required=("username", "full_name", "unit", "role"),
    headings={
        **dict.fromkeys(("ten dang nhap", "tai khoan", "user name"), "username"),
        **dict.fromkeys(("ho va ten", "ho ten", "full name"), "full_name"),
        **dict.fromkeys(("thu dien tu", "e-mail"), "email"),
        **dict.fromkeys(("ma don vi", "don vi", "unit code"), "unit"),
        **dict.fromkeys(("vai tro",), "role"),
        **dict.fromkeys(("ten don vi", "unit name"), "unit_name"),
    },
    unread=frozenset({"unit_name", MESSAGE}),
    labels={
        "username": gettext_lazy("User name"),
        "full_name": gettext_lazy("Full name"),
        "email": gettext_lazy("E-mail"),
        "unit": gettext_lazy("Unit code"),
        "role": gettext_lazy("Role"),
        "unit_name": gettext_lazy("Unit name"),
    },
)
"""One row for each role: a person with two roles stands in two rows."""
MOST_ACCOUNTS = 500
_LONGEST = {"full_name": 120, "email": 254, "username": 60}


@dataclass(frozen=True)
class NewLine:
    """An account that would be made, and where it first stands in the file."""

    place: str
    account: NewAccount


@dataclass(frozen=True)
class AccountsPreview:
    """What a file would do; `existing`: place and user name of accounts that stay as they are."""

    new: tuple[NewLine, ...]
    existing: tuple[tuple[str, str], ...]
    refusals: tuple[Refusal, ...]

    @property
    def accounts(self) -> list[NewAccount]:
        """What would be made."""
        return [one.account for one in self.new]


def preview(*, programme: Programme, content: bytes, by: User) -> AccountsPreview:
    """Check every row. Raises FileUnreadableError; one fault refuses all rows of its account."""
    rows = read_table(content, ACCOUNTS, most=MOST_ACCOUNTS)
    checker = _Checker(by=by, units=units_of(programme), words=_role_words())
    taken = taken_usernames([_username(row) for row in rows])
    existing: dict[str, str] = {}
    refused: dict[int, Refusal] = {}
    for number, row in enumerate(rows):
        username = _username(row)
        if username in taken:
            existing.setdefault(username, row.place())
            continue
        try:
            checker.take(row, username)
        except CellError as error:
            refused[number] = row.refusal(error.column, error.sentence)
    spoilt = {_username(rows[number]) for number in refused}
    for number, row in enumerate(rows):
        if _username(row) in spoilt and number not in refused:
            sentence = _("Another row of this account is refused.")
            refused[number] = row.refusal("username", sentence)
    new = tuple(line for name, line in checker.found.items() if name not in spoilt)
    pairs = tuple((place, name) for name, place in existing.items())
    return AccountsPreview(new, pairs, tuple(one for _number, one in sorted(refused.items())))


def units_of(programme: Programme) -> dict[str, Unit]:
    """The units of the province by code, each with its province."""
    units = Unit.objects.filter(province=programme.province_id).select_related("province")
    return {unit.code: unit for unit in units}


@dataclass
class _Checker:
    """Puts rows together to accounts."""

    by: User
    units: Mapping[str, Unit]
    words: Mapping[str, Role]
    found: dict[str, NewLine] = field(default_factory=dict)
    _allowed: dict[tuple[int, Role], str] = field(default_factory=dict)

    def take(self, row: Row, username: str) -> None:
        """Add what the row says; CellError with the first fault."""
        for column, sentence in row.faults.items():
            raise CellError(column, sentence)
        _check(check_username, "username", username)
        held = (self._unit(row), self._role(row))
        self._check_may_give(*held)
        account = NewAccount(username, _name(row), _email(row), (held,))
        line = self.found.get(username)
        if line is None:
            self.found[username] = NewLine(row.place(), account)
            return
        for column in ("full_name", "email"):
            if getattr(line.account, column) != getattr(account, column):
                raise CellError(
                    column,
                    _("The same user name stands with something else here: %(place)s.")
                    % {"place": line.place},
                )
        if held in line.account.roles:
            raise CellError(
                "role", _("The same role already stands here: %(place)s.") % {"place": line.place}
            )
        roles = (*line.account.roles, held)
        self.found[username] = NewLine(line.place, replace(line.account, roles=roles))

    def _unit(self, row: Row) -> Unit:
        unit = self.units.get(row["unit"].strip())
        if unit is None:
            raise CellError("unit", _("The province has no unit with this code."))
        if unit.valid_to is not None and unit.valid_to <= today():
            raise CellError("unit", _("This unit has ended."))
        return unit

    def _role(self, row: Row) -> Role:
        role = self.words.get(fold(row["role"]))
        if role is None:
            names = ", ".join(str(one.label) for one in Role)
            raise CellError("role", _("Write one of these roles: %(roles)s.") % {"roles": names})
        return role

    def _check_may_give(self, unit: Unit, role: Role) -> None:
        key = (unit.pk, role)
        if key not in self._allowed:
            try:
                check_may_give(self.by, unit, role)
                self._allowed[key] = ""
            except SentenceError as error:
                self._allowed[key] = str(error)
        if self._allowed[key]:
            raise CellError("role", self._allowed[key])


def _username(row: Row) -> str:
    return row["username"].strip().lower()


def _name(row: Row) -> str:
    name = " ".join(row["full_name"].split())
    if not name:
        raise CellError("full_name", _("The full name is missing."))
    return _short("full_name", name)


def _email(row: Row) -> str:
    text = row["email"].strip()
    if text:
        try:
            validate_email(text)
        except ValidationError as error:
            raise CellError("email", _("This is not an e-mail address.")) from error
    return _short("email", text)


def _short(column: str, text: str) -> str:
    if len(text) > _LONGEST[column]:
        raise CellError(
            column, _("This is longer than %(count)d characters.") % {"count": _LONGEST[column]}
        )
    return text


def _check(rule: object, column: str, text: str) -> None:
    try:
        rule(text)  # type: ignore[operator]
    except SentenceError as error:
        raise CellError(column, str(error)) from error


def _role_words() -> dict[str, Role]:
    words: dict[str, Role] = {}
    for language in ("vi", "en"):
        with override(language):
            words |= {fold(str(role.label)): role for role in Role}
    return words | {role.value: role for role in Role}


def as_rows(accounts: Sequence[NewAccount]) -> list[list[str]]:
    """The accounts as plain rows, to be carried by the page between preview and confirmation."""
    return [
        [one.username, one.full_name, one.email, unit.code, role.value]
        for one in accounts
        for unit, role in one.roles
    ]


def from_rows(rows: Sequence[Sequence[str]], units: Mapping[str, Unit]) -> list[NewAccount]:
    """The accounts of `as_rows` again; KeyError for a unit that is no longer there."""
    found: dict[str, NewAccount] = {}
    for username, full_name, email, unit, role in rows:
        held = (units[unit], Role(role))
        before = found.get(username)
        roles = (*before.roles, held) if before else (held,)
        found[username] = NewAccount(username, full_name, email, roles)
    return list(found.values())
