"""More time is asked for with a reason, and granted until a day or declined with an answer."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tracker.common.pairs import both_or_neither, person


class Wish(models.Model):
    """What every request for more time holds; its model says for what."""

    reason = models.TextField(_("reason"))
    wanted_until = models.DateField(_("wanted until"))
    asked_at = models.DateTimeField(auto_now_add=True)
    asked_by = person()
    decided_at = models.DateTimeField(null=True)
    decided_by = person(null=True)
    granted_until = models.DateField(null=True, help_text=_("Empty after a decision: declined."))
    answer = models.TextField(blank=True)

    class Meta:
        abstract = True


def wish_constraints(name: str, *subject: str) -> list[models.BaseConstraint]:
    """One undecided request for each subject; granted only by a decision."""
    return [
        models.UniqueConstraint(
            fields=subject, condition=Q(decided_at__isnull=True), name=f"{name}_one_undecided"
        ),
        both_or_neither("decided", name),
        models.CheckConstraint(
            condition=Q(granted_until__isnull=True) | Q(decided_at__isnull=False),
            name=f"{name}_granted_by_decision",
        ),
    ]
