"""The transition table of reports and the one door through it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assignments.models import Membership
from assignments.permissions import has_role, is_office, monitored_by
from reports.claiming import check_unmoved, lock, write
from reports.models import Report, ReportState, takes_reports
from tracker.accounts.models import User
from tracker.accounts.roles import Role
from tracker.common.errors import NotAllowedError, SentenceError

S = ReportState


class Verb(StrEnum):
    """What can be done to a report as a whole."""

    FILL = "fill"
    BRING = "bring"
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
    Verb.BRING: Rule(frozenset({Actor.OFFICE}), frozenset({S.DRAFT, S.RETURNED})),
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
"""The Office brings what units sent it as files into their reports; it fills nothing by hand."""


class WrongStateError(SentenceError):
    """The report is not, or no longer, in a state in which this can be done."""


def check_can(user: User, verb: Verb, report: Report) -> None:
    """NotAllowedError or WrongStateError unless the table lets this person do this now."""
    rule = RULES[verb]
    if not _capacities(user, report, rule.actors):
        raise NotAllowedError(_("You may see this report, but not do this with it."))
    check_stage(verb, report)


def check_stage(verb: Verb, report: Report) -> None:
    """WrongStateError unless the report's state and its period's lock leave room for the verb."""
    rule = RULES[verb]
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


def reports_open_to(user: User, verb: Verb) -> QuerySet[Report]:
    """Where this person may do this now: `check_can` as a condition."""
    rule = RULES[verb]
    roles = [actor.value for actor in rule.actors if actor is not Actor.OFFICE]
    own = Membership.objects.filter(user=user, role__in=roles).values("unit")
    theirs = Q(unit__in=own)
    if Actor.OFFICE in rule.actors:
        theirs |= Q(period__programme__in=monitored_by(user))
    reports = Report.objects.filter(theirs, state__in=rule.states)
    return reports if rule.while_locked else reports.filter(takes_reports("period__"))


_ROLES = ((Actor.REPORTER, Role.REPORTER), (Actor.HEAD, Role.HEAD))


def _capacities(user: User, report: Report, wanted: frozenset[Actor]) -> bool:
    roles = [role for actor, role in _ROLES if actor in wanted]
    if roles and has_role(user, report.unit, *roles):
        return True
    return Actor.OFFICE in wanted and is_office(user, report.period.programme)


def keep_still(report_key: int) -> None:
    """Let nobody else move or fill the report until the transaction ends."""
    lock(Report, report_key)


def hold(verb: Verb, report: Report) -> None:
    """Keep the report as it was read until the transaction ends; the first step of every deed.

    LostRaceError if somebody else moved it, WrongStateError if its period was locked meanwhile.
    """
    keep_still(report.pk)
    current = Report.objects.select_related("period").get(pk=report.pk)
    check_unmoved(report, current, LOST_RACE)
    check_stage(verb, current)


def claim(report: Report, **changes: Any) -> None:
    """Write `changes` only if the report is as it was read, else LostRaceError."""
    write(report, LOST_RACE, changes)


LOST_RACE: Promise = gettext_lazy(
    "Somebody else has just changed this report. Look at it again, nothing of yours was stored."
)
