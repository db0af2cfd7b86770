"""Whether somebody besides the reviewer answers for what is to be approved.

Whoever gives a person a one-time password could sign in as that person, send, and then approve what
they sent. The ledger knows who gave which password when.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from assignments.models import Roadmap
from reports.models import Report
from tracker.accounts.models import SecondFactor, User
from tracker.audit.models import Event
from tracker.common.errors import NotAllowedError
from tracker.common.labels import day_label

LENT_FOR = timedelta(days=30)
"""So long after a password was given, what is sent with the account may come from who gave it."""
_GIVEN = ("account.made", "account.password_reset")


@dataclass(frozen=True)
class _Answer:
    """Somebody sent or signed something at a moment, and so answers for it."""

    user: User
    at: datetime


def check_lent(what: Report | Roadmap, by: User) -> None:
    """NotAllowedError where everybody who answers for it had their password from `by`."""
    if sentence := lent([what], by).get(what.pk):
        raise NotAllowedError(sentence)


def lent(things: Iterable[Report | Roadmap], by: User) -> Mapping[int, str]:
    """Key → why this person may not approve it, for those that they may not; one query, two where
    passwords were given.

    One independent sender or signer is enough. A second factor that was there before the password
    keeps an account its owner's; a later password from somebody else gives it back to them.
    """
    answers = {one.pk: _answers(one) for one in things}
    everybody = [answer for some in answers.values() for answer in some]
    if not everybody:
        return {}
    given = _given(everybody)
    if by.pk not in {event.actor_id for event in given}:
        return {}
    factors = _factors(everybody)
    found = {}
    for key, some in answers.items():
        moments = [_lent_at(one, given, factors, by) for one in some]
        if moments and moments[-1] is not None and None not in moments:
            found[key] = _sentence(some[-1].user, moments[-1])
    return found


def _answers(what: Report | Roadmap) -> list[_Answer]:
    """Who sent it and, where it was signed after that, who signed it."""
    found = []
    if what.submitted_by is not None and what.submitted_at is not None:
        found.append(_Answer(what.submitted_by, what.submitted_at))
    if isinstance(what, Report) and what.signed_by is not None and what.signed_at is not None:
        signed = _Answer(what.signed_by, what.signed_at)
        found += [signed for sent in found[:1] if signed.at >= sent.at]
    return found


def _given(answers: Iterable[_Answer]) -> list[Event]:
    """Every password given to one of them that may count, the latest first."""
    answers = list(answers)
    since = min(one.at for one in answers) - LENT_FOR
    found = Event.objects.filter(
        verb__in=_GIVEN,
        subject_kind="account",
        subject_key__in={one.user.username for one in answers},
        happened_at__gte=since,
    )
    return list(found.order_by("-happened_at", "-id"))


def _factors(answers: Iterable[_Answer]) -> dict[int, datetime]:
    people = {one.user.pk for one in answers}
    return dict(SecondFactor.objects.filter(user__in=people).values_list("user", "began_at"))


def _lent_at(
    answer: _Answer, given: Iterable[Event], factors: Mapping[int, datetime], by: User
) -> datetime | None:
    """When `by` gave the password with which the account was in use then; None if not they."""
    for event in given:
        is_of = event.subject_key == answer.user.username
        if is_of and answer.at - LENT_FOR <= event.happened_at <= answer.at:
            began = factors.get(answer.user.pk)
            is_kept = began is not None and began < event.happened_at
            return event.happened_at if event.actor_id == by.pk and not is_kept else None
    return None


def _sentence(person: User, moment: datetime) -> str:
    return _(
        "You gave %(person)s a password on %(day)s, so it takes another reviewer to approve this. "
        "Or return it, and let somebody else of the unit send or sign it."
    ) % {"person": person.full_name, "day": day_label(localdate(moment))}
