"""A person's jobs and the files that they made."""

from __future__ import annotations

from django.db.models import OuterRef, Q, QuerySet, Subquery

from assignments.visibility import visible_programmes
from reports.models import Job, JobFile
from tracker.accounts.models import User


def jobs_of(user: User) -> QuerySet[Job]:
    """What the person asked for, the newest first, each with what its line says."""
    return _told(Job.objects.filter(asked_by=user))


def jobs_of_schedule(user: User) -> QuerySet[Job]:
    """The jobs of the schedule, for an administrator; none for anybody else."""
    return _told(Job.objects.visible_to(user).filter(asked_by=None))


def job_of(user: User, key: int) -> Job | None:
    """One job that this person may see."""
    return _told(Job.objects.visible_to(user).filter(pk=key)).first()


def file_of(user: User, key: int) -> JobFile | None:
    """What a job made, for the person who asked and still sees its programme, and nobody else."""
    theirs = Q(job__programme=None) | Q(job__programme__in=visible_programmes(user))
    asked = Job.objects.filter(pk=key, asked_by=user)
    return JobFile.objects.filter(theirs, job__in=asked).first()


def _told(jobs: QuerySet[Job]) -> QuerySet[Job]:
    """With the programme and the name of the file, but without its content."""
    files = JobFile.objects.filter(job=OuterRef("pk")).values("name")
    return jobs.select_related("programme").annotate(file_name=Subquery(files)).order_by("-pk")
