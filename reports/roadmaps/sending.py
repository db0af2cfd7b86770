"""The unit's side of its roadmap: send it, take it back, begin a new one beside an approved one."""

from __future__ import annotations

from datetime import date

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from assignments.models import LocalTarget, Roadmap, RoadmapState
from indicators.models import Indicator
from reports.hard_checks import CellError
from reports.notices import NotificationKind
from reports.roadmaps.checks import check_goal
from reports.roadmaps.frame import roadmap_indicators, sets_targets, years_of
from reports.roadmaps.notices import notify_office
from reports.roadmaps.workflow import Verb, check_can, claim, hold, subject_of
from reports.workflow import WrongStateError
from tracker.accounts.models import User
from tracker.audit.ledger import record
from tracker.common.errors import SentenceError
from tracker.common.timestamps import now, today


class UnfitRoadmapError(SentenceError):
    """The roadmap cannot be sent as it stands; the sentence says why."""


def check_fit(roadmap: Roadmap, day: date) -> None:
    """UnfitRoadmapError unless the unit exists, and sets at least one target that can stand."""
    if not sets_targets(roadmap.unit, roadmap.programme, day):
        raise UnfitRoadmapError(_("This unit sets no local targets in this programme."))
    years = years_of(roadmap.programme)
    live = {one.pk: one for one in roadmap_indicators(roadmap.programme)}
    cells = [one for one in roadmap.targets.all() if one.value is not None]
    counting = [one for one in cells if one.indicator_id in live and one.year in years]
    if not counting:
        raise UnfitRoadmapError(_("Set at least one target before sending the roadmap."))
    for cell in counting:
        _check_bounds(live[cell.indicator_id], cell)


def _check_bounds(indicator: Indicator, cell: LocalTarget) -> None:
    """The programme may have got other bounds since the cell was saved."""
    try:
        check_goal(indicator, cell.value, cell.denominator)
    except CellError as error:
        raise UnfitRoadmapError(
            _("%(indicator)s, %(year)d: %(why)s")
            % {"indicator": indicator.display_name, "year": cell.year, "why": error.sentence}
        ) from error


def submit(*, roadmap: Roadmap, by: User) -> Roadmap:
    """Send the roadmap to the Office."""
    check_can(by, Verb.SUBMIT, roadmap)
    with transaction.atomic():
        hold(Verb.SUBMIT, roadmap)
        check_fit(roadmap, today())
        claim(roadmap, state=RoadmapState.SUBMITTED, submitted_at=now(), submitted_by=by)
        record("roadmap.submitted", subject_of(roadmap), by=by)
        notify_office(NotificationKind.ROADMAP_SUBMITTED, roadmap, by=by)
    return roadmap


def withdraw(*, roadmap: Roadmap, by: User) -> Roadmap:
    """Take the roadmap back from the Office while it has not decided."""
    check_can(by, Verb.WITHDRAW, roadmap)
    with transaction.atomic():
        hold(Verb.WITHDRAW, roadmap)
        claim(roadmap, state=RoadmapState.DRAFT)
        record("roadmap.withdrawn", subject_of(roadmap), by=by)
    return roadmap


def revise(*, roadmap: Roadmap, by: User, reason: str) -> Roadmap:
    """A new revision beside an approved roadmap, with its targets; the old one counts on."""
    check_can(by, Verb.REVISE, roadmap)
    if not reason.strip():
        raise WrongStateError(_("Give the reason."))
    try:
        with transaction.atomic():
            hold(Verb.REVISE, roadmap)
            fresh = Roadmap.objects.create(
                programme=roadmap.programme,
                unit=roadmap.unit,
                revision=roadmap.revision + 1,
                created_by=by,
            )
            _copy(roadmap, fresh)
            record("roadmap.revised", subject_of(fresh), by=by, reason=reason.strip())
    except IntegrityError as error:
        raise WrongStateError(_("A new roadmap of this unit is already under way.")) from error
    return fresh


def _copy(old: Roadmap, new: Roadmap) -> None:
    """The targets with their authors and moments; their versions begin anew."""
    cells = [
        one for one in old.targets.all() if one.value is not None or one.denominator is not None
    ]
    for cell in cells:
        cell.pk = None
        cell.roadmap = new
        cell.version = 1
    LocalTarget.objects.bulk_create(cells)
