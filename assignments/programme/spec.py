"""A stored programme as its file would state it."""

from __future__ import annotations

from collections import defaultdict

from assignments.models import Origin, Part, Task
from indicators.method.facts import Comparator, Frequency, Kind, Nature, Wanted
from indicators.models import Baseline, Indicator, Programme, Target
from indicators.programme_file import (
    BaselineSpec,
    BodySpec,
    ClauseSpec,
    Collection,
    GroupSpec,
    IndicatorSpec,
    ProgrammeSpec,
    SectionSpec,
    SupersededSpec,
    TargetSpec,
    TaskSpec,
)


def spec_of(programme: Programme) -> ProgrammeSpec:
    """The programme with the targets now in force; what `load_programme` read, it gives back."""
    leads, others, monitor = _owners(programme)
    indicators = programme.indicators.filter(retired_at=None).select_related("group", "baseline")
    targets = _targets(programme)
    return ProgrammeSpec(
        code=programme.code,
        title=programme.title,
        issuer=programme.issuer,
        issued_on=programme.issued_on,
        province=programme.province.code,
        monitor=monitor,
        final=programme.final_year,
        clauses=tuple(ClauseSpec(c.ref, c.text) for c in programme.clauses.all()),
        indicators=tuple(
            _indicator(one, targets[one.pk], leads.get(one.pk), others[one.pk])
            for one in indicators
        ),
        interim=programme.interim_year,
        vision=programme.vision_year,
        number=programme.number,
        title_en=programme.title_en,
        short_title=programme.short_title,
        short_title_en=programme.short_title_en,
        source=programme.source,
        owners_proposed=programme.owners_proposed,
        groups=tuple(GroupSpec(g.name, g.name_en) for g in programme.groups.all() if g.name_en),
        bodies=tuple(
            BodySpec(b.name, tuple(b.unit_codes), tuple(b.kinds), b.note)
            for b in programme.bodies.all()
        ),
        sections=tuple(
            SectionSpec(s.number, s.title, s.title_en) for s in programme.sections.all()
        ),
        tasks=tuple(
            _task(task)
            for task in programme.tasks.filter(retired_at=None).select_related("section")
        ),
    )


def _owners(programme: Programme) -> tuple[dict[int, str], dict[int, list[str]], str]:
    leads: dict[int, str] = {}
    others: dict[int, list[str]] = defaultdict(list)
    monitor = ""
    stated = programme.assignments.filter(
        origin=Origin.DOCUMENT, withdrawn_on=None, task=None
    ).select_related("unit")
    for row in stated.order_by("position"):
        if row.indicator_id is None:
            monitor = row.unit.code
        elif row.part == Part.LEAD:
            leads[row.indicator_id] = row.unit.code
        else:
            others[row.indicator_id].append(row.unit.code)
    return leads, others, monitor


def _targets(programme: Programme) -> dict[int, list[Target]]:
    found: dict[int, list[Target]] = defaultdict(list)
    rows = Target.objects.filter(indicator__programme=programme, in_force_until=None)
    for target in rows.select_related("clause").order_by("year"):
        found[target.indicator_id].append(target)
    return found


def _indicator(
    row: Indicator, targets: list[Target], lead: str | None, coordinating: list[str]
) -> IndicatorSpec:
    baseline: Baseline | None = getattr(row, "baseline", None)
    return IndicatorSpec(
        code=row.code,
        name=row.name,
        group=row.group.name,
        kind=Kind(row.kind),
        wanted=Wanted(row.wanted),
        decimals=row.decimals,
        frequency=Frequency(row.frequency),
        collection=Collection(row.collection),
        targets=tuple(_target(target) for target in targets),
        name_en=row.name_en,
        unit=row.unit,
        unit_en=row.unit_en,
        counted=row.counted,
        counted_en=row.counted_en,
        is_flow=row.is_flow,
        total=row.total_code,
        classes=tuple(row.class_order),
        baseline=_baseline(baseline) if baseline else None,
        lead=lead,
        coordinating=tuple(coordinating),
        definition=row.definition,
        superseded=SupersededSpec(row.superseded_on, row.superseded_basis, row.superseded_note)
        if row.superseded_on
        else None,
        minimum=row.bound_min,
        maximum=row.bound_max,
    )


def _task(row: Task) -> TaskSpec:
    return TaskSpec(
        code=row.code,
        section=row.section.number,
        text=row.text,
        title=row.title,
        title_en=row.title_en,
        heading=row.heading,
        lead=row.stated.get("lead"),
        each=tuple(row.stated.get("each", ())),
        coordinating=tuple(row.stated.get("coordinating", ())),
        due=row.due,
        due_wording=row.due_wording,
        product=row.product,
    )


def _baseline(row: Baseline) -> BaselineSpec:
    return BaselineSpec(
        year=row.year,
        source=row.source,
        nature=Nature(row.nature),
        value=row.value,
        classes=row.classes,
        definition=row.definition,
    )


def _target(row: Target) -> TargetSpec:
    return TargetSpec(
        year=row.year,
        comparator=Comparator(row.comparator),
        wording=row.wording,
        clause=row.clause.ref if row.clause else "",
        value=row.value,
        low=row.low,
        high=row.high,
        classes=row.classes,
        due=row.due,
        tolerance=row.tolerance,
    )
