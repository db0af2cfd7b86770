"""One figure under review beside everything that helps to judge it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from indicators.method.facts import Kind
from reports.charts.sparkline import Sparkline, sparkline
from reports.models import Entry, EntryState, Evidence, ReportState, TaskUpdate
from reports.presenters.review import words
from reports.presenters.review.links import link_if_there
from reports.presenters.review.story import Change
from reports.presenters.rows import Link
from reports.presenters.statuses import indicator_status, status_label
from reports.queries.history import EntryHistory, shown_value
from reports.queries.review import SENT, Case
from reports.reviewing import OWN_FIGURES, is_own
from tracker.accounts.models import User
from tracker.common.labels import period_label

ENTRY_LOOKS = {EntryState.RETURNED: "behind", EntryState.APPROVED: "met"}


@dataclass(frozen=True)
class FileView:
    """A file beside a figure; `url` is empty where it cannot be opened."""

    name: str
    url: str


@dataclass(frozen=True)
class Typed:
    """What the reviewer has put into the form so far."""

    chosen: frozenset[str] = frozenset()
    reasons: Mapping[str, str] = field(default_factory=dict)
    common: str = ""
    lacking: frozenset[str] = frozenset()
    """The lines that were to be returned without a reason: 12 a figure, u34 a task update."""


@dataclass(frozen=True)
class Beside:
    """What all rows of a report share."""

    case: Case
    reader: User
    link: Link
    changes: Mapping[str, Change]
    evidence: Mapping[str, Sequence[Evidence]]
    earlier: Mapping[tuple[int, str], Entry]
    earlier_updates: Mapping[int, TaskUpdate]
    filled_by_reader: Set[str]
    """The ledger keys of the lines that the reviewer ever filled."""
    refusal: str
    lent: str
    """Why the reviewer cannot approve anything of the report, though return it."""
    typed: Typed


@dataclass(frozen=True)
class Decidable:
    """A line under review: what stands beside it, how it stands, what may be decided.

    The refusals are empty where the button may be pressed.
    """

    version: int
    files: tuple[FileView, ...]
    warnings: tuple[str, ...]
    since_return: Change | None
    corrected_from: str
    state_look: str
    state_label: str
    return_reason: str
    is_open: bool
    approve_refusal: str
    return_refusal: str
    is_chosen: bool
    typed_reason: str
    lacks_reason: bool

    @property
    def is_decidable(self) -> bool:
        """Whether this person may at least approve or return it."""
        return self.is_open and not (self.approve_refusal and self.return_refusal)


@dataclass(frozen=True)
class Row(Decidable):
    """One figure."""

    key: int
    name: str
    url: str
    period: str
    status: str
    status_label: str
    value: str
    parts: str
    nature: str
    is_unchanged: bool
    change: str
    previous: str
    previous_period: str
    year_before: str
    expected: str
    course: Sparkline
    note: str

    @property
    def has_words(self) -> bool:
        """Whether anything stands beneath the numbers."""
        said = (self.note, self.corrected_from, self.return_reason, self.is_unchanged)
        return bool(self.warnings or self.files or self.since_return or any(said))


def row(entry: Entry, beside: Beside) -> Row:
    """Build the row of one figure."""
    case, indicator = beside.case, entry.indicator
    history = case.histories[entry.pk]
    change = words.change_text(entry, history)
    previous, previous_period = words.previous_text(entry, history)
    assessment = case.assessments.get(indicator.pk)
    status = indicator_status(assessment) if assessment else "no_data"
    approve_refusal, return_refusal = refusals(entry, beside)
    key = str(entry.pk)
    found = case.warnings.get(entry.pk, ())
    return Row(
        key=entry.pk,
        version=entry.version,
        name=words.entry_name(entry),
        url=beside.link("indicator", indicator.code),
        period=period_label(entry.period),
        status=status,
        status_label=status_label(status),
        value=words.entry_text(entry),
        parts=words.parts_text(entry.numerator, entry.denominator),
        nature=words.nature_tag(entry),
        is_unchanged=entry.is_unchanged,
        change=words.step_text(entry, history),
        previous=previous,
        previous_period=previous_period,
        year_before=words.optional_number(history.year_before, indicator),
        expected=words.expected_text(entry, history),
        course=_course(entry, history),
        warnings=tuple(words.warning_text(one, change) for one in found),
        note=entry.note,
        files=files(beside.evidence.get(f"e{entry.pk}", ()), beside.link),
        since_return=beside.changes.get(entry.ledger_key),
        corrected_from=_corrected_from(entry, beside),
        state_look=ENTRY_LOOKS.get(EntryState(entry.state), ""),
        state_label=entry.get_state_display(),
        return_reason=entry.return_reason,
        is_open=entry.state == EntryState.OPEN and case.report.state in SENT,
        approve_refusal=approve_refusal,
        return_refusal=return_refusal,
        is_chosen=key in beside.typed.chosen,
        typed_reason=beside.typed.reasons.get(key, ""),
        lacks_reason=key in beside.typed.lacking,
    )


def files(found: Sequence[Evidence], link: Link) -> tuple[FileView, ...]:
    """Files with their addresses."""
    return tuple(
        FileView(file.shown_name, link_if_there(link, "evidence", str(file.stored_name)))
        for file in found
    )


def refusals(line: Entry | TaskUpdate, beside: Beside) -> tuple[str, str]:
    """Why the line cannot be approved, and why not returned."""
    report = beside.case.report
    ever = line.ledger_key in beside.filled_by_reader
    own = str(OWN_FIGURES) if ever or is_own(report, line, beside.reader) else ""
    refusal = own or beside.refusal
    nothing = _("Nothing is said yet.") if isinstance(line, TaskUpdate) else ""
    missing = "" if line.is_filled else nothing or _("There is no figure yet.")
    locked = _("The period is locked. Reopen it to return figures.")
    is_locked = report.period.is_locked and report.state != ReportState.APPROVED
    return refusal or missing or beside.lent, refusal or (locked if is_locked else "")


def _course(entry: Entry, history: EntryHistory) -> Sparkline:
    """The figures before and this one; the dashed line is the trajectory at its period."""
    value = shown_value(entry)
    if entry.indicator.kind == Kind.MILESTONE or value is None:
        return Sparkline(0, 0)
    before = [(period.position, number) for period, number in history.points]
    label = ""
    if before:
        period, first = history.points[0]
        label = _("from %(first)s to %(last)s") % {
            "first": f"{words.number_text(first, entry.indicator)} ({period_label(period)})",
            "last": words.number_text(value, entry.indicator),
        }
    points = [*before, (entry.period.position, value)]
    return sparkline(points, target=history.expected, label=label)


def _corrected_from(entry: Entry, beside: Beside) -> str:
    """In a correction: the approved figure that this one replaces, if it is another."""
    old = beside.earlier.get((entry.indicator_id, entry.class_code))
    if old is None:
        return ""
    before, now = words.entry_text(old), words.entry_text(entry)
    return "" if before == now else before
