"""The transition table of reports and the one door through it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from reports.models import Report, ReportState
from reports.permissions import has_role, is_office
from tracker.accounts.models import User
from tracker.accounts.roles import Role
from tracker.common.errors import NotAllowedError, SentenceError

S = ReportState


class Verb(StrEnum):
    """What can be done to a report as a whole."""

    FILL = "fill"
    SUBMIT = "submit"
    SIGN = "sign"
    SEND_BACK = "send_back"
    WITHDRAW = "withdraw"
    RETURN = "return"
    APPROVE = "approve"
    REVISE = "revise"


class Actor(StrEnum):
    """In which capacity somebody acts."""

    REPORTER = "reporter"
    HEAD = "head"
    OFFICE = "office"


@dataclass(frozen=True)
class Rule:
    """Who may do a verb in which states, and whether it ends with a locked period."""

    actors: frozenset[Actor]
    states: frozenset[ReportState]
    while_locked: bool = False


_UNIT = frozenset({Actor.REPORTER, Actor.HEAD})
RULES: dict[Verb, Rule] = {
    Verb.FILL: Rule(_UNIT, frozenset({S.DRAFT, S.RETURNED})),
    Verb.SUBMIT: Rule(_UNIT, frozenset({S.DRAFT, S.RETURNED})),
    Verb.SIGN: Rule(frozenset({Actor.HEAD}), frozenset({S.SIGNING})),
    Verb.SEND_BACK: Rule(frozenset({Actor.HEAD}), frozenset({S.SIGNING})),
    Verb.WITHDRAW: Rule(_UNIT, frozenset({S.SIGNING, S.SUBMITTED})),
    Verb.RETURN: Rule(frozenset({Actor.OFFICE}), frozenset({S.SUBMITTED, S.RETURNED})),
    Verb.APPROVE: Rule(
        frozenset({Actor.OFFICE}), frozenset({S.SUBMITTED, S.RETURNED}), while_locked=True
    ),
    Verb.REVISE: Rule(_UNIT, frozenset({S.APPROVED})),
}


class WrongStateError(SentenceError):
    """The report is not, or no longer, in a state in which this can be done."""


class LostRaceError(SentenceError):
    """Somebody else moved the report between reading and writing."""


def check_can(user: User, verb: Verb, report: Report) -> None:
    """NotAllowedError or WrongStateError unless the table lets this person do this now."""
    rule = RULES[verb]
    if not _capacities(user, report, rule.actors):
        raise NotAllowedError(_("You may see this report, but not do this with it."))
    if report.state not in rule.states:
        raise WrongStateError(
            _("The report is “%(state)s”: this cannot be done now.")
            % {"state": report.get_state_display()}
        )
    if report.period.is_locked and not rule.while_locked:
        raise WrongStateError(_("The period is locked. Ask the Office to reopen it."))


def can(user: User, verb: Verb, report: Report) -> bool:
    """`check_can` as a question."""
    try:
        check_can(user, verb, report)
    except SentenceError:
        return False
    return True


def _capacities(user: User, report: Report, wanted: frozenset[Actor]) -> bool:
    if Actor.REPORTER in wanted and has_role(user, report.unit, Role.REPORTER):
        return True
    if Actor.HEAD in wanted and has_role(user, report.unit, Role.HEAD):
        return True
    return Actor.OFFICE in wanted and is_office(user, report.period.programme)


def claim(report: Report, **changes: Any) -> None:
    """Write `changes` only if the report is as it was read; its version rises by one.

    A conditional UPDATE, safe on SQLite and PostgreSQL alike; LostRaceError if somebody else was
    faster. Must stand in the atomic block of the whole deed.
    """
    rows = Report.objects.filter(pk=report.pk, state=report.state, version=report.version)
    if not rows.update(version=report.version + 1, **changes):
        raise LostRaceError(LOST_RACE)
    report.refresh_from_db()


LOST_RACE: Promise = gettext_lazy(
    "Somebody else has just changed this report. Look at it again, nothing of yours was stored."
)
