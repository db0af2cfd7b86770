"""Background work as rows: a job is asked for, run by whichever worker claims it, and ends once."""

from __future__ import annotations

from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from indicators.models import Programme
from reports.models.exchange import Upload
from tracker.accounts.models import User
from tracker.common.pairs import person


class JobKind(models.TextChoices):
    """What a job does; reports/jobs/kinds.py says how."""

    MEETING_PAPERS = "meeting_papers", _("papers of a meeting")
    FORMS_OUT = "forms_out", _("forms of all units")
    REPORTS_IN = "reports_in", _("reports of units from files")
    FIGURES_IN = "figures_in", _("figures of earlier periods from a file")
    CALENDAR = "calendar", _("periods opened and locked")
    DIGESTS = "digests", _("notifications by e-mail")
    BACKUP = "backup", _("backup")
    CHECK = "check", _("integrity check")
    CLEAN_UP = "clean_up", _("clean-up")


class JobState(models.TextChoices):
    """Where a job stands."""

    WAITING = "waiting", _("waiting")
    RUNNING = "running", _("running")
    DONE = "done", _("done")
    FAILED = "failed", _("failed")
    CANCELLED = "cancelled", _("cancelled")


class JobQuerySet(models.QuerySet["Job"]):
    """Whose jobs they are."""

    def visible_to(self, user: User) -> Self:
        """One's own; an administrator also sees those of the schedule."""
        theirs = Q(asked_by=user)
        if user.is_administrator:
            theirs |= Q(asked_by=None)
        return self.filter(theirs)

    def under_way(self) -> Self:
        """Those that have not ended."""
        return self.filter(ended_at=None)


class Job(models.Model):
    """One piece of background work. The row is the truth; a broker's message only wakes a worker.

    `attempt` rises with each claim and fences off a worker that was thought dead: it can neither
    tell progress nor end a job that another has claimed since.
    """

    kind = models.CharField(max_length=20, choices=JobKind.choices)
    programme = models.ForeignKey(
        Programme, on_delete=models.CASCADE, null=True, related_name="jobs"
    )
    parameters = models.JSONField(default=dict)
    upload = models.ForeignKey(Upload, on_delete=models.SET_NULL, null=True, related_name="jobs")
    """The file that an import stores; it is kept until the job has ended."""
    slot = models.CharField(max_length=60, blank=True)
    """Kind and day of a job of the schedule: however many beats there are, it is asked for once."""
    language = models.CharField(max_length=10)
    asked_at = models.DateTimeField()
    asked_by = person(null=True)
    """Empty: the schedule."""
    state = models.CharField(max_length=10, choices=JobState.choices, default=JobState.WAITING)
    attempt = models.PositiveSmallIntegerField(default=0)
    attempts_allowed = models.PositiveSmallIntegerField(default=3)
    handed_at = models.DateTimeField(null=True)
    """When a worker was last woken for it."""
    heartbeat_at = models.DateTimeField(null=True)
    steps_done = models.PositiveIntegerField(default=0)
    steps = models.PositiveIntegerField(default=0)
    """How many steps there are; 0 as long as nobody knows."""
    cancel_asked_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    failure = models.TextField(blank=True)
    """Why it failed: a sentence in the language of the person who asked."""
    outcome = models.JSONField(default=dict)
    """What was done: numbers and keys that a presenter words."""

    objects: ClassVar[JobQuerySet] = JobQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["-id"]
        indexes = [
            models.Index(
                fields=["state"], condition=Q(ended_at__isnull=True), name="job_under_way"
            ),
            models.Index(fields=["asked_by", "-id"], name="job_by_person"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["slot"], condition=~Q(slot=""), name="job_once_per_slot"
            ),
            models.CheckConstraint(condition=Q(kind__in=JobKind.values), name="job_kind_known"),
            models.CheckConstraint(
                condition=Q(state__in=[JobState.WAITING, JobState.RUNNING], ended_at__isnull=True)
                | Q(
                    state__in=[JobState.DONE, JobState.FAILED, JobState.CANCELLED],
                    ended_at__isnull=False,
                ),
                name="job_ended_or_under_way",
            ),
            models.CheckConstraint(
                condition=~Q(state=JobState.RUNNING) | Q(heartbeat_at__isnull=False),
                name="job_running_with_heartbeat",
            ),
            models.CheckConstraint(
                condition=Q(state=JobState.FAILED) ^ Q(failure=""), name="job_failed_with_sentence"
            ),
            models.CheckConstraint(
                condition=Q(steps=0) | Q(steps_done__lte=F("steps")), name="job_steps_in_order"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"


class JobFile(models.Model):
    """What a job made, for the person who asked for it; taken away by the clean-up after a week."""

    job = models.OneToOneField(Job, on_delete=models.CASCADE, related_name="file")
    name = models.CharField(max_length=200)
    content_type = models.CharField(max_length=100)
    content = models.BinaryField()

    def __str__(self) -> str:
        return self.name


class MailDigest(models.Model):
    """One e-mail to a person with what is new in the inbox: at most one a day.

    Claimed by `sent_at` before it is handed to the mail server: rather none than two.
    """

    recipient = models.ForeignKey(User, on_delete=models.CASCADE, related_name="digests")
    day = models.DateField()
    newest = models.PositiveBigIntegerField()
    """The last notification it tells of: the next one begins behind it."""
    queued_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    failure = models.TextField(blank=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["recipient", "day"], name="digest_once_per_person_and_day"
            )
        ]

    def __str__(self) -> str:
        return f"{self.recipient_id} {self.day}"
