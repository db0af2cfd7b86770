"""The ledger: who did what, when, to what, from what to what, why. Rows are never changed."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Event(models.Model):
    """One thing that was done. The database itself refuses UPDATE and DELETE (migration 0002)."""

    happened_at = models.DateTimeField(_("when"), auto_now_add=True, db_index=True)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    verb = models.CharField(_("what"), max_length=60, db_index=True)
    subject_kind = models.CharField(max_length=40)
    subject_key = models.CharField(max_length=200, db_index=True)
    programme_code = models.CharField(max_length=80, blank=True, db_index=True)
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)
    reason = models.TextField(_("why"), blank=True)

    class Meta:
        ordering = ["-id"]
        verbose_name = _("ledger entry")

    def __str__(self) -> str:
        return f"{self.happened_at:%Y-%m-%d %H:%M} {self.verb} {self.subject_key}"
