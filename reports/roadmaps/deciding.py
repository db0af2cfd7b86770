"""The Office's side of a roadmap: approve it or return it, as one."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from assignments.models import Roadmap, RoadmapState
from reports.four_eyes import check_lent
from reports.notices import NotificationKind
from reports.roadmaps.notices import notify_unit
from reports.roadmaps.workflow import Verb, check_can, claim, hold, subject_of
from reports.workflow import WrongStateError
from tracker.accounts.models import User
from tracker.audit.ledger import record
from tracker.audit.models import Event
from tracker.common.errors import NotAllowedError
from tracker.common.timestamps import now


def approve(*, roadmap: Roadmap, by: User) -> Roadmap:
    """The roadmap counts from now, in place of the one approved before.

    Nobody approves a roadmap that they filled, brought in from a file, or sent themselves.
    """
    check_can(by, Verb.APPROVE, roadmap)
    with transaction.atomic():
        hold(Verb.APPROVE, roadmap)
        _check_not_own(roadmap, by)
        check_lent(roadmap, by)
        claim(roadmap, state=RoadmapState.APPROVED, approved_at=now(), approved_by=by)
        record("roadmap.approved", subject_of(roadmap), by=by)
        notify_unit(NotificationKind.ROADMAP_APPROVED, roadmap, by=by)
    return roadmap


def return_roadmap(*, roadmap: Roadmap, reason: str, by: User) -> Roadmap:
    """Give the roadmap back to the unit, with the reason."""
    check_can(by, Verb.RETURN, roadmap)
    words = reason.strip()
    if not words:
        raise WrongStateError(_("Give the reason."))
    with transaction.atomic():
        hold(Verb.RETURN, roadmap)
        _check_not_own(roadmap, by)
        claim(
            roadmap,
            state=RoadmapState.RETURNED,
            returned_at=now(),
            returned_by=by,
            return_reason=words,
        )
        record("roadmap.returned", subject_of(roadmap), by=by, reason=words)
        notify_unit(NotificationKind.ROADMAP_RETURNED, roadmap, words=words, by=by)
    return roadmap


def is_own(roadmap: Roadmap, user: User) -> bool:
    """Whether the person sent the roadmap or ever put a target into it; the ledger knows."""
    if roadmap.submitted_by_id == user.pk or roadmap.targets.filter(updated_by=user).exists():
        return True
    return Event.objects.filter(
        verb="local_target.set",
        actor=user,
        programme_code=roadmap.programme.code,
        subject_key__startswith=f"{roadmap.ledger_key}/",
    ).exists()


def _check_not_own(roadmap: Roadmap, by: User) -> None:
    if is_own(roadmap, by):
        raise NotAllowedError(_("Nobody decides on a roadmap that they filled or sent themselves."))
