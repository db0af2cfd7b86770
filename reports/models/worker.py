"""The background worker's sign of life."""

from __future__ import annotations

from django.db import models


class WorkerHeartbeat(models.Model):
    """The worker's last sign of life; one row."""

    name = models.CharField(max_length=40, unique=True)
    beat_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.name} {self.beat_at:%H:%M:%S}"
