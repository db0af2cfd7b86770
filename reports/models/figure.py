"""Approved and imported figures: what every judgement rests on."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from assignments.models import Unit
from indicators.method.facts import Nature
from indicators.models import Indicator, number_field
from tracker.common.periods import Period, period_of


class FigureNature(models.TextChoices):
    """How far a figure can be relied on."""

    OFFICIAL = Nature.OFFICIAL.value, _("official")
    ESTIMATE = Nature.ESTIMATE.value, _("estimate")
    ILLUSTRATIVE = Nature.ILLUSTRATIVE.value, _("illustrative")


_KEY = ["indicator", "unit", "year", "quarter", "class_code", "definition"]


class Figure(models.Model):
    """One figure of one unit, period and class. A correction is a new row beside the old one.

    It counts in every judgement from `known_on` until `superseded_on` (exclusive), once approved:
    that is what makes a past day's overview reproducible (docs/adr/0004).
    """

    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="figures")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="figures")
    year = models.PositiveSmallIntegerField()
    quarter = models.PositiveSmallIntegerField(help_text=_("0 is the whole year."))
    class_code = models.CharField(max_length=20, blank=True)
    definition = models.CharField(
        max_length=200,
        blank=True,
        help_text=_("Named only where it differs from the indicator's own definition."),
    )
    value = number_field(null=True)
    numerator = number_field(null=True)
    denominator = number_field(null=True)
    done_on = models.DateField(null=True, help_text=_("The day a milestone was reached."))
    nature = models.CharField(max_length=12, choices=FigureNature.choices)
    source = models.TextField(blank=True)
    note = models.TextField(blank=True)
    known_on = models.DateField()
    superseded_on = models.DateField(null=True)
    recorded_at = models.DateTimeField(auto_now_add=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    approved_at = models.DateTimeField(null=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True
    )

    class Meta:
        ordering = ["year", "quarter", "id"]
        indexes = [
            models.Index(fields=["indicator", "year", "quarter"]),
            models.Index(
                fields=["indicator"],
                condition=Q(nature=FigureNature.ILLUSTRATIVE),
                name="figure_illustrative",
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=_KEY,
                condition=Q(superseded_on__isnull=True, approved_at__isnull=False),
                name="figure_one_current",
            ),
            models.UniqueConstraint(
                fields=_KEY,
                condition=Q(superseded_on__isnull=True, approved_at__isnull=True),
                name="figure_one_pending",
            ),
            models.CheckConstraint(condition=Q(quarter__lte=4), name="figure_quarter_known"),
            models.CheckConstraint(
                condition=Q(nature__in=FigureNature.values), name="figure_nature_known"
            ),
            models.CheckConstraint(
                condition=Q(approved_at__isnull=True, approved_by__isnull=True)
                | Q(approved_at__isnull=False, approved_by__isnull=False),
                name="figure_approved_at_by_pair",
            ),
            models.CheckConstraint(
                condition=Q(numerator__isnull=True)
                | Q(denominator__isnull=True)
                | Q(denominator__gte=0),
                name="figure_denominator_not_negative",
            ),
            models.CheckConstraint(
                condition=Q(superseded_on__isnull=True) | Q(known_on__lte=F("superseded_on")),
                name="figure_known_dates_in_order",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator.code} {self.unit.code} {self.period}"

    @property
    def period(self) -> Period:
        """The reporting period as a value."""
        return period_of(self.year, self.quarter)
