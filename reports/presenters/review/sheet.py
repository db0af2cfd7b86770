"""One report before the Office: its head, its figures, its buttons, its story."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from reports.four_eyes import lent
from reports.models import Report, ReportState, TaskUpdate
from reports.presenters.review.queue import STATE_LOOKS, revision_label
from reports.presenters.review.rows import Beside, FileView, Row, Typed, files, row
from reports.presenters.review.story import StoryLine, changes_since_return, story
from reports.presenters.review.task_rows import TaskRow, task_row
from reports.presenters.rows import Link
from reports.queries.review import SENT, Case, Queue
from reports.queries.sent_report import earlier_entries, earlier_updates, events_of, evidence_of
from reports.workflow import Verb, check_stage
from tracker.accounts.models import User
from tracker.common.errors import SentenceError
from tracker.common.labels import period_label

FILLED = ("entry.filled", "task_update.filled")


@dataclass(frozen=True)
class Neighbour:
    """The report before or after this one in the queue."""

    name: str
    url: str


@dataclass(frozen=True)
class Sheet:
    """Everything on the page of a report under review."""

    report: Report
    unit_url: str
    period: str
    revision: str
    state: str
    state_look: str
    rows: tuple[Row, ...]
    tasks: tuple[TaskRow, ...]
    files: tuple[FileView, ...]
    story: tuple[StoryLine, ...]
    summary: str
    refusal: str
    typed: Typed
    previous: Neighbour | None
    next: Neighbour | None

    @property
    def lines(self) -> tuple[Row | TaskRow, ...]:
        """Figures and task updates in the order of the page."""
        return (*self.rows, *self.tasks)

    @property
    def can_decide(self) -> bool:
        """Whether any line waits for this person's decision."""
        return any(one.is_decidable for one in self.lines)

    @property
    def open_count(self) -> int:
        """How many lines wait for the Office."""
        return sum(one.is_open for one in self.lines)

    @property
    def approve_refusal(self) -> str:
        """Why the whole report cannot be approved; empty if it can."""
        refusals = [one.approve_refusal for one in self.lines if one.is_open]
        return next((one for one in refusals if one), "")

    @property
    def return_refusal(self) -> str:
        """Why the whole report cannot be returned; empty if it can."""
        refusals = [one.return_refusal for one in self.lines if one.is_open]
        return next((one for one in refusals if one), "")


def sheet(case: Case, queue: Queue, link: Link, reader: User, typed: Typed) -> Sheet:
    """Build the page; four to seven queries for ledger, evidence and the revision before."""
    report = case.report
    events = events_of(report, case.lines)
    evidence = evidence_of(report)
    refusal = refusal_of(Verb.APPROVE, report) if report.state in SENT else ""
    beside = Beside(
        case=case,
        reader=reader,
        link=link,
        changes=changes_since_return(events, case.lines),
        evidence=evidence,
        earlier=earlier_entries(report),
        earlier_updates=earlier_updates(report),
        filled_by_reader={
            one.subject_key for one in events if one.verb in FILLED and one.actor_id == reader.pk
        },
        refusal=refusal,
        lent=lent([report], reader).get(report.pk, ""),
        typed=typed,
    )
    return Sheet(
        report=report,
        unit_url=link("unit", report.unit.code),
        period=period_label(report.period.period),
        revision=revision_label(report),
        state=report.get_state_display(),
        state_look=STATE_LOOKS[ReportState(report.state)],
        rows=tuple(row(entry, beside) for entry in case.entries),
        tasks=tuple(task_row(one, beside) for one in case.lines if isinstance(one, TaskUpdate)),
        files=files(evidence.get("", ()), link),
        story=story(events, case.lines),
        summary=_summary(case),
        refusal=refusal,
        typed=typed,
        previous=_neighbour(queue.after(report, -1), link),
        next=_neighbour(queue.after(report), link),
    )


def refusal_of(verb: Verb, report: Report) -> str:
    """Why the Office cannot do this now; empty if it can. Nobody else has this page."""
    try:
        check_stage(verb, report)
    except SentenceError as error:
        return str(error)
    return ""


def _neighbour(report: Report | None, link: Link) -> Neighbour | None:
    if report is None:
        return None
    period = report.period.period
    name = f"{report.unit.name}, {period_label(period)}"
    return Neighbour(name, link("review", str(period), report.unit.code))


def _summary(case: Case) -> str:
    """How many figures and tasks, how many still wait, and what looks odd about them."""
    figures, tasks = len(case.entries), len(case.updates)
    total, waiting, odd = figures + tasks, len(case.undecided), case.warning_count
    parts = []
    if figures or not tasks:
        parts.append(
            ngettext("%(count)d figure", "%(count)d figures", figures) % {"count": figures}
        )
    if tasks:
        parts.append(ngettext("%(count)d task", "%(count)d tasks", tasks) % {"count": tasks})
    if waiting and waiting < total:
        parts.append(_("%(count)d still to decide") % {"count": waiting})
    if odd:
        parts.append(ngettext("%(count)d warning", "%(count)d warnings", odd) % {"count": odd})
    elif waiting:
        parts.append(_("no warnings"))
    return " · ".join(parts)
