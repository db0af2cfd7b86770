"""Everything that a meeting's papers say, as plain data: what is written now, and what is frozen.

Only str, int, bool, None, Decimal, date, tuples and dataclasses of these, so that it goes through
JSON and back unchanged (storage.py). Texts are Vietnamese: these are the Party's documents.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from reports.charts.palette import OFF_TRACK, concern


@dataclass(frozen=True)
class Amount:
    """One cell: a real number with its decimals where there is one, else words ("Khoảng 4").

    `text` is always what a page shows; `value` only where the cell is a plain number.
    """

    text: str = ""
    value: Decimal | None = None
    decimals: int = 0
    mark: str = ""
    """What must be said beside it: estimate, illustrative, another period."""


NO_AMOUNT = Amount()
QUARTERS = 4
"""Over how many periods the punctuality of units is counted, the meeting's own the last."""


@dataclass(frozen=True)
class PartLine:
    """A line under "Trong đó": a class or a local unit, without a rating of its own."""

    name: str
    measure: str
    interim: Amount = NO_AMOUNT
    final: Amount = NO_AMOUNT
    baseline: Amount = NO_AMOUNT
    last_year: Amount = NO_AMOUNT
    quarter: Amount = NO_AMOUNT
    estimate: Amount = NO_AMOUNT


@dataclass(frozen=True)
class CoursePoint:
    """One point of the trajectory chart; None is a gap, never 0."""

    label: str
    actual: Decimal | None = None
    expected: Decimal | None = None
    period: str = ""
    """`2026` or `2026-Q3`: what the label stands for, to be sorted by."""


@dataclass(frozen=True)
class IndicatorLine:
    """An indicator as the annex prints it: the thirteen columns, and what further sheets need."""

    code: str
    number: str
    """TT: 1, 2, … within its group."""
    name: str
    measure: str
    interim: Amount
    final: Amount
    baseline: Amount
    last_year: Amount
    quarter: Amount
    estimate: Amount
    gap: Amount
    """Against the target due next: a signed number in `measure`, or words."""
    status: str
    status_label: str
    lead: str
    reasons: str
    """Nguyên nhân, giải pháp: what the unit wrote, nothing invented."""
    parts: tuple[PartLine, ...] = ()
    latest: Amount = NO_AMOUNT
    latest_period: str = ""
    aim: Amount = NO_AMOUNT
    """The target due next, as the document words it."""
    aim_year: int | None = None
    attainment: Decimal | None = None
    """Share of the way or of the target, 1 is reached; as the method defines it."""
    severity: int = 0
    """0 is the most worrying."""
    finding: str = ""
    """The sentence that explains the status."""
    definition: str = ""
    source: str = ""
    """Where the judged figure comes from."""
    clause: str = ""
    course: tuple[CoursePoint, ...] = ()
    is_illustrative: bool = False
    coordinating: str = ""
    """Cơ quan phối hợp, in the order of the document."""
    method: str = ""
    """How it is measured and judged: kind, direction, frequency, whose figures are added up."""
    decimals: int = 0
    """Of the numbers in `course`."""
    judged: Amount = NO_AMOUNT
    """The figure behind status and gap: of the due period once the target is due, else latest."""
    judged_period: str = ""


@dataclass(frozen=True)
class GroupLines:
    """A group of indicators with its numeral and a drafted paragraph for the report."""

    numeral: str
    name: str
    lines: tuple[IndicatorLine, ...]
    paragraph: str = ""
    """A draft from the numbers alone; somebody reads it before it is signed."""


@dataclass(frozen=True)
class StatusCount:
    """How many indicators have a status."""

    status: str
    label: str
    count: int


@dataclass(frozen=True)
class FourCountsLine:
    """The four counts of tasks for a unit, a section or the whole (`name`)."""

    name: str
    on_time: int
    late: int
    running: int
    overdue: int
    due_soon: int = 0
    """Of those running."""

    @property
    def total(self) -> int:
        """All tasks of the line."""
        return self.on_time + self.late + self.running + self.overdue


@dataclass(frozen=True)
class UnitLine:
    """A unit: how its indicators and tasks stand and whether it reports in time."""

    code: str
    name: str
    leads: int
    off_track: int
    reports_owed: int
    reports_sent: int
    reports_on_time: int
    tasks: FourCountsLine | None = None
    is_local: bool = False


@dataclass(frozen=True)
class OverdueTask:
    """A task that needs attention."""

    code: str
    title: str
    lead: str
    due: date | None
    days_late: int
    """Of the longest overdue, where several units are named together."""
    progress: str
    state_label: str
    parts: int = 1
    """How many units' parts the line stands for."""


@dataclass(frozen=True)
class CompletenessLine:
    """A unit's report of the period."""

    unit: str
    state_label: str
    filled: int
    total: int
    sent_on: date | None
    days_late: int
    state: str = ""
    """The key of `state_label`: approved, submitted, overdue…"""
    is_local: bool = False
    is_late: bool = False
    """Sent too late: decided once, even if the dates of the period were changed since."""


@dataclass(frozen=True)
class ChangeLine:
    """What is different from the last meeting."""

    code: str
    name: str
    before: str
    after: str
    before_status: str
    before_label: str
    after_status: str
    after_label: str


@dataclass(frozen=True)
class MeetingHead:
    """Of what the papers are: programme, period, cut-off, day of the data, who and when."""

    province: str
    programme: str
    """Its code."""
    number: str
    title: str
    issued_on: date
    meeting: str
    held_on: date
    period: str
    period_label: str
    quarter_heading: str
    """Column heading: `TH Quý III/2026`."""
    year: int
    interim_year: int | None
    final_year: int | None
    cut_off: date
    as_of: date
    made_on: date
    made_at: str
    """`22/11/2026 14:32`."""
    made_by: str
    is_illustrative: bool
    superior: str
    """TỈNH ỦY HÀ TĨNH."""
    issuer: str
    """VĂN PHÒNG."""
    place: str
    """Hà Tĩnh."""
    owners_proposed: bool = False
    """Whether the document names no owners, so that those shown are a proposal."""
    report_number: str = ""
    """`123-BC/VPTU`, if it was known."""


@dataclass(frozen=True)
class MeetingContent:
    """The papers of one meeting."""

    head: MeetingHead
    sentence: str
    data_line: str
    statuses: tuple[StatusCount, ...]
    groups: tuple[GroupLines, ...]
    tasks: FourCountsLine
    tasks_unassigned: int
    task_sections: tuple[FourCountsLine, ...] = ()
    overdue_tasks: tuple[OverdueTask, ...] = ()
    units: tuple[UnitLine, ...] = ()
    completeness: tuple[CompletenessLine, ...] = ()
    since: str = ""
    """Name and day of the meeting before; "" if there was none."""
    changes: tuple[ChangeLine, ...] = ()
    task_sentence: str = ""
    """The four counts as every such report words them; "" without tasks."""

    @property
    def lines(self) -> tuple[IndicatorLine, ...]:
        """Every indicator in the order of the document."""
        return tuple(line for group in self.groups for line in group.lines)

    @property
    def concerning(self) -> tuple[IndicatorLine, ...]:
        """Those that need attention, worst first."""
        off = [line for line in self.lines if line.status in OFF_TRACK]
        return tuple(sorted(off, key=lambda one: concern(one.severity, one.attainment)))
