"""What a figure and a task update share as lines of a report: state, version, who changed it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tracker.common.pairs import both_or_neither, person


class EntryState(models.TextChoices):
    """Where one line of a report stands."""

    OPEN = "open", _("open")
    RETURNED = "returned", _("returned")
    APPROVED = "approved", _("approved")


class Line(models.Model):
    """One line of a report. `version` rises with each change, so that two people in one report
    never overwrite each other unseen."""

    state = models.CharField(max_length=10, choices=EntryState.choices, default=EntryState.OPEN)
    return_reason = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)
    updated_at = models.DateTimeField(null=True)
    updated_by = person(null=True)

    class Meta:
        abstract = True


def line_constraints(name: str) -> list[models.CheckConstraint]:
    """What must hold of every line; `name` is that of its model."""
    return [
        models.CheckConstraint(
            condition=Q(state__in=EntryState.values), name=f"{name}_state_known"
        ),
        models.CheckConstraint(
            condition=~Q(state=EntryState.RETURNED) | ~Q(return_reason=""),
            name=f"{name}_returned_with_reason",
        ),
        both_or_neither("updated", name),
    ]
