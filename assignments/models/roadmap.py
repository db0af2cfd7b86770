"""The targets that a local unit sets itself from those of the province, year by year."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from assignments.models.unit import Unit
from indicators.models import Indicator, Programme, number_field
from tracker.common.pairs import both_or_neither, person


class RoadmapState(models.TextChoices):
    """Where a roadmap stands; who may move it is the table in reports/roadmaps/workflow.py."""

    DRAFT = "draft", _("draft")
    SUBMITTED = "submitted", _("under review")
    RETURNED = "returned", _("returned for correction")
    APPROVED = "approved", _("approved")


class Roadmap(models.Model):
    """A unit's own targets for all years of a programme; approved by the Office as one.

    It counts from `approved_at` until a later revision is approved.
    """

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="roadmaps")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="roadmaps")
    revision = models.PositiveSmallIntegerField(default=1)
    state = models.CharField(
        max_length=10, choices=RoadmapState.choices, default=RoadmapState.DRAFT
    )
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = person()
    submitted_at = models.DateTimeField(null=True)
    submitted_by = person(null=True)
    returned_at = models.DateTimeField(null=True)
    returned_by = person(null=True)
    return_reason = models.TextField(blank=True)
    approved_at = models.DateTimeField(null=True)
    approved_by = person(null=True)

    class Meta:
        ordering = ["programme", "unit", "revision"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "unit", "revision"], name="roadmap_once"),
            models.UniqueConstraint(
                fields=["programme", "unit"],
                condition=~Q(state=RoadmapState.APPROVED),
                name="roadmap_one_in_work",
            ),
            models.CheckConstraint(
                condition=Q(state__in=RoadmapState.values), name="roadmap_state_known"
            ),
            models.CheckConstraint(
                condition=~Q(state=RoadmapState.RETURNED)
                | (Q(returned_at__isnull=False) & ~Q(return_reason="")),
                name="roadmap_returned_with_reason",
            ),
            models.CheckConstraint(
                condition=~Q(state=RoadmapState.APPROVED) | Q(approved_at__isnull=False),
                name="roadmap_approved_by_someone",
            ),
            *(both_or_neither(deed, "roadmap") for deed in ("submitted", "returned", "approved")),
        ]

    def __str__(self) -> str:
        return f"{self.unit} {self.programme.code} ({self.revision})"

    @property
    def ledger_key(self) -> str:
        """How the ledger names the roadmap: unit/revision."""
        return f"{self.unit.code}/{self.revision}"


class LocalTarget(models.Model):
    """What a unit wants to reach in one indicator by the end of a year.

    `denominator` is what the unit expects to be counted then; empty, the last reported one weighs.
    An emptied cell stays, so that its version goes on rising.
    """

    roadmap = models.ForeignKey(Roadmap, on_delete=models.CASCADE, related_name="targets")
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="local_targets")
    year = models.PositiveSmallIntegerField()
    value = number_field(null=True)
    denominator = number_field(null=True)
    note = models.TextField(_("note"), blank=True)
    version = models.PositiveIntegerField(default=1)
    updated_at = models.DateTimeField()
    updated_by = person()

    class Meta:
        ordering = ["roadmap", "indicator__position", "year"]
        constraints = [
            models.UniqueConstraint(
                fields=["roadmap", "indicator", "year"], name="local_target_once"
            ),
            models.CheckConstraint(
                condition=Q(denominator__isnull=True) | Q(denominator__gte=0),
                name="local_target_denominator_not_negative",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator.code} {self.year}"
