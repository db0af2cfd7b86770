"""What comes in and goes out as files: an upload that waits for its confirmation, a frozen
meeting."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from indicators.models import Programme
from tracker.common.pairs import person


class UploadKind(models.TextChoices):
    """What a file brings."""

    REPORTS = "reports", _("reports of units")
    FIGURES = "figures", _("figures of earlier periods")
    ROADMAPS = "roadmaps", _("local targets")


class Upload(models.Model):
    """A file between its preview and its confirmation; taken away with either, or after a day.

    Only the person who brought it sees it. Its content has been read once without a fault.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=10, choices=UploadKind.choices)
    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=200)
    content = models.BinaryField()
    uploaded_at = models.DateTimeField()
    uploaded_by = person()

    class Meta:
        ordering = ["uploaded_at"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=UploadKind.values), name="upload_is_known")
        ]

    def __str__(self) -> str:
        return self.name


class Snapshot(models.Model):
    """The numbers of a meeting, frozen: never changed, printed again from `content` alone.

    `content` is a MeetingContent (reports/exports/meeting/content.py) as JSON, `digest` the SHA-256
    of its canonical form.
    """

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="snapshots")
    title = models.CharField(_("name of the meeting"), max_length=200)
    held_on = models.DateField(_("day of the meeting"))
    year = models.PositiveSmallIntegerField()
    quarter = models.PositiveSmallIntegerField()
    as_of = models.DateField(_("state of the data"))
    content = models.JSONField()
    digest = models.CharField(max_length=64)
    frozen_at = models.DateTimeField()
    frozen_by = person()

    class Meta:
        ordering = ["-held_on", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "held_on", "title"], name="snapshot_once_per_meeting"
            ),
            models.CheckConstraint(
                condition=Q(quarter__gte=1, quarter__lte=4), name="snapshot_quarter_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.programme.code} {self.title}"
