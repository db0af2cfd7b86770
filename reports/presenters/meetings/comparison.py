"""Two meetings side by side: counts then and now, and every indicator that is different."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from reports.charts.palette import severity
from reports.exports.meeting.changes import changes
from reports.exports.meeting.content import ChangeLine, FourCountsLine, MeetingContent
from reports.presenters.statuses import WORST_FIRST, status_label
from reports.presenters.tasks.states import state_word
from reports.task_states import TaskState
from tracker.common.labels import day_label, period_label
from tracker.common.periods import Period
from tracker.common.table_file import Table

_JUDGED = frozenset(WORST_FIRST) - {"no_data", "not_due", "vision", "superseded"}


@dataclass(frozen=True)
class Side:
    """One of the two: its name, quarter and day of the numbers."""

    name: str
    period: str
    as_of: str

    @property
    def about(self) -> str:
        """For a file."""
        return _("%(name)s, %(period)s, data of %(day)s") % {
            "name": self.name,
            "period": self.period,
            "day": self.as_of,
        }


@dataclass(frozen=True)
class Pair:
    """A count then and now; `status` where it is one of indicators."""

    label: str
    before: int
    after: int
    status: str = ""

    @property
    def difference(self) -> str:
        """`+2`, `−1`, or nothing."""
        change = self.after - self.before
        return f"{'+' if change > 0 else '−'}{abs(change)}" if change else ""


@dataclass(frozen=True)
class ComparisonPage:
    """The whole comparison. Names and figures are those of the papers, in Vietnamese."""

    sentence: str
    before: Side
    after: Side
    statuses: tuple[Pair, ...]
    tasks: tuple[Pair, ...]
    changed: tuple[ChangeLine, ...]
    """Changes of status first, the worst now at the head; then of figures."""
    appeared: tuple[ChangeLine, ...]
    dropped: tuple[ChangeLine, ...]
    is_illustrative: bool

    @property
    def is_empty(self) -> bool:
        """Whether no indicator is different."""
        return not (self.changed or self.appeared or self.dropped)


def comparison(
    before: MeetingContent, after: MeetingContent, names: tuple[str, str]
) -> ComparisonPage:
    """Build the page; `names` are what the two are called on it."""
    found = changes(before, after)
    old, new = ({line.code for line in one.lines} for one in (before, after))
    changed = tuple(one for one in found if one.code in old & new)
    return ComparisonPage(
        sentence=_sentence(changed),
        before=_side(before, names[0]),
        after=_side(after, names[1]),
        statuses=tuple(_statuses(before, after)),
        tasks=_tasks(before.tasks, after.tasks),
        changed=changed,
        appeared=_only(after, found, new - old),
        dropped=_only(before, found, old - new),
        is_illustrative=before.head.is_illustrative or after.head.is_illustrative,
    )


def _side(content: MeetingContent, name: str) -> Side:
    head = content.head
    return Side(name, period_label(Period.parse(head.period)), day_label(head.as_of))


def _sentence(changed: Sequence[ChangeLine]) -> str:
    """How many have another status, which way they went, and how many another figure only."""
    moved = [one for one in changed if one.before_status != one.after_status]
    if not changed:
        return _("No indicator has another status or figure.")
    worse, better = (sum(_way(one) == way for one in moved) for way in (1, -1))
    told = ngettext(
        "%(count)d indicator has another status",
        "%(count)d indicators have another status",
        len(moved),
    ) % {"count": len(moved)}
    if worse or better:
        told += " " + _("(%(worse)d worse, %(better)d better)") % {"worse": worse, "better": better}
    others = len(changed) - len(moved)
    return _("%(moved)s; %(count)d only another figure.") % {"moved": told, "count": others}


def _way(one: ChangeLine) -> int:
    """1 worse, -1 better; 0 where one of the two cannot be judged."""
    both = (one.before_status, one.after_status)
    if not set(both) <= _JUDGED:
        return 0
    return 1 if severity(one.after_status) < severity(one.before_status) else -1


def _statuses(before: MeetingContent, after: MeetingContent) -> Iterable[Pair]:
    old, new = ({one.status: one.count for one in side.statuses} for side in (before, after))
    for status in WORST_FIRST:
        if old.get(status) or new.get(status):
            yield Pair(status_label(status), old.get(status, 0), new.get(status, 0), status)


def _tasks(before: FourCountsLine, after: FourCountsLine) -> tuple[Pair, ...]:
    """The four counts and their sum; nothing where neither has tasks."""
    if not before.total and not after.total:
        return ()
    counts = (
        (TaskState.DONE_ON_TIME, before.on_time, after.on_time),
        (TaskState.DONE_LATE, before.late, after.late),
        (TaskState.RUNNING, before.running, after.running),
        (TaskState.OVERDUE, before.overdue, after.overdue),
    )
    pairs = (Pair(state_word(state), old, new) for state, old, new in counts)
    return (*pairs, Pair(_("All tasks"), before.total, after.total))


def _only(
    content: MeetingContent, found: Iterable[ChangeLine], codes: set[str]
) -> tuple[ChangeLine, ...]:
    """Those of one side, in the order of its document, even without a figure."""
    told = {one.code: one for one in found}
    return tuple(told[line.code] for line in content.lines if line.code in codes)


def comparison_table(page: ComparisonPage) -> Table:
    """Every indicator that is different, as a file."""
    header = (
        *(_("Code"), _("Indicator"), _("Status then"), _("Status now")),
        *(_("Figure then"), _("Figure now")),
    )
    rows = [
        (one.code, one.name, one.before_label, one.after_label, one.before, one.after)
        for one in (*page.changed, *page.appeared, *page.dropped)
    ]
    return Table(_("Two meetings compared"), header, rows, page.is_illustrative)
