"""The transition table of local roadmaps and the one door through it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assignments.models import Roadmap, RoadmapState, Unit
from assignments.permissions import UNIT_ROLES, has_role, is_office
from indicators.models import Programme
from reports.claiming import check_unmoved, lock, write
from reports.workflow import WrongStateError
from tracker.accounts.models import User
from tracker.audit.ledger import Subject
from tracker.common.errors import NotAllowedError, SentenceError

S = RoadmapState


class Verb(StrEnum):
    """What can be done to a roadmap."""

    FILL = "fill"
    BRING = "bring"
    SUBMIT = "submit"
    WITHDRAW = "withdraw"
    RETURN = "return"
    APPROVE = "approve"
    REVISE = "revise"


class Actor(StrEnum):
    """In which capacity somebody acts."""

    UNIT = "unit"
    OFFICE = "office"


@dataclass(frozen=True)
class Rule:
    """Who may do a verb in which states."""

    actor: Actor
    states: frozenset[RoadmapState]


RULES: dict[Verb, Rule] = {
    Verb.FILL: Rule(Actor.UNIT, frozenset({S.DRAFT, S.RETURNED})),
    Verb.BRING: Rule(Actor.OFFICE, frozenset({S.DRAFT})),
    Verb.SUBMIT: Rule(Actor.UNIT, frozenset({S.DRAFT, S.RETURNED})),
    Verb.WITHDRAW: Rule(Actor.UNIT, frozenset({S.SUBMITTED})),
    Verb.RETURN: Rule(Actor.OFFICE, frozenset({S.SUBMITTED})),
    Verb.APPROVE: Rule(Actor.OFFICE, frozenset({S.SUBMITTED})),
    Verb.REVISE: Rule(Actor.UNIT, frozenset({S.APPROVED})),
}
"""The Office brings targets from a file into drafts; it fills nothing by hand."""


def check_can(user: User, verb: Verb, roadmap: Roadmap) -> None:
    """NotAllowedError or WrongStateError unless the table lets this person do this now."""
    check_is(user, RULES[verb].actor, roadmap.unit, roadmap.programme)
    check_stage(verb, roadmap)


def check_is(user: User, actor: Actor, unit: Unit, programme: Programme) -> None:
    """NotAllowedError unless the person acts in this capacity for the unit's roadmap."""
    is_unit = actor is Actor.UNIT and has_role(user, unit, *UNIT_ROLES)
    if not (is_unit or (actor is Actor.OFFICE and is_office(user, programme))):
        raise NotAllowedError(_("You may see this roadmap, but not do this with it."))


def check_stage(verb: Verb, roadmap: Roadmap) -> None:
    """WrongStateError unless the roadmap's state leaves room for the verb."""
    if roadmap.state not in RULES[verb].states:
        raise WrongStateError(
            _("The roadmap is “%(state)s”: this cannot be done now.")
            % {"state": roadmap.get_state_display()}
        )


def can(user: User, verb: Verb, roadmap: Roadmap) -> bool:
    """`check_can` as a question."""
    try:
        check_can(user, verb, roadmap)
    except SentenceError:
        return False
    return True


def keep_still(roadmap_key: int) -> None:
    """Let nobody else move or fill the roadmap until the transaction ends."""
    lock(Roadmap, roadmap_key)


def hold(verb: Verb, roadmap: Roadmap) -> None:
    """Keep the roadmap as it was read until the transaction ends; the first step of every deed.

    LostRaceError if somebody else moved it, WrongStateError if it was never in a fitting state.
    """
    keep_still(roadmap.pk)
    current = Roadmap.objects.get(pk=roadmap.pk)
    check_unmoved(roadmap, current, LOST_RACE)
    check_stage(verb, current)


def claim(roadmap: Roadmap, **changes: Any) -> None:
    """Write `changes` only if the roadmap is as it was read, else LostRaceError."""
    write(roadmap, LOST_RACE, changes)


def subject_of(roadmap: Roadmap) -> Subject:
    """The roadmap for the ledger."""
    return Subject("roadmap", roadmap.ledger_key, roadmap.programme.code)


LOST_RACE: Promise = gettext_lazy(
    "Somebody else has just changed this roadmap. Look at it again, nothing of yours was stored."
)
