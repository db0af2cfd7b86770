"""The one-page overview: a sentence, counts, what needs attention, groups, what changed."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from reports.assessment import Assessment, ProgrammeAssessment
from reports.charts.palette import concern
from reports.charts.tables import Chart
from reports.presenters.charts import gap_chart
from reports.presenters.overview_words import data_line, state_sentence
from reports.presenters.rows import IndicatorRow, Link, indicator_row
from reports.presenters.statuses import (
    OFF_TRACK,
    WORST_FIRST,
    indicator_status,
    status_label,
)
from reports.presenters.tasks.line import TaskLine, task_line
from reports.presenters.values import figure_text
from reports.queries.task_counts import TaskCounts
from tracker.common.labels import period_label
from tracker.common.periods import Period

ATTENTION_ROWS = 10


@dataclass(frozen=True)
class Tile:
    """How many indicators have a status, and the list of them."""

    status: str
    label: str
    count: int
    url: str


@dataclass(frozen=True)
class GroupLine:
    """One group of indicators: a count per shown status and its worst status."""

    name: str
    url: str
    cells: tuple[Tile, ...]
    """One for each shown status."""
    worst: str
    total: int


@dataclass(frozen=True)
class Change:
    """What is different from the end of the last quarter."""

    code: str
    name: str
    url: str
    before_status: str
    after_status: str
    before_value: str
    after_value: str

    @property
    def is_status_change(self) -> bool:
        """Whether the status changed, not only the figure."""
        return self.before_status != self.after_status


@dataclass(frozen=True)
class Overview:
    """Everything on the overview page."""

    sentence: str
    tiles: tuple[Tile, ...]
    attention: tuple[IndicatorRow, ...]
    """What needs attention, the worst first, as many as there is room for."""
    attention_left: int
    attention_url: str
    """All indicators, the worst first."""
    """How many more there are."""
    statuses: tuple[tuple[str, str], ...]
    groups: tuple[GroupLine, ...]
    changes: tuple[Change, ...]
    since: str
    tasks: TaskLine | None
    chart: Chart
    data_line: str


@dataclass(frozen=True)
class _Standing:
    """How one indicator stands."""

    assessment: Assessment
    status: str
    group: str

    @property
    def severity(self) -> int:
        """The rank of its status, 0 the worst."""
        return WORST_FIRST.index(self.status)

    @property
    def concern(self) -> tuple[int, bool, Decimal]:
        """To sort by, the worst first."""
        headline = self.assessment.headline
        judged = headline.judgement if headline else None
        return concern(self.severity, judged.attainment if judged else None)


def overview(
    now: ProgrammeAssessment,
    before: ProgrammeAssessment,
    since: Period,
    tasks: TaskCounts,
    link: Link,
) -> Overview:
    """The page for a state and the state `before`, which was that of the quarter `since`."""
    rows = _standings(now)
    shown = _shown_statuses(rows)
    worst = _concerned(rows)
    return Overview(
        sentence=state_sentence([row.status for row in rows], now),
        tiles=_tiles(rows, link),
        attention=tuple(indicator_row(one, link) for one in worst[:ATTENTION_ROWS]),
        attention_left=max(0, len(worst) - ATTENTION_ROWS),
        attention_url=link("indicators", sort="status"),
        statuses=tuple((status, status_label(status)) for status in shown),
        groups=_groups(rows, shown, link),
        changes=_changes(now, before, link),
        since=period_label(since),
        tasks=task_line(tasks, link),
        chart=gap_chart(now, link),
        data_line=data_line(now),
    )


def concerned_rows(now: ProgrammeAssessment, link: Link) -> list[IndicatorRow]:
    """All that needs attention, the worst first."""
    return [indicator_row(one, link) for one in _concerned(_standings(now))]


def _standings(now: ProgrammeAssessment) -> list[_Standing]:
    return [
        _Standing(one, indicator_status(one), one.indicator.group.display_name)
        for one in now.indicators
    ]


def _concerned(rows: list[_Standing]) -> list[Assessment]:
    found = sorted((row for row in rows if row.status in OFF_TRACK), key=lambda row: row.concern)
    return [row.assessment for row in found]


def day_before_last_quarter(day: date) -> tuple[date, Period]:
    """The eve of the last cut-off of a quarter, and the quarter before, whose state it shows."""
    quarter = Period.containing(day)
    if quarter.cut_off > day:
        quarter = quarter.previous()
    return quarter.cut_off - timedelta(days=1), quarter.previous()


def _shown_statuses(rows: list[_Standing]) -> list[str]:
    present = {row.status for row in rows}
    return [status for status in WORST_FIRST if status in present]


def _tiles(rows: list[_Standing], link: Link) -> tuple[Tile, ...]:
    counts = Counter(row.status for row in rows)
    shown = [status for status in WORST_FIRST if counts[status] or status in _ALWAYS]
    return tuple(
        Tile(status, status_label(status), counts[status], link("indicators", status=status))
        for status in shown
    )


_ALWAYS = frozenset({"missed", "at_risk", "behind", "on_track", "met"})


def _groups(rows: list[_Standing], shown: list[str], link: Link) -> tuple[GroupLine, ...]:
    by_group: dict[str, list[_Standing]] = {}
    for row in rows:
        by_group.setdefault(row.group, []).append(row)
    lines = []
    for name, members in by_group.items():
        counts = Counter(row.status for row in members)
        cells = tuple(
            Tile(
                status,
                status_label(status),
                counts[status],
                link("indicators", group=name, status=status),
            )
            for status in shown
        )
        worst = min(members, key=lambda row: row.severity).status
        lines.append(GroupLine(name, link("indicators", group=name), cells, worst, len(members)))
    return tuple(lines)


def _changes(
    now: ProgrammeAssessment, before: ProgrammeAssessment, link: Link
) -> tuple[Change, ...]:
    earlier = {one.indicator.pk: one for one in before.indicators}
    changes = []
    for one in now.indicators:
        old = earlier.get(one.indicator.pk)
        if old is not None and _is_different(old, one):
            changes.append(_change(old, one, link))
    return tuple(sorted(changes, key=lambda c: not c.is_status_change))


def _is_different(old: Assessment, new: Assessment) -> bool:
    return indicator_status(old) != indicator_status(new) or old.latest != new.latest


def _change(old: Assessment, new: Assessment, link: Link) -> Change:
    return Change(
        code=new.indicator.code,
        name=new.indicator.display_name,
        url=link("indicator", new.indicator.code),
        before_status=indicator_status(old),
        after_status=indicator_status(new),
        before_value=_dated(old),
        after_value=_dated(new),
    )


def _dated(assessment: Assessment) -> str:
    if assessment.latest is None:
        return figure_text(assessment)
    return f"{figure_text(assessment)} ({period_label(assessment.latest.period)})"
