"""What somebody prepares before it becomes a province's units or a programme."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tracker.common.pairs import person


class DraftKind(models.TextChoices):
    """What a draft becomes."""

    UNITS = "units", _("units")
    TABLE = "table", _("programme by table")
    FILE = "file", _("programme file")


class SetupDraft(models.Model):
    """Units or a programme on the way: nobody but its owner sees it, and nothing counts of it yet.

    Of a file its text is kept; of a table its head and its rows as plain values
    (indicators.plain_table). `version` rises with every change.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=10, choices=DraftKind.choices)
    name = models.CharField(max_length=200, blank=True)
    text = models.TextField(blank=True)
    head = models.JSONField(default=dict)
    rows = models.JSONField(default=list)
    version = models.PositiveIntegerField(default=1)
    kept_at = models.DateTimeField()
    kept_by = person()

    class Meta:
        ordering = ["-kept_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=DraftKind.values), name="setup_draft_kind_known"
            )
        ]

    def __str__(self) -> str:
        return self.name or str(self.pk)
