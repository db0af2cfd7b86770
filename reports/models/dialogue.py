"""What people say to each other: requests for explanation, reminders, notifications."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from assignments.models import Unit
from indicators.models import Indicator
from reports.models.calendar import ReportingPeriod
from tracker.common.pairs import both_or_neither, person


class Explanation(models.Model):
    """A request for explanation beside an indicator, put to its lead unit."""

    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="explanations")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="explanations")
    asked_at = models.DateTimeField(auto_now_add=True)
    asked_by = person()
    closed_at = models.DateTimeField(null=True)
    closed_by = person(null=True)

    class Meta:
        ordering = ["-id"]
        constraints = [both_or_neither("closed", "explanation")]

    def __str__(self) -> str:
        return f"{self.indicator.code} {self.unit.code}"


class ExplanationMessage(models.Model):
    """One message of the thread, the question first."""

    explanation = models.ForeignKey(Explanation, on_delete=models.CASCADE, related_name="messages")
    text = models.TextField(_("message"))
    written_at = models.DateTimeField(auto_now_add=True)
    written_by = person()

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.text[:60]


class Reminder(models.Model):
    """The Office chases a unit for a period: at most one per unit and day."""

    period = models.ForeignKey(ReportingPeriod, on_delete=models.CASCADE, related_name="reminders")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="reminders")
    day = models.DateField()
    queued_at = models.DateTimeField(auto_now_add=True)
    queued_by = person()
    sent_at = models.DateTimeField(
        null=True, help_text=_("When the background work delivered it to the unit's people.")
    )

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["unit", "day"], name="reminder_once_per_unit_and_day")
        ]

    def __str__(self) -> str:
        return f"{self.unit.code} {self.day}"


class NotificationKind(models.TextChoices):
    """What a notification is about; worded when it is read, in the reader's language."""

    REPORT_SUBMITTED = "report_submitted", _("a report was sent")
    REPORT_RETURNED = "report_returned", _("a report was returned")
    REPORT_APPROVED = "report_approved", _("a report was approved")
    SIGN_OFF_WANTED = "sign_off_wanted", _("a report waits for sign-off")
    REMINDER = "reminder", _("a report is missing")
    EXPLANATION_ASKED = "explanation_asked", _("an explanation is asked for")
    EXPLANATION_ANSWERED = "explanation_answered", _("an explanation was given")
    EXTENSION_ASKED = "extension_asked", _("more time is asked for")
    EXTENSION_DECIDED = "extension_decided", _("more time was decided on")
    EXTENSION_GRANTED = "extension_granted", _("more time was granted")
    EXTENSION_DECLINED = "extension_declined", _("more time was declined")
    DEADLINE_SET = "deadline_set", _("a task has a new deadline")
    DEADLINE_NEAR = "deadline_near", _("a report is due soon")
    REPORT_BROUGHT = "report_brought", _("the Office entered a unit's form")
    PERIOD_OPENED = "period_opened", _("a reporting period has begun")
    LEAD_GIVEN = "lead_given", _("an indicator or task was given to a unit")
    INTEGRITY_FINDINGS = "integrity_findings", _("the integrity check has found something")
    ACCOUNT_CHANGED = "account_changed", _("a password, second factor or right was changed")
    ROADMAP_SUBMITTED = "roadmap_submitted", _("a local roadmap was sent")
    ROADMAP_RETURNED = "roadmap_returned", _("a local roadmap was returned")
    ROADMAP_APPROVED = "roadmap_approved", _("a local roadmap was approved")


class Notification(models.Model):
    """One line in a person's inbox: what, about what, with which words, and where to look.

    `actor` is who did it; NULL is the system, or somebody before this was kept.
    """

    actor = person(null=True)
    person = models.ForeignKey(
        "accounts.User", on_delete=models.CASCADE, related_name="notifications"
    )
    kind = models.CharField(max_length=24, choices=NotificationKind.choices)
    subject = models.CharField(max_length=300)
    words = models.TextField(blank=True)
    url = models.CharField(max_length=300)
    created_at = models.DateTimeField(auto_now_add=True)
    read_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["person", "read_at"])]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject}"
