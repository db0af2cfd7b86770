"""Local targets pass only to a unit that is the old one under a new code."""

from datetime import date
from decimal import Decimal

import pytest
from django.utils import timezone

from assignments.models import LocalTarget, Roadmap, RoadmapState, SuccessionKind, UnitKind
from assignments.reorganisation.applying import plan_reorganisation, reorganise
from assignments.reorganisation.plan import Decisions
from assignments.reorganisation.rows import Proposal, Row
from indicators.models import Indicator
from tests.assignments.small_world import a_unit
from tracker.audit.models import Event

K = SuccessionKind
DAY = date(2026, 11, 1)


def roadmap(programme, unit, by, *, state=RoadmapState.APPROVED, revision=1, value="40"):
    now = timezone.now()
    is_approved = state == RoadmapState.APPROVED
    row = Roadmap.objects.create(
        programme=programme,
        unit=unit,
        state=state,
        revision=revision,
        created_by=by,
        approved_at=now if is_approved else None,
        approved_by=by if is_approved else None,
    )
    LocalTarget.objects.create(
        roadmap=row,
        indicator=Indicator.objects.get(code="housing"),
        year=2027,
        value=Decimal(value),
        updated_at=now,
        updated_by=by,
    )
    return row


@pytest.fixture
def districts(programme, reviewer):
    units = [a_unit(code, kind=UnitKind.DISTRICT) for code in ("401", "402")]
    for unit in units:
        roadmap(programme, unit, reviewer, value="38")
        roadmap(programme, unit, reviewer, revision=2)
        roadmap(programme, unit, reviewer, revision=3, state=RoadmapState.DRAFT, value="99")
    return units


def new(old, code="20001", kind=K.WHOLE, unit_kind=UnitKind.COMMUNE):
    return Row(old, code, kind, name="Xã Mới", unit_kind=unit_kind)


def do(programme, by, *rows):
    what = Proposal(DAY, "Nghị quyết", rows)
    plan = plan_reorganisation(province=programme.province, proposal=what, by=by)
    mark = plan.mark
    reorganise(province=programme.province, proposal=what, decisions=Decisions(), mark=mark, by=by)
    return plan


@pytest.mark.parametrize("kind", [K.WHOLE, K.RENAME])
def test_a_new_unit_that_took_the_whole_of_one(programme, reviewer, districts, kind):
    plan = do(programme, reviewer, new("401", kind=kind))
    heirs = {(one.source.revision, one.heir.code if one.heir else "") for one in plan.roadmaps}
    assert heirs == {(2, "20001"), (3, "")}
    passed = Roadmap.objects.get(unit__code="20001")
    assert (passed.state, timezone.localdate(passed.approved_at)) == (RoadmapState.APPROVED, DAY)
    assert [cell.value for cell in passed.targets.all()] == [Decimal(40)]
    assert Event.objects.get(verb="roadmap.inherited").after["from"] == "401"
    assert Roadmap.objects.filter(unit__code="401").count() == 3


@pytest.mark.parametrize(
    "rows",
    [
        [new("401"), new("402")],
        [new("401", kind=K.SPLIT)],
        [new("401", kind=K.PARTIAL)],
        [new("401", "20001", K.SPLIT), new("401", "20002", K.SPLIT)],
        [Row("401", "402", K.WHOLE)],
        [new("401", "42-so", unit_kind=UnitKind.DEPARTMENT)],
        [Row("401", "", K.ENDED)],
    ],
)
def test_all_others_set_theirs_anew(programme, reviewer, districts, rows):
    plan = do(programme, reviewer, *rows)
    assert {one.heir for one in plan.roadmaps} == {None}
    assert Roadmap.objects.exclude(unit__in=districts).count() == 0
    assert not Event.objects.filter(verb="roadmap.inherited").exists()
