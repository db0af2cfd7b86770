"""The entrance to the help: manuals, one's own first, the keys, method and terms."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from tracker.accounts.roles import Role


@dataclass(frozen=True)
class Manual:
    """A manual by its file's name; `roles` are those whose work it tells, `for_all` everybody's."""

    slug: str
    name: str
    about: str
    roles: tuple[Role, ...] = ()
    for_all: bool = False

    @property
    def title(self) -> str:
        """The name in the current language."""
        return _(self.name)

    @property
    def text(self) -> str:
        """What it is for, in the current language."""
        return _(self.about)


MANUALS = (
    Manual(
        "bat-dau",
        gettext_noop("First steps"),
        gettext_noop("Signing in, password and second step, and what is found on every page."),
        for_all=True,
    ),
    Manual(
        "nguoi-bao-cao",
        gettext_noop("For those who report"),
        gettext_noop("Entering figures and tasks, checking and sending, answering what came back."),
        (Role.REPORTER, Role.HEAD),
    ),
    Manual(
        "nguoi-tham-dinh",
        gettext_noop("For those who review"),
        gettext_noop("The queue, approving and returning, reminding, the papers of a meeting."),
        (Role.REVIEWER,),
    ),
    Manual(
        "nguoi-xem",
        gettext_noop("For those who read"),
        gettext_noop("The overview on one page, what needs attention, how to read an indicator."),
        (Role.READER,),
    ),
    Manual(
        "quan-tri",
        gettext_noop("For administrators"),
        gettext_noop("Programmes, units and their succession, accounts, the reporting calendar."),
    ),
)


@dataclass(frozen=True)
class Key:
    """A key, or some together, and what they do."""

    keys: tuple[str, ...]
    does: str


@dataclass(frozen=True)
class KeyGroup:
    """Where keys work, and which."""

    where: str
    keys: tuple[Key, ...]


def in_order(
    manuals: Iterable[Manual], roles: frozenset[Role], *, is_administrator: bool
) -> tuple[tuple[Manual, bool], ...]:
    """Each manual, and whether it is of the person's own work; these come first."""

    def is_own(manual: Manual) -> bool:
        is_of_administrators = not manual.roles and not manual.for_all
        return bool(roles & set(manual.roles)) or (is_administrator and is_of_administrators)

    return tuple(sorted(((one, is_own(one)) for one in manuals), key=lambda pair: not pair[1]))


def key_groups() -> tuple[KeyGroup, ...]:
    """The keys of the product: on every page, and in the grid."""
    return (
        KeyGroup(
            _("On every page"),
            (
                Key(("Tab",), _("To the next link, button or field")),
                Key(("Shift", "Tab"), _("Back to the one before")),
                Key(("Enter",), _("Follow the link, press the button")),
                Key(("Esc",), _("Close a menu or an explanation")),
                Key(("/",), _("Search")),
                Key(("Ctrl", "P"), _("Print the page; navigation and buttons stay away")),
            ),
        ),
        KeyGroup(
            _("In the grid of figures"),
            (
                Key(("Enter",), _("Save, and to the same column of the next row; ↓ does the same")),
                Key(("Shift", "Enter"), _("The same, to the row above; ↑ does the same")),
                Key(("Esc",), _("Take back what was typed in the cell")),
                Key(("Ctrl", "V"), _("Paste a column or a block copied from Excel")),
            ),
        ),
        KeyGroup(
            _("In a report under review"),
            (
                Key(("J",), _("To the next row; K to the one before")),
                Key(("X",), _("Choose the row, to be approved with the others chosen")),
                Key(("R",), _("Return the row: to the field for the reason")),
                Key(("Shift", "N"), _("To the next report; Shift + P to the one before")),
            ),
        ),
    )
