"""Evidence: a file that a unit puts beside a figure, a task update or a report."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from reports.models.report import Entry, Report
from reports.models.task import TaskUpdate
from tracker.common.pairs import both_or_neither, person


class Evidence(models.Model):
    """A stored file: `stored_name` is made here and says nothing, `shown_name` is for people."""

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="evidence")
    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, null=True, related_name="evidence")
    task_update = models.ForeignKey(
        TaskUpdate, on_delete=models.PROTECT, null=True, related_name="evidence"
    )
    stored_name = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    shown_name = models.CharField(_("file name"), max_length=150)
    content_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    uploaded_at = models.DateTimeField(auto_now_add=True)
    uploaded_by = person()
    removed_at = models.DateTimeField(null=True)
    removed_by = person(null=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            both_or_neither("removed", "evidence"),
            models.CheckConstraint(
                condition=Q(entry__isnull=True) | Q(task_update__isnull=True),
                name="evidence_beside_one_line",
            ),
        ]

    def __str__(self) -> str:
        return self.shown_name
