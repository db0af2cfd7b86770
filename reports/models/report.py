"""A unit's report of a period and its entries: the working copy of figures until approval."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from assignments.models import Unit
from indicators.models import Indicator, number_field
from reports.models.calendar import ReportingPeriod
from reports.models.figure import FigureNature
from reports.models.line import Line, line_constraints
from tracker.common.pairs import both_or_neither, person
from tracker.common.periods import Period, period_of


class ReportState(models.TextChoices):
    """Where a report stands; who may move it where is the table in reports/workflow.py."""

    DRAFT = "draft", _("draft")
    SIGNING = "signing", _("waiting for the head's sign-off")
    SUBMITTED = "submitted", _("under review")
    RETURNED = "returned", _("returned for correction")
    APPROVED = "approved", _("approved")


class Report(models.Model):
    """Unit × period × revision. A correction of an approved report is a new revision beside it."""

    period = models.ForeignKey(ReportingPeriod, on_delete=models.PROTECT, related_name="reports")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="reports")
    revision = models.PositiveSmallIntegerField(default=1)
    revision_reason = models.TextField(blank=True)
    state = models.CharField(
        max_length=10, choices=ReportState.choices, default=ReportState.DRAFT, db_index=True
    )
    version = models.PositiveIntegerField(default=1)
    remarks = models.TextField(_("remarks"), blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = person()
    first_submitted_on = models.DateField(
        null=True, help_text=_("Decides for ever whether the report was on time.")
    )
    is_late = models.BooleanField(default=False)
    submitted_at = models.DateTimeField(null=True)
    submitted_by = person(null=True)
    signed_at = models.DateTimeField(null=True)
    signed_by = person(null=True)
    returned_at = models.DateTimeField(null=True)
    returned_by = person(null=True)
    return_reason = models.TextField(blank=True)
    approved_at = models.DateTimeField(null=True)
    approved_by = person(null=True)

    class Meta:
        ordering = ["period", "unit", "revision"]
        constraints = [
            models.UniqueConstraint(fields=["period", "unit", "revision"], name="report_once"),
            models.UniqueConstraint(
                fields=["period", "unit"],
                condition=~Q(state=ReportState.APPROVED),
                name="report_one_in_work",
            ),
            models.CheckConstraint(
                condition=Q(state__in=ReportState.values), name="report_state_known"
            ),
            models.CheckConstraint(
                condition=Q(is_late=False) | Q(first_submitted_on__isnull=False),
                name="report_late_only_once_sent",
            ),
            models.CheckConstraint(
                condition=~Q(state=ReportState.RETURNED) | Q(returned_at__isnull=False),
                name="report_returned_by_someone",
            ),
            models.CheckConstraint(
                condition=~Q(state=ReportState.APPROVED) | Q(approved_at__isnull=False),
                name="report_approved_by_someone",
            ),
            *(
                both_or_neither(deed, "report")
                for deed in ("submitted", "signed", "returned", "approved")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit} {self.period.period} ({self.revision})"

    @property
    def ledger_key(self) -> str:
        """How the ledger names the report: unit/period/revision."""
        return f"{self.unit.code}/{self.period.period}/{self.revision}"


class Entry(Line):
    """One figure in a report; approval copies it into a Figure."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="entries")
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="entries")
    year = models.PositiveSmallIntegerField()
    quarter = models.PositiveSmallIntegerField(help_text=_("0 is the whole year."))
    class_code = models.CharField(max_length=20, blank=True)
    value = number_field(null=True)
    numerator = number_field(null=True)
    denominator = number_field(null=True)
    done_on = models.DateField(null=True)
    is_not_done = models.BooleanField(
        default=False, help_text=_("The unit states that a milestone is not reached yet.")
    )
    is_unchanged = models.BooleanField(
        default=False, help_text=_("The unit states that the last period's figure still holds.")
    )
    nature = models.CharField(
        max_length=12, choices=FigureNature.choices, default=FigureNature.OFFICIAL
    )
    note = models.TextField(_("note, reason, source"), blank=True)

    class Meta:
        ordering = ["report", "indicator__position", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["report", "indicator", "year", "quarter", "class_code"], name="entry_once"
            ),
            models.CheckConstraint(
                condition=Q(nature__in=FigureNature.values), name="entry_nature_known"
            ),
            *line_constraints("entry"),
        ]

    def __str__(self) -> str:
        return f"{self.indicator.code} {self.period}"

    @property
    def period(self) -> Period:
        """The period that the figure is of: the quarter, or its year for an annual indicator."""
        return period_of(self.year, self.quarter)

    @property
    def is_filled(self) -> bool:
        """Whether the unit has said anything; 0 and "not done yet" are answers."""
        numbers = (self.value, self.numerator, self.denominator, self.done_on)
        return self.is_not_done or any(number is not None for number in numbers)

    @property
    def ledger_key(self) -> str:
        """How the ledger names the entry: report/indicator[/class]."""
        parts = [self.report.ledger_key, self.indicator.code, self.class_code]
        return "/".join(part for part in parts if part)
