"""One indicator as a row of the meeting's papers, with what the further sheets say of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from indicators.method.facts import Frequency, Kind, Nature, Observation, Wanted
from indicators.models import Collection, Indicator
from reports.assessment import Assessment, TargetAssessment
from reports.exports.meeting import marks
from reports.exports.meeting.content import NO_AMOUNT, Amount, IndicatorLine, MeetingHead, PartLine
from reports.presenters.meeting.amounts import (
    baseline_amount,
    class_amount,
    gap_amount,
    observed,
    observed_class,
    target_amount,
)
from reports.presenters.meeting.course import course_of
from reports.presenters.sentences import target_sentence
from reports.presenters.statuses import WORST_FIRST, indicator_status, status_label
from reports.queries.meeting import Answer, FigureWords
from tracker.common.labels import day_label, period_label
from tracker.common.periods import Period


@dataclass(frozen=True)
class Said:
    """What units wrote: source and note of figures, answers to requests for explanation."""

    figures: FigureWords
    answers: Mapping[int, Answer]


@dataclass(frozen=True)
class _Shown:
    """The observations that stand in the columns; `note` on one that is of another period."""

    last_year: Observation | None
    quarter: Observation | None
    year: Observation | None
    older: Observation | None

    @property
    def all(self) -> tuple[Observation, ...]:
        found = (self.last_year, self.quarter, self.year, self.older)
        return tuple(one for one in found if one is not None)


def indicator_line(
    assessment: Assessment, number: int, period: Period, head: MeetingHead, said: Said
) -> IndicatorLine:
    """Every text is in Vietnamese: call it under that language."""
    indicator, headline = assessment.indicator, assessment.headline
    status, shown = indicator_status(assessment), _shown(assessment, period)
    judged = headline.judgement if headline else None
    latest, owners = assessment.latest, assessment.owners
    seen = judged.observation if judged else None
    return IndicatorLine(
        code=indicator.code,
        number=str(number),
        name=indicator.name,
        measure=indicator.unit,
        interim=_target(assessment, head.interim_year, head, is_interim=True),
        final=_target(assessment, head.final_year, head, is_interim=False),
        baseline=baseline_amount(assessment),
        last_year=_last_year(assessment, shown),
        quarter=observed(assessment, shown.quarter),
        estimate=_year(assessment, shown.year),
        gap=gap_amount(assessment, headline),
        status=status,
        status_label=status_label(status),
        lead=owners.lead.name if owners.lead else "",
        reasons=_reasons(assessment, said),
        parts=_class_parts(assessment, shown, head),
        latest=observed(assessment, latest, with_unit=True),
        latest_period=period_label(latest.period) if latest else "",
        aim=Amount(headline.target.wording) if headline else NO_AMOUNT,
        aim_year=headline.target.year if headline else None,
        attainment=judged.attainment if judged else None,
        severity=WORST_FIRST.index(status),
        finding=target_sentence(assessment, headline) if headline else "",
        definition=indicator.definition,
        source=_source(assessment, said),
        clause=_clause(assessment),
        course=course_of(assessment),
        is_illustrative=_is_illustrative(assessment, shown),
        coordinating=", ".join(unit.name for unit in owners.coordinating),
        method=_method(indicator),
        decimals=indicator.decimals,
        judged=observed(assessment, seen, with_unit=True),
        judged_period=period_label(seen.period) if seen else "",
    )


def _shown(assessment: Assessment, period: Period) -> _Shown:
    """Of the year before the annual figure, else its fourth quarter; nothing is extrapolated.

    Where no column has a figure the judged one is shown among the earlier ones, with its period.
    """
    own = {one.period: one for one in assessment.series.own}
    before = period.year - 1
    last_year = own.get(Period(before)) or own.get(Period(before, 4))
    quarter, year = own.get(period), own.get(Period(period.year))
    older = None if last_year or quarter or year else assessment.latest
    return _Shown(last_year, quarter, year, older)


def _last_year(assessment: Assessment, shown: _Shown) -> Amount:
    one = shown.last_year or shown.older
    if one is None or (one.period.is_annual and one is shown.last_year):
        return observed(assessment, one)
    return observed(assessment, one, note=period_label(one.period))


def _year(assessment: Assessment, one: Observation | None) -> Amount:
    """The estimate of the year; once the final figure is there, that one, and said so."""
    is_final = one is not None and one.nature is Nature.OFFICIAL
    return observed(assessment, one, note=marks.OFFICIAL if is_final else "")


def _is_illustrative(assessment: Assessment, shown: _Shown) -> bool:
    """Whether any number in the row is made up."""
    found = {one.nature for one in shown.all}
    return assessment.is_illustrative or Nature.ILLUSTRATIVE in found


def _target_of(
    assessment: Assessment, year: int | None, head: MeetingHead, *, is_interim: bool
) -> TargetAssessment | None:
    """The target of the column: of its year, else the last one up to it; a vision stands last."""
    targets = assessment.targets
    if is_interim:
        early = [one for one in targets if year is not None and one.target.year <= year]
        return early[-1] if early else None
    late = [one for one in targets if one.target.year > (head.interim_year or 0)]
    due = [one for one in late if year is not None and one.target.year <= year]
    return due[-1] if due else next(iter(late), None)


def _target(
    assessment: Assessment, year: int | None, head: MeetingHead, *, is_interim: bool
) -> Amount:
    found = _target_of(assessment, year, head, is_interim=is_interim)
    return NO_AMOUNT if found is None else target_amount(found.target, assessment.indicator, year)


def _class_parts(assessment: Assessment, shown: _Shown, head: MeetingHead) -> tuple[PartLine, ...]:
    """The classes that a target names or a figure counts, best first.

    Local units are not listed: a province has dozens, and the indicator's page shows them.
    """
    indicator = assessment.indicator
    if indicator.kind != Kind.CLASSES:
        return ()
    interim = _target_of(assessment, head.interim_year, head, is_interim=True)
    final = _target_of(assessment, head.final_year, head, is_interim=False)
    baseline = assessment.baseline.classes if assessment.baseline else None
    counts = [one.target.classes for one in (interim, final) if one and one.target.classes]
    counts += [one.classes for one in shown.all if one.classes is not None]
    return tuple(
        PartLine(
            name=f"Loại {name}",
            measure=indicator.unit,
            interim=class_amount(interim.target.classes if interim else None, name),
            final=class_amount(final.target.classes if final else None, name),
            baseline=class_amount(baseline, name),
            last_year=observed_class(shown.last_year or shown.older, name),
            quarter=observed_class(shown.quarter, name),
            estimate=observed_class(shown.year, name),
        )
        for name in indicator.class_order
        if any(one.get(name) for one in [*counts, baseline or {}])
    )


def _judged(assessment: Assessment) -> Observation | None:
    """The figure behind status and gap; the latest where nothing is judged by one."""
    headline = assessment.headline
    judged = headline.judgement if headline else None
    seen = judged.observation if judged else None
    return seen or assessment.latest


def _reasons(assessment: Assessment, said: Said) -> str:
    """The note of the judged figure and the last answer to a request; nothing is added to them."""
    indicator, judged = assessment.indicator, _judged(assessment)
    found = []
    if judged is not None:
        words = said.figures.get((indicator.pk, judged.period))
        found += [words.note.strip()] if words and words.note.strip() else []
    answer = said.answers.get(indicator.pk)
    if answer is not None:
        found.append(
            f"{answer.unit} giải trình ngày {day_label(answer.day)}: {answer.text.strip()}"
        )
    return "\n".join(found)


def _source(assessment: Assessment, said: Said) -> str:
    """Where the judged figure comes from; a sum of local units says how many reported."""
    judged = _judged(assessment)
    if judged is None:
        return ""
    words = said.figures.get((assessment.indicator.pk, judged.period))
    if words is not None and words.source:
        return words.source
    units = assessment.series.reporting.get(judged.period, 0)
    return f"Tổng hợp số liệu của {units} địa phương" if units else ""


def _clause(assessment: Assessment) -> str:
    """The clauses of its targets, in their own words."""
    clauses = [one.target.clause for one in assessment.targets if one.target.clause is not None]
    return "\n".join(dict.fromkeys(f"Mục {one.ref}: “{one.text}”" for one in clauses))


_KINDS = {
    Kind.VALUE: "Trị số",
    Kind.RATIO: "Tỷ số",
    Kind.COUNT: "Số lượng",
    Kind.CLASSES: "Số lượng theo loại",
    Kind.MILESTONE: "Cột mốc",
}
_WANTED = {
    Wanted.HIGHER: "càng cao càng tốt",
    Wanted.LOWER: "càng thấp càng tốt",
    Wanted.NEITHER: "giữ trong khoảng quy định",
}


def _method(indicator: Indicator) -> str:
    """Kind, direction, frequency and whose figures are added up."""
    kind = Kind(indicator.kind)
    parts = [_KINDS[kind]]
    if kind is not Kind.MILESTONE:
        parts.append(_WANTED[Wanted(indicator.wanted)])
        if indicator.is_flow:
            parts.append("lũy kế trong năm")
    is_annual = indicator.frequency == Frequency.ANNUAL
    parts.append("báo cáo hằng năm" if is_annual else "báo cáo hằng quý")
    if indicator.collection == Collection.LOCAL:
        parts.append("tổng hợp từ số liệu của các địa phương")
    return "; ".join(parts)
