"""One job in words: what it is, where it stands, how far it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from reports.models import Job, JobKind, JobState
from reports.presenters.jobs.outcome import outcome_words
from tracker.common.labels import period_label
from tracker.common.numbers import format_number
from tracker.common.periods import Period, PeriodError

_STOPPING = "stopping"
_ICONS: Mapping[str, str] = {
    JobState.WAITING: "clock",
    JobState.RUNNING: "next",
    _STOPPING: "close",
    JobState.DONE: "tick",
    JobState.FAILED: "cross",
    JobState.CANCELLED: "dash",
}


@dataclass(frozen=True)
class StateWord:
    """Where a job stands: colour (by key), icon and word."""

    key: str
    icon: str
    word: str


@dataclass(frozen=True)
class Progress:
    """How far a job is; `steps` is 0 as long as nobody knows how many there are."""

    done: int
    steps: int
    words: str


@dataclass(frozen=True)
class JobLine:
    """One job of the list."""

    key: int
    what: str
    about: str
    state: StateWord
    progress: Progress | None
    asked: str
    ended: str
    said: str
    """Of one that has ended: why it failed, or what was done, in a sentence."""
    url: str


def job_lines(jobs: list[Job]) -> tuple[JobLine, ...]:
    """The lines in the order given."""
    return tuple(job_line(job) for job in jobs)


def job_line(job: Job) -> JobLine:
    """The job as the list and the head of its own page show it."""
    return JobLine(
        key=job.pk,
        what=str(capfirst(job.get_kind_display())),
        about=_about(job),
        state=state_of(job),
        progress=progress_of(job),
        asked=date_format(localtime(job.asked_at), "SHORT_DATETIME_FORMAT"),
        ended=date_format(localtime(job.ended_at), "SHORT_DATETIME_FORMAT") if job.ended_at else "",
        said=_said(job),
        url=reverse("job", args=[job.pk]),
    )


def _said(job: Job) -> str:
    return outcome_words(job)[0] if job.state == JobState.DONE else job.failure


def state_of(job: Job) -> StateWord:
    """Done, failed and so on; called off but not stopped yet is a state of its own."""
    if job.state == JobState.RUNNING and job.cancel_asked_at:
        return StateWord(_STOPPING, _ICONS[_STOPPING], _("Being cancelled"))
    return StateWord(job.state, _ICONS[job.state], str(capfirst(job.get_state_display())))


def progress_of(job: Job) -> Progress | None:
    """Of a job under way: `34/178 forms`; None for one that waits or has ended."""
    if job.state != JobState.RUNNING:
        return None
    if not job.steps:
        return Progress(0, 0, _("It has just begun."))
    if job.steps_done == job.steps:
        return Progress(job.steps, job.steps, _("The last step: what was made is being stored."))
    return Progress(job.steps_done, job.steps, _steps(job))


def _steps(job: Job) -> str:
    nouns = {
        JobKind.MEETING_PAPERS: ngettext("step", "steps", job.steps),
        JobKind.FORMS_OUT: ngettext("form made", "forms made", job.steps),
        JobKind.REPORTS_IN: ngettext("form read", "forms read", job.steps),
    }
    noun = nouns.get(JobKind(job.kind), ngettext("step", "steps", job.steps))
    return f"{format_number(job.steps_done)}/{format_number(job.steps)} {noun}"


def _about(job: Job) -> str:
    """Programme, period, meeting or file: whatever tells it from others of its kind."""
    asked: Mapping[str, Any] = job.parameters
    number = job.programme.number if job.programme else ""
    parts = (number, _period(asked), asked.get("meeting"), asked.get("file"))
    return " · ".join(str(part) for part in parts if part)


def _period(asked: Mapping[str, Any]) -> str:
    text = str(asked.get("period") or "")
    try:
        return period_label(Period.parse(text)) if text else ""
    except PeriodError:
        return text
