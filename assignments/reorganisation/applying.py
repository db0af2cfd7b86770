"""Reorganising units: seen first, then done in one transaction, and only as it was seen."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time

from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from assignments.duties import pass_on
from assignments.memberships import membership_ledger, membership_subject
from assignments.models import (
    LocalTarget,
    Membership,
    Part,
    Roadmap,
    RoadmapState,
    Succession,
    Unit,
)
from assignments.reorganisation.plan import Decisions, Plan, RoadmapPassing, plan_of
from assignments.reorganisation.rows import Proposal, ReorganisationError, RowFault
from assignments.reorganisation.rules import check_proposal
from assignments.units_admin import check_may_administer, unit_ledger, unit_subject
from indicators.models import Province
from tracker.accounts.models import User
from tracker.audit.ledger import Subject, record_all
from tracker.common.errors import SentenceError


class PlanChangedError(SentenceError):
    """What would be done is no longer what was seen; nothing was stored."""


@dataclass(frozen=True)
class Reorganised:
    """How much was done."""

    day: date
    begun: int
    ended: int
    duties: int
    people: int


def plan_reorganisation(*, province: Province, proposal: Proposal, by: User) -> Plan:
    """What the proposal would do; ReorganisationError with all that is wrong, NotAllowedError."""
    check_may_administer(by, province)
    plan = plan_of(check_proposal(province, proposal, by))
    if left := plan.offices_left:
        programmes = ", ".join(sorted(one.source.programme.number for one in left))
        sentence = _("Nobody would review %(programmes)s: say who follows the reviewing office.")
        raise ReorganisationError([RowFault(None, sentence % {"programmes": programmes})])
    return plan


def reorganise(
    *, province: Province, proposal: Proposal, decisions: Decisions, mark: str, by: User
) -> Reorganised:
    """Units begin and end; duties, local targets and people pass on: all of it or nothing.

    PlanChangedError unless the plan is still the one with this mark; ReorganisationError for a
    decision that cannot be. Old units keep their reports, and their people.
    """
    try:
        with transaction.atomic():
            _keep_still(province)
            plan = plan_reorganisation(province=province, proposal=proposal, by=by)
            check_mark(plan, mark)
            _check_decisions(plan, decisions)
            return _apply(plan, decisions, by)
    except IntegrityError as error:
        raise PlanChangedError(_changed()) from error


def check_mark(plan: Plan, mark: str) -> None:
    """PlanChangedError unless this is what was seen."""
    if plan.mark != mark:
        raise PlanChangedError(_changed())


def _changed() -> str:
    return _(
        "Meanwhile something changed in the units, their duties or their people. "
        "Nothing was stored; look at the new preview."
    )


def _keep_still(province: Province) -> None:
    """One reorganisation of a province at a time; SQLite lets in one writer anyway."""
    if connection.features.has_select_for_update:
        rows = Province.objects.select_for_update(no_key=True).filter(pk=province.pk)
        list(rows.values_list("pk"))


def _check_decisions(plan: Plan, decisions: Decisions) -> None:
    """A lead among those who follow, a person into one of them; a reviewing office is chosen."""
    faults = []
    questions = {one.source.pk: one for one in plan.questions}
    for key, code in decisions.leads.items():
        asked = questions.get(key)
        heirs = {one.successor.code for one in asked.candidates if one.successor} if asked else ()
        if code and code not in heirs:
            faults.append(_("%(code)s does not follow the unit that led.") % {"code": code})
    for key, one in questions.items():
        if one.source.part == Part.MONITOR and not decisions.leads.get(key):
            sentence = _("Choose who will review %(programme)s.")
            faults.append(sentence % {"programme": one.source.programme.number})
    movers = {one.key: one for one in plan.movers}
    for name, code in decisions.people.items():
        mover = movers.get(name)
        if code and code not in {unit.code for unit in (mover.candidates if mover else ())}:
            faults.append(_("%(code)s does not follow the unit of this person.") % {"code": code})
    if faults:
        raise ReorganisationError([RowFault(None, sentence) for sentence in faults])


def _apply(plan: Plan, decisions: Decisions, by: User) -> Reorganised:
    draft, day = plan.draft, plan.draft.proposal.day
    Unit.objects.bulk_create(draft.begins)
    keys = [unit.pk for unit in draft.ends]
    ended = Unit.objects.filter(pk__in=keys, valid_to__isnull=True).update(valid_to=day)
    if ended != len(keys):
        raise PlanChangedError(_changed())
    Succession.objects.bulk_create(draft.successions)
    _record_units(plan, by)
    passed = pass_on(
        draft.province,
        by=by,
        choices=decisions.leads,
        since=day,
        reason=draft.proposal.basis,
    )
    _copy_roadmaps(plan, by)
    people = _move(plan, decisions, by)
    return Reorganised(day, len(draft.begins), ended, passed, people)


def _record_units(plan: Plan, by: User) -> None:
    draft, day = plan.draft, plan.draft.proposal.day.isoformat()
    place = {"province": draft.province.code}
    deeds = [("unit.created", unit_subject(one), None, unit_ledger(one)) for one in draft.begins]
    deeds += [
        ("unit.ended", unit_subject(one), None, {"valid_to": day, "unit": one.code, **place})
        for one in draft.ends
    ]
    for row in draft.successions:
        heir = row.successor.code if row.successor else ""
        subject = Subject("succession", f"{row.predecessor.code}/{heir}/{day}")
        told = {"kind": str(row.kind), "from": row.predecessor.code, "unit": heir, **place}
        verb = "succession.made" if heir else "succession.ended"
        deeds.append((verb, subject, None, told))
    record_all(deeds, by=by, reason=draft.proposal.basis)


def _copy_roadmaps(plan: Plan, by: User) -> None:
    """Approved targets count for the heir from the day on, with their authors."""
    moment = timezone.make_aware(datetime.combine(plan.draft.proposal.day, time.min))
    passing = [one for one in plan.roadmaps if one.heir is not None]
    fresh = Roadmap.objects.bulk_create(
        Roadmap(
            programme=one.source.programme,
            unit=one.heir,
            state=RoadmapState.APPROVED,
            created_by=by,
            submitted_at=moment,
            submitted_by=by,
            approved_at=moment,
            approved_by=by,
        )
        for one in passing
    )
    heirs = dict(zip((one.source.pk for one in passing), fresh, strict=True))
    cells = list(LocalTarget.objects.filter(roadmap__in=list(heirs)))
    for cell in cells:
        cell.roadmap = heirs[cell.roadmap_id]
        cell.pk, cell.version = None, 1
    LocalTarget.objects.bulk_create(cells, batch_size=500)
    record_all(
        [_roadmap_deed(one, row) for one, row in zip(passing, fresh, strict=True)],
        by=by,
        reason=plan.draft.proposal.basis,
    )


def _roadmap_deed(one: RoadmapPassing, row: Roadmap) -> tuple[str, Subject, None, dict[str, str]]:
    subject = Subject("roadmap", row.ledger_key, row.programme.code)
    return "roadmap.inherited", subject, None, {"from": one.source.unit.code}


def _move(plan: Plan, decisions: Decisions, by: User) -> int:
    """People get their roles in the chosen unit too; how many roles. They keep those they have."""
    units = {row.successor.code: row.successor for row in plan.draft.successions if row.successor}
    wanted = [
        Membership(user=one.user, unit=units[code], role=role)
        for one in plan.movers
        if (code := decisions.people.get(one.key, ""))
        for role in one.roles
    ]
    fresh = _new_ones(wanted)
    Membership.objects.bulk_create(fresh, batch_size=500)
    record_all(
        [("membership.made", membership_subject(m), None, membership_ledger(m)) for m in fresh],
        by=by,
        reason=plan.draft.proposal.basis,
    )
    return len(fresh)


def _new_ones(wanted: Iterable[Membership]) -> list[Membership]:
    rows = {(one.user_id, one.unit.pk, one.role): one for one in wanted}
    units = {unit for _user, unit, _role in rows}
    memberships = Membership.objects.filter(unit__in=units)
    held = set(memberships.values_list("user_id", "unit_id", "role"))
    return [one for key, one in rows.items() if key not in held]
