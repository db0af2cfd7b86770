"""The page of one job: what it says, what can be done with it, where it leads."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from reports.models import Job, JobKind, JobState
from reports.presenters.jobs.line import JobLine, job_line
from reports.presenters.jobs.outcome import findings_of, outcome_words

_EAGER, _PATIENT = 2, 30
_MAKES_FILE = (JobKind.MEETING_PAPERS, JobKind.FORMS_OUT)
_STORES_FILE = (JobKind.REPORTS_IN, JobKind.FIGURES_IN)


@dataclass(frozen=True)
class JobAct:
    """A button; `why_not` says why it cannot be pressed now."""

    key: str
    label: str
    url: str
    why_not: str = ""

    @property
    def is_enabled(self) -> bool:
        """Whether the person may press it now."""
        return not self.why_not


@dataclass(frozen=True)
class JobLink:
    """Where what was done can be seen, or done again."""

    label: str
    url: str


@dataclass(frozen=True)
class JobPage:
    """What the page and its fragment show."""

    line: JobLine
    sentences: tuple[str, ...]
    failure: str
    findings: tuple[str, ...]
    file_name: str
    file_url: str
    links: tuple[JobLink, ...]
    acts: tuple[JobAct, ...]
    is_under_way: bool
    is_silent: bool
    """Whether it is under way and no worker gives a sign of life."""
    every: int
    """After how many seconds the page asks again; while no worker lives, nothing is new soon."""
    mark: str
    """The same as long as there is nothing new to show."""
    progress_url: str
    url: str


def job_page(job: Job, file_name: str, *, is_silent: bool) -> JobPage:
    """The page; `file_name` is that of what the job made, empty where there is no file (any more).

    `is_silent` is whether no worker gives a sign of life.
    """
    key, is_under_way = [job.pk], job.ended_at is None
    has_file = job.state == JobState.DONE and bool(file_name)
    mark = (job.state, job.attempt, job.steps_done, job.steps, bool(job.cancel_asked_at), is_silent)
    return JobPage(
        line=job_line(job),
        sentences=_sentences(job, has_file=has_file),
        failure=job.failure,
        findings=findings_of(job),
        file_name=file_name if has_file else "",
        file_url=reverse("job_file", args=key) if has_file else "",
        links=() if is_under_way else tuple(_links(job)),
        acts=_acts(job),
        is_under_way=is_under_way,
        is_silent=is_silent and is_under_way,
        every=_PATIENT if is_silent else _EAGER,
        mark="-".join(str(part) for part in mark),
        progress_url=reverse("job_progress", args=key),
        url=reverse("job", args=key),
    )


def _sentences(job: Job, *, has_file: bool) -> tuple[str, ...]:
    if job.state == JobState.WAITING:
        lost = _("The worker that did it was lost; it begins anew.") if job.attempt else ""
        return tuple(filter(None, (lost, _("It begins as soon as the background worker is free."))))
    if job.state == JobState.RUNNING:
        return (_("You may leave this page; the work goes on."),)
    if job.state == JobState.CANCELLED:
        return (_("It was cancelled. Nothing was changed."),)
    if job.state == JobState.DONE:
        gone = _(
            "The file is gone: files are kept for 7 days. Ask for it once more if you need it."
        )
        is_gone = job.kind in _MAKES_FILE and not has_file
        return (*outcome_words(job), *([gone] if is_gone else []))
    return ()


def _acts(job: Job) -> tuple[JobAct, ...]:
    """Cancel while it is under way; try again once it failed or was cancelled."""
    if job.ended_at is None:
        stops = _("It stops before its next step.") if job.cancel_asked_at else ""
        return (JobAct("cancel", _("Cancel the job"), reverse("job_cancel", args=[job.pk]), stops),)
    if job.state == JobState.DONE:
        return ()
    is_gone = job.kind in _STORES_FILE and job.upload_id is None
    gone = _("The file does not wait any more. Bring it again.") if is_gone else ""
    return (JobAct("retry", _("Try again"), reverse("job_retry", args=[job.pk]), gone),)


def _links(job: Job) -> list[JobLink]:
    if job.programme is None:
        return []
    code = job.programme.code
    if job.kind == JobKind.MEETING_PAPERS:
        return [JobLink(_("Export report"), reverse("meetings", args=[code]))]
    if job.kind == JobKind.FORMS_OUT:
        return [JobLink(_("Import Excel"), reverse("imports", args=[code]))]
    if job.kind == JobKind.REPORTS_IN:
        return _of_reports(job, code)
    return _of_figures(job, code) if job.kind == JobKind.FIGURES_IN else []


def _of_reports(job: Job, code: str) -> list[JobLink]:
    if job.state != JobState.DONE:
        return _of_file(job, code, "form_preview", "imports")
    periods, own = job.outcome.get("periods") or [], job.outcome.get("own")
    if own and periods:
        return [JobLink(_("The report"), reverse("report", args=[code, periods[0], own]))]
    there = reverse("completeness", args=[code])
    if len(periods) == 1:
        there = f"{there}?ky={periods[0]}"
    return [JobLink(_("Completeness"), there)]


def _of_figures(job: Job, code: str) -> list[JobLink]:
    if job.state != JobState.DONE:
        return _of_file(job, code, "figures_preview", "figures_import")
    return [JobLink(_("Indicators"), reverse("indicators", args=[code]))]


def _of_file(job: Job, code: str, preview: str, anew: str) -> list[JobLink]:
    """To the file that waits, or to where it is brought again."""
    if job.upload_id is not None:
        return [JobLink(_("Look at the file again"), reverse(preview, args=[code, job.upload_id]))]
    return [JobLink(_("Bring the file again"), reverse(anew, args=[code]))]
