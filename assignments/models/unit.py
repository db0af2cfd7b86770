"""Units over time and how one passed into another."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from assignments import units_file
from indicators.models import Province
from tracker.common.timestamps import today


class UnitKind(models.TextChoices):
    """What sort of body a unit is."""

    PROVINCE = units_file.UnitKind.PROVINCE.value, _("Province")
    PARTY_BODY = units_file.UnitKind.PARTY_BODY.value, _("Body of the provincial Party committee")
    DEPARTMENT = units_file.UnitKind.DEPARTMENT.value, _("Department")
    AGENCY = units_file.UnitKind.AGENCY.value, _("Agency")
    CITY = units_file.UnitKind.CITY.value, _("City")
    TOWN = units_file.UnitKind.TOWN.value, _("Town")
    DISTRICT = units_file.UnitKind.DISTRICT.value, _("District")
    WARD = units_file.UnitKind.WARD.value, _("Ward")
    COMMUNE = units_file.UnitKind.COMMUNE.value, _("Commune")


LOCAL_KINDS = (
    UnitKind.CITY,
    UnitKind.TOWN,
    UnitKind.DISTRICT,
    UnitKind.WARD,
    UnitKind.COMMUNE,
)
"""Kinds whose figures are rolled up to the province."""


class Unit(models.Model):
    """A body, identified by its code and the dates between which it existed; names repeat."""

    code = models.SlugField(max_length=40, unique=True)
    province = models.ForeignKey(Province, on_delete=models.PROTECT, related_name="units")
    name = models.CharField(max_length=200)
    short_name = models.CharField(max_length=100, blank=True)
    folded_name = models.CharField(max_length=200, db_index=True)
    kind = models.CharField(max_length=20, choices=UnitKind.choices)
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True, help_text=_("First day on which it no longer existed."))
    population = models.PositiveIntegerField(null=True)
    area_km2 = models.DecimalField(max_digits=10, decimal_places=2, null=True)
    note = models.TextField(blank=True)
    wants_sign_off = models.BooleanField(
        default=False, help_text=_("Its head signs off each report before it is sent.")
    )

    class Meta:
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=UnitKind.values), name="unit_kind_known"),
            models.CheckConstraint(
                condition=Q(valid_from__isnull=True)
                | Q(valid_to__isnull=True)
                | Q(valid_from__lt=F("valid_to")),
                name="unit_validity_in_order",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def label(self) -> str:
        """The short name where there is one."""
        return self.short_name or self.name

    @property
    def is_local(self) -> bool:
        """Whether its figures are rolled up to the province."""
        return self.kind in LOCAL_KINDS

    @property
    def has_ended(self) -> bool:
        """Whether it exists no more; one whose end lies ahead does."""
        return self.valid_to is not None and self.valid_to <= today()

    def is_valid_on(self, day: date) -> bool:
        """Whether the unit existed on that day."""
        return (self.valid_from is None or self.valid_from <= day) and (
            self.valid_to is None or day < self.valid_to
        )


class SuccessionKind(models.TextChoices):
    """How a unit passed into another."""

    WHOLE = units_file.SuccessionKind.WHOLE.value, _("merged as a whole")
    PARTIAL = units_file.SuccessionKind.PARTIAL.value, _("merged in part")
    SPLIT = units_file.SuccessionKind.SPLIT.value, _("split")
    RENAME = units_file.SuccessionKind.RENAME.value, _("renamed")
    FUNCTIONS = units_file.SuccessionKind.FUNCTIONS.value, _("functions transferred")
    ENDED = units_file.SuccessionKind.ENDED.value, _("ended")


class Succession(models.Model):
    """One unit passing into another, in whole or in part."""

    predecessor = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="successions")
    successor = models.ForeignKey(
        Unit, on_delete=models.PROTECT, related_name="inheritances", null=True
    )
    happened_on = models.DateField()
    kind = models.CharField(max_length=12, choices=SuccessionKind.choices)
    legal_basis = models.TextField(blank=True)
    note = models.TextField(blank=True)

    class Meta:
        ordering = ["happened_on", "predecessor__code", "successor__code"]
        constraints = [
            models.UniqueConstraint(
                fields=["predecessor", "successor", "happened_on"], name="succession_once"
            ),
            models.UniqueConstraint(
                fields=["predecessor", "happened_on"],
                condition=Q(successor__isnull=True),
                name="succession_ended_once",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=SuccessionKind.values), name="succession_kind_known"
            ),
            models.CheckConstraint(
                condition=~Q(predecessor=F("successor")), name="succession_not_to_itself"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.predecessor} → {self.successor or '—'}"
