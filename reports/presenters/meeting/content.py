"""The content of a meeting's papers: one programme, one quarter, as known on one day."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date

from django.utils import timezone
from django.utils.translation import override

from indicators.models import Programme
from reports.assessment import Assessment, ProgrammeAssessment, assess_programme
from reports.exports.meeting.changes import changes
from reports.exports.meeting.content import (
    QUARTERS,
    GroupLines,
    IndicatorLine,
    MeetingContent,
    MeetingHead,
    StatusCount,
)
from reports.exports.meeting.drafts import paragraph, summary, task_sentence
from reports.exports.meeting.numerals import roman
from reports.models import ReportingPeriod
from reports.presenters.meeting.lines import Said, indicator_line
from reports.presenters.meeting.places import (
    all_tasks,
    completeness_lines,
    overdue_tasks,
    section_lines,
    unit_lines,
)
from reports.presenters.overview_words import data_line
from reports.presenters.statuses import WORST_FIRST, status_label
from reports.queries.meeting import answers, figure_words, reporting_board
from reports.queries.tasks import programme_tasks
from tracker.accounts.models import User
from tracker.common.labels import period_label
from tracker.common.timestamps import now


def meeting_content(  # noqa: PLR0913 - keyword-only; each is a field of the page that asks for it
    *,
    programme: Programme,
    period: ReportingPeriod,
    as_of: date,
    meeting: str,
    held_on: date,
    by: User,
    before: tuple[str, MeetingContent] | None = None,
    report_number: str = "",
) -> MeetingContent:
    """Everything that the papers say, in Vietnamese, with the numbers known on `as_of`.

    `before` is the name of the meeting before and its content; `report_number` is printed as it is.
    A fixed number of queries.
    """
    with override("vi"):
        state = assess_programme(programme, as_of)
        said = Said(figure_words(programme, as_of), answers(programme, as_of))
        head = _head(state, period, meeting, held_on, by)
        head = replace(head, report_number=report_number)
        groups = _groups(state, period, head, said)
        content = _content(state, period, groups, head)
    if before is None:
        return content
    since, earlier = before
    return replace(content, since=since, changes=changes(earlier, content))


def _content(
    state: ProgrammeAssessment,
    period: ReportingPeriod,
    groups: tuple[GroupLines, ...],
    head: MeetingHead,
) -> MeetingContent:
    lines = [line for group in groups for line in group.lines]
    statuses = _statuses(lines)
    tasks = programme_tasks(state.programme, state.as_of)
    board = reporting_board(state.programme, period, state.as_of, QUARTERS)
    total, unassigned = all_tasks(tasks), len(tasks.unassigned)
    return MeetingContent(
        head=replace(head, is_illustrative=any(line.is_illustrative for line in lines)),
        sentence=summary(statuses),
        data_line=data_line(state),
        statuses=statuses,
        groups=groups,
        tasks=total,
        tasks_unassigned=unassigned,
        task_sections=section_lines(tasks),
        overdue_tasks=overdue_tasks(tasks),
        units=unit_lines(state, tasks, board),
        completeness=completeness_lines(board, period),
        task_sentence=task_sentence(total, unassigned),
    )


def _statuses(lines: list[IndicatorLine]) -> tuple[StatusCount, ...]:
    counts = Counter(line.status for line in lines)
    return tuple(
        StatusCount(status, status_label(status), counts[status])
        for status in WORST_FIRST
        if counts[status]
    )


def _head(
    state: ProgrammeAssessment,
    period: ReportingPeriod,
    meeting: str,
    held_on: date,
    by: User,
) -> MeetingHead:
    programme, made_at = state.programme, timezone.localtime(now())
    place = programme.province.short_name
    label = period_label(period.period)
    return MeetingHead(
        province=place,
        programme=programme.code,
        number=programme.number,
        title=programme.title,
        issued_on=programme.issued_on,
        meeting=meeting,
        held_on=held_on,
        period=str(period.period),
        period_label=label,
        quarter_heading=f"TH {label}",
        year=period.year,
        interim_year=_interim_year(state),
        final_year=programme.final_year,
        cut_off=period.cut_off,
        as_of=state.as_of,
        made_on=made_at.date(),
        made_at=made_at.strftime("%d/%m/%Y %H:%M"),
        made_by=by.full_name,
        is_illustrative=False,
        superior=f"TỈNH ỦY {place.upper()}",
        issuer="VĂN PHÒNG",
        place=place,
        owners_proposed=programme.owners_proposed,
    )


def _interim_year(state: ProgrammeAssessment) -> int | None:
    """The programme's own, else the first year before the last in which anything is due."""
    programme = state.programme
    if programme.interim_year is not None:
        return programme.interim_year
    years = {target.target.year for one in state.indicators for target in one.targets}
    return min((year for year in years if year < programme.final_year), default=None)


def _groups(
    state: ProgrammeAssessment, period: ReportingPeriod, head: MeetingHead, said: Said
) -> tuple[GroupLines, ...]:
    """Groups in the order of the document, indicators numbered within each."""
    members: dict[str, list[Assessment]] = {}
    for one in state.indicators:
        members.setdefault(one.indicator.group.name, []).append(one)
    found = []
    for place, (name, some) in enumerate(members.items(), start=1):
        lines = tuple(
            indicator_line(one, number, period.period, head, said)
            for number, one in enumerate(some, start=1)
        )
        found.append(GroupLines(roman(place), name, lines, paragraph(name, lines)))
    return tuple(found)
