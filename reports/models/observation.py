"""What the province looked like: derived from figures, kept so that a page costs what it shows."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from indicators.models import Indicator
from reports.models.figure import FigureNature
from tracker.common.periods import Period, period_of

_PLACE = ["indicator", "definition", "year", "quarter"]


def exact_field() -> models.CharField[str, str]:
    """A decimal number digit for digit, "" for none: SQLite keeps fifteen digits of a number, and a
    sum over three hundred units may have more than a figure."""
    return models.CharField(max_length=60, blank=True)


class ProvinceObservation(models.Model):
    """One period of an indicator as one saw it from `known_on` until `until` (exclusive).

    Operands, not quotients: value = factor · numerator / denominator where both are there, coverage
    = covered / whole (both "" for a figure given for the province). `reporting` counts the local
    units with a figure. A function of figures, local units and indicator (docs/adr/0011).
    """

    indicator = models.ForeignKey(
        Indicator,
        on_delete=models.CASCADE,
        related_name="observations",
        db_index=False,  # the index by day begins with it
    )
    definition = models.CharField(max_length=200, blank=True)
    year = models.PositiveSmallIntegerField()
    quarter = models.PositiveSmallIntegerField()
    known_on = models.DateField()
    until = models.DateField()
    value = exact_field()
    numerator = exact_field()
    denominator = exact_field()
    covered = exact_field()
    whole = exact_field()
    classes = models.JSONField(null=True)
    done_on = models.DateField(null=True)
    nature = models.CharField(max_length=12, choices=FigureNature.choices)
    error = models.CharField(max_length=20, blank=True)
    reporting = models.PositiveIntegerField(default=0)

    class Meta:
        indexes = [models.Index(fields=["indicator", "until"], name="observation_by_day")]
        constraints = [
            models.UniqueConstraint(fields=[*_PLACE, "known_on"], name="observation_once_a_day"),
            models.UniqueConstraint(fields=[*_PLACE, "until"], name="observation_one_until"),
            models.CheckConstraint(
                condition=Q(known_on__lt=F("until")), name="observation_days_in_order"
            ),
            models.CheckConstraint(condition=Q(quarter__lte=4), name="observation_quarter_known"),
            models.CheckConstraint(
                condition=Q(nature__in=FigureNature.values), name="observation_nature_known"
            ),
            models.CheckConstraint(
                condition=Q(covered="", whole="") | ~Q(covered="") & ~Q(whole=""),
                name="observation_coverage_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator.code} {self.period}"

    @property
    def period(self) -> Period:
        """The reporting period as a value."""
        return period_of(self.year, self.quarter)


class ObservationBasis(models.Model):
    """On what an indicator's observations rest besides its figures: where the digest is not that of
    today they are not used. `changed_on` is the last day on which a figure began or ended."""

    indicator = models.OneToOneField(
        Indicator, on_delete=models.CASCADE, related_name="observation_basis"
    )
    digest = models.CharField(max_length=64, blank=True)
    changed_on = models.DateField(null=True)

    def __str__(self) -> str:
        return f"{self.indicator.code} {self.changed_on or '—'}"
