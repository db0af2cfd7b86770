"""The ledger: who did what, when, to what, from what to what, why. Rows are never changed.

Beside it the marks by which a page that was kept knows that something was done since.
"""

from __future__ import annotations

import secrets
from typing import ClassVar

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
    programme_code = models.CharField(max_length=80, blank=True)
    province_code = models.CharField(max_length=10, null=True)  # noqa: DJ001 - most rows have none
    """Of what belongs to no programme: whose units or people it is about."""
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)
    reason = models.TextField(_("why"), blank=True)

    class Meta:
        ordering = ["-id"]
        verbose_name = _("ledger entry")
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["programme_code", "happened_at"], name="event_programme"),
            models.Index(fields=["province_code", "happened_at"], name="event_province"),
            # Answers which deeds and people occur without a look at the rows.
            models.Index(
                fields=["programme_code", "verb", "actor", "happened_at"], name="event_deeds"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.happened_at:%Y-%m-%d %H:%M} {self.verb} {self.subject_key}"


_MARK_BITS = 40


def _mark() -> int:
    return secrets.randbits(_MARK_BITS)


class DataChange(models.Model):
    """Something was done to a programme, or to what all of them share (empty code).

    Nobody waits for such a row, nobody updates one: see tracker.audit.changes (docs/adr/0012).
    """

    programme_code = models.CharField(max_length=80, blank=True, db_index=True)
    mark = models.BigIntegerField(default=_mark)

    def __str__(self) -> str:
        return f"{self.programme_code} {self.pk}"
