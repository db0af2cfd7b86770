"""From what the pages read to the shapes of the answers."""

from __future__ import annotations

from datetime import date

from assignments.models import Unit
from indicators.models import Indicator, Programme
from reports.api import schemas
from reports.queries.facts import Plan, known_figures, load_plan
from reports.queries.tasks import Duty, ProgrammeTasks, programme_tasks
from reports.task_states import count

MOST_FIGURES = 1000


def programme(one: Programme) -> schemas.ProgrammeOut:
    """One programme."""
    return schemas.ProgrammeOut(
        code=one.code,
        number=one.number,
        title=one.title,
        title_en=one.title_en,
        issuer=one.issuer,
        issued_on=one.issued_on,
        province=one.province.code,
        interim_year=one.interim_year,
        final_year=one.final_year,
        vision_year=one.vision_year,
    )


def indicators(found: Programme, as_of: date) -> list[schemas.IndicatorOut]:
    """The indicators in the order of the document, with their owners on the day."""
    facts = load_plan(found, as_of)
    return [_indicator(one, facts) for one in facts.indicators]


def _indicator(one: Indicator, facts: Plan) -> schemas.IndicatorOut:
    owners = facts.owners.get(one.pk)
    return schemas.IndicatorOut(
        code=one.code,
        name=one.name,
        name_en=one.name_en,
        group=one.group.name,
        unit=one.unit,
        kind=one.kind,
        wanted=one.wanted,
        decimals=one.decimals,
        frequency=one.frequency,
        collection=one.collection,
        classes=list(one.class_order),
        definition=one.definition,
        superseded_on=one.superseded_on,
        lead=owners.lead.code if owners and owners.lead else None,
        coordinating=[unit.code for unit in owners.coordinating] if owners else [],
    )


def targets(found: Programme, as_of: date) -> list[schemas.TargetOut]:
    """The targets in force on the day, by indicator and year."""
    facts = load_plan(found, as_of)
    return [
        schemas.TargetOut(
            indicator=indicator.code,
            year=one.year,
            comparator=one.comparator,
            value=one.value,
            low=one.low,
            high=one.high,
            classes=one.classes,
            due=one.due,
            wording=one.wording,
            clause=one.clause.ref if one.clause else None,
        )
        for indicator in facts.indicators
        for one in facts.targets.get(indicator.pk, ())
    ]


def figures(
    found: Programme, as_of: date, indicator: str | None, after: int, limit: int
) -> schemas.FiguresOut:
    """Approved figures that counted on the day, `limit` of them beyond the key `after`."""
    rows = known_figures(as_of).filter(
        indicator__programme=found, indicator__retired_at=None, pk__gt=after
    )
    if indicator is not None:
        rows = rows.filter(indicator__code=indicator)
    page = list(rows.select_related("indicator", "unit").order_by("pk")[: limit + 1])
    items = [
        schemas.FigureOut(
            id=one.pk,
            indicator=one.indicator.code,
            unit=one.unit.code,
            period=str(one.period),
            class_code=one.class_code,
            definition=one.definition,
            value=one.value,
            numerator=one.numerator,
            denominator=one.denominator,
            done_on=one.done_on,
            nature=one.nature,
            source=one.source,
            known_on=one.known_on,
        )
        for one in page[:limit]
    ]
    return schemas.FiguresOut(items=items, next=items[-1].id if len(page) > limit else None)


def units(found: Programme) -> list[schemas.UnitOut]:
    """Every unit of the province, past and present."""
    rows = Unit.objects.filter(province=found.province_id).order_by("code")
    return [
        schemas.UnitOut(
            code=one.code,
            name=one.name,
            short_name=one.short_name,
            kind=one.kind,
            valid_from=one.valid_from,
            valid_to=one.valid_to,
        )
        for one in rows
    ]


def tasks(found: Programme, as_of: date) -> schemas.TasksOut:
    """All tasks on the day with the four counts over their leads."""
    facts = programme_tasks(found, as_of)
    return schemas.TasksOut(
        as_of=as_of,
        counts=_counts(facts),
        tasks=[
            schemas.TaskOut(
                code=one.task.code,
                section=one.task.section.number,
                title=one.task.title,
                text=one.task.text,
                due_wording=one.task.due_wording,
                leads=[_duty(duty) for duty in one.duties],
                coordinating=[unit.code for unit in one.coordinating],
            )
            for one in facts.tasks
        ],
    )


def _counts(facts: ProgrammeTasks) -> schemas.FourCountsOut:
    counts = count(duty.standing for duty in facts.duties)
    return schemas.FourCountsOut(
        on_time=counts.done_on_time,
        late=counts.done_late,
        running=counts.running,
        overdue=counts.overdue,
        due_soon=counts.due_soon,
        unassigned=len(facts.unassigned),
    )


def _duty(duty: Duty) -> schemas.DutyOut:
    known = duty.progress
    return schemas.DutyOut(
        unit=duty.unit.code,
        due=duty.due,
        state=duty.standing.state.value,
        is_due_soon=duty.standing.is_due_soon,
        progress=known.percent if known else None,
        done_on=known.done_on if known else None,
    )
