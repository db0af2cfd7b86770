"""What must be reached: programmes, their clauses, indicators, baselines and targets."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from indicators.method.facts import Comparator, Frequency, Kind, Nature, Wanted
from indicators.programme_file import spec

if TYPE_CHECKING:
    from enum import StrEnum


def _choices(enum: type[StrEnum]) -> list[tuple[str, str]]:
    return [(member.value, member.value) for member in enum]


def _known(field: str, enum: type[StrEnum], name: str) -> models.CheckConstraint:
    values = [member.value for member in enum]
    return models.CheckConstraint(condition=Q(**{f"{field}__in": values}), name=name)


def number_field(*, null: bool = False) -> models.DecimalField[Decimal | None, Decimal | None]:
    """A measured number: 18 digits, six of them decimals, exact on both databases."""
    return models.DecimalField(max_digits=24, decimal_places=6, null=null)


class Collection(models.TextChoices):
    """Where a figure arises: at province level, or in every local unit and then rolled up."""

    PROVINCE = spec.Collection.PROVINCE.value, _("province")
    LOCAL = spec.Collection.LOCAL.value, _("local units")


class Province(models.Model):
    """A province, by its official numeric code."""

    code = models.CharField(max_length=10, unique=True)
    name = models.CharField(max_length=100)
    short_name = models.CharField(max_length=100)
    name_en = models.CharField(max_length=100, blank=True)

    def __str__(self) -> str:
        return self.short_name


class Programme(models.Model):
    """A signed document with targets, as its file states it."""

    code = models.SlugField(max_length=80, unique=True)
    number = models.CharField(_("document number"), max_length=40, blank=True)
    title = models.TextField(_("title"))
    title_en = models.TextField(blank=True)
    short_title = models.CharField(max_length=200, blank=True)
    short_title_en = models.CharField(max_length=200, blank=True)
    issuer = models.CharField(_("issuer"), max_length=200)
    issued_on = models.DateField(_("issued on"))
    province = models.ForeignKey(Province, on_delete=models.PROTECT, related_name="programmes")
    interim_year = models.PositiveSmallIntegerField(null=True)
    final_year = models.PositiveSmallIntegerField()
    vision_year = models.PositiveSmallIntegerField(null=True)
    source = models.TextField(blank=True)
    owners_proposed = models.BooleanField(
        default=False, help_text=_("The document names no owners; those shown are a proposal.")
    )

    class Meta:
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(
                condition=Q(interim_year__isnull=True) | Q(interim_year__lt=F("final_year")),
                name="programme_years_in_order",
            ),
            models.CheckConstraint(
                condition=Q(vision_year__isnull=True) | Q(vision_year__gt=F("final_year")),
                name="programme_vision_after_final",
            ),
        ]

    def __str__(self) -> str:
        return self.number or self.code

    @property
    def display_title(self) -> str:
        """The short title in the current language, else the full one."""
        if get_language() == "en":
            return self.short_title_en or self.title_en or self.short_title or self.title
        return self.short_title or self.title


class Clause(models.Model):
    """A passage of the document, in its own words; numbers on the screen link to it."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="clauses")
    ref = models.CharField(max_length=40)
    text = models.TextField()
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "ref"], name="clause_ref_once"),
        ]

    def __str__(self) -> str:
        return self.ref


class Group(models.Model):
    """A heading under which indicators stand."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="groups")
    name = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200, blank=True)
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "name"], name="group_name_once"),
        ]

    def __str__(self) -> str:
        return self.display_name

    @property
    def display_name(self) -> str:
        """The name in the current language."""
        return self.name_en if get_language() == "en" and self.name_en else self.name


class Indicator(models.Model):
    """One measured quantity of a programme."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="indicators")
    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="indicators")
    code = models.SlugField(max_length=80)
    name = models.CharField(max_length=300)
    name_en = models.CharField(max_length=300, blank=True)
    unit = models.CharField(_("unit of measure"), max_length=40, blank=True)
    unit_en = models.CharField(max_length=40, blank=True)
    counted = models.CharField(
        max_length=40, blank=True, help_text=_("What numerator and denominator count.")
    )
    counted_en = models.CharField(max_length=40, blank=True)
    is_flow = models.BooleanField(
        default=False, help_text=_("A running total that starts at 0 each year.")
    )
    kind = models.CharField(max_length=10, choices=_choices(Kind))
    wanted = models.CharField(max_length=10, choices=_choices(Wanted))
    decimals = models.PositiveSmallIntegerField()
    frequency = models.CharField(max_length=10, choices=_choices(Frequency))
    collection = models.CharField(max_length=10, choices=Collection.choices)
    class_order = models.JSONField(default=list, blank=True)
    total_code = models.SlugField(
        max_length=80, blank=True, help_text=_("The indicator to which the classes add up.")
    )
    definition = models.TextField(blank=True)
    bound_min = number_field(null=True)
    bound_max = number_field(null=True)
    position = models.PositiveSmallIntegerField()
    retired_at = models.DateTimeField(
        null=True, help_text=_("When a newer file no longer held this indicator.")
    )
    superseded_on = models.DateField(
        null=True, help_text=_("First day on which it could no longer be measured as written.")
    )
    superseded_basis = models.CharField(max_length=200, blank=True)
    superseded_note = models.TextField(blank=True)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "code"], name="indicator_code_once"),
            _known("kind", Kind, "indicator_kind_known"),
            _known("wanted", Wanted, "indicator_wanted_known"),
            _known("frequency", Frequency, "indicator_frequency_known"),
            models.CheckConstraint(
                condition=Q(collection__in=Collection.values), name="indicator_collection_known"
            ),
            models.CheckConstraint(
                condition=Q(superseded_on__isnull=True) | ~Q(superseded_basis=""),
                name="indicator_superseded_with_basis",
            ),
        ]

    def __str__(self) -> str:
        return self.display_name

    @property
    def display_name(self) -> str:
        """The name in the current language."""
        return self.name_en if get_language() == "en" and self.name_en else self.name

    @property
    def display_unit(self) -> str:
        """The unit of measure in the current language."""
        return self.unit_en if get_language() == "en" and self.unit_en else self.unit

    @property
    def display_counted(self) -> str:
        """What numerator and denominator count, in the current language; "" if not stated."""
        return self.counted_en if get_language() == "en" and self.counted_en else self.counted

    @property
    def factor(self) -> Decimal:
        """What n/d is multiplied by: 100 for a percentage, else 1."""
        return Decimal(100) if self.unit.startswith("%") else Decimal(1)


class Baseline(models.Model):
    """The state from which an indicator's progress is measured: at the end of `year`."""

    indicator = models.OneToOneField(Indicator, on_delete=models.CASCADE, related_name="baseline")
    year = models.PositiveSmallIntegerField()
    value = number_field(null=True)
    classes = models.JSONField(null=True)
    source = models.TextField(blank=True)
    nature = models.CharField(max_length=12, choices=_choices(Nature))
    definition = models.CharField(
        max_length=200,
        blank=True,
        help_text=_("Named only where it differs from the indicator's own definition."),
    )

    class Meta:
        constraints = [_known("nature", Nature, "baseline_nature_known")]

    def __str__(self) -> str:
        return f"{self.indicator.code} {self.year}"


class Target(models.Model):
    """What the document demands for one year. An amendment is a new row beside the old one."""

    indicator = models.ForeignKey(Indicator, on_delete=models.CASCADE, related_name="targets")
    year = models.PositiveSmallIntegerField()
    comparator = models.CharField(max_length=10, choices=_choices(Comparator))
    value = number_field(null=True)
    low = number_field(null=True)
    high = number_field(null=True)
    classes = models.JSONField(null=True)
    due = models.DateField(null=True)
    tolerance = number_field(null=True)
    wording = models.TextField()
    clause = models.ForeignKey(Clause, on_delete=models.PROTECT, related_name="targets", null=True)
    in_force_from = models.DateField(
        null=True, help_text=_("Empty: from the start of the programme.")
    )
    in_force_until = models.DateField(
        null=True, help_text=_("First day on which an amendment holds instead.")
    )
    amendment_reason = models.TextField(blank=True)
    recorded_at = models.DateTimeField(auto_now_add=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        ordering = ["year", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "year"],
                condition=Q(in_force_until__isnull=True),
                name="target_one_in_force_per_year",
            ),
            _known("comparator", Comparator, "target_comparator_known"),
            models.CheckConstraint(
                condition=Q(low__isnull=True, high__isnull=True) | Q(low__lt=F("high")),
                name="target_band_in_order",
            ),
            models.CheckConstraint(
                condition=Q(in_force_until__isnull=True)
                | Q(in_force_from__isnull=True)
                | Q(in_force_from__lte=F("in_force_until")),
                name="target_in_force_dates_in_order",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator.code} {self.year}"
