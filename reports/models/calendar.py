"""The reporting calendar: quarters with their cut-off and deadline, and extensions."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from assignments.models import Unit
from indicators.models import Programme
from reports.models.wish import Wish, wish_constraints
from tracker.common.pairs import both_or_neither, person
from tracker.common.periods import Period
from tracker.common.timestamps import today


class PeriodState(models.TextChoices):
    """Where a reporting period stands on a day."""

    AHEAD = "ahead", _("not begun")
    OPEN = "open", _("open")
    CLOSING = "closing", _("closing")
    OVERDUE = "overdue", _("past its deadline")
    LOCKED = "locked", _("locked")


def takes_reports(period: str = "") -> Q:
    """`not is_locked` as a condition; `period` is the path to the period, such as `period__`."""
    lies_ahead = Q(**{f"{period}lock_on": None}) | Q(**{f"{period}lock_on__gt": today()})
    return Q(**{f"{period}locked_at": None}) & lies_ahead


class ReportingPeriod(models.Model):
    """One quarter of a programme. The fourth also takes the figures of the whole year.

    Data of the window `starts_on` to `cut_off` are reported by `deadline`; a locked period takes
    no more reports until the Office reopens it.
    """

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="periods")
    year = models.PositiveSmallIntegerField()
    quarter = models.PositiveSmallIntegerField()
    starts_on = models.DateField(_("data window starts"))
    cut_off = models.DateField(_("cut-off"))
    deadline = models.DateField(_("deadline"))
    locked_at = models.DateTimeField(null=True)
    locked_by = person(null=True)
    lock_on = models.DateField(_("lock by itself on"), null=True)
    lock_planned_at = models.DateTimeField(null=True)
    lock_planned_by = person(null=True)
    """Who ordered it: the lock is theirs, whenever the background work carries it out."""

    class Meta:
        ordering = ["year", "quarter"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "year", "quarter"], name="period_once"),
            models.CheckConstraint(
                condition=Q(quarter__gte=1, quarter__lte=4), name="period_quarter_known"
            ),
            models.CheckConstraint(
                condition=Q(starts_on__lt=F("cut_off"), cut_off__lte=F("deadline")),
                name="period_dates_in_order",
            ),
            both_or_neither("locked", "period"),
            both_or_neither("lock_planned", "period"),
            models.CheckConstraint(
                condition=Q(lock_on__isnull=True, lock_planned_at__isnull=True)
                | Q(lock_on__gt=F("deadline"), lock_planned_at__isnull=False),
                name="period_locks_after_its_deadline",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.programme.code} {self.period}"

    @property
    def period(self) -> Period:
        """The quarter as a value."""
        return Period(self.year, self.quarter)

    @property
    def is_locked(self) -> bool:
        """Whether the Office has closed it for good, or until it reopens it: by hand, or for a day
        that has come. The background work writes that down later, but nobody waits for it."""
        return self.locked_at is not None or (self.lock_on is not None and self.lock_on <= today())

    def state_on(self, day: date) -> PeriodState:
        """Ahead, open, closing (from the cut-off to the deadline), overdue, or locked."""
        if self.is_locked:
            return PeriodState.LOCKED
        if day < self.starts_on:
            return PeriodState.AHEAD
        if day < self.cut_off:
            return PeriodState.OPEN
        return PeriodState.CLOSING if day <= self.deadline else PeriodState.OVERDUE


class Extension(Wish):
    """A unit asks for more time in a period; the Office grants a new deadline or declines."""

    period = models.ForeignKey(ReportingPeriod, on_delete=models.CASCADE, related_name="extensions")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="extensions")

    class Meta:
        ordering = ["-id"]
        constraints = wish_constraints("extension", "period", "unit")

    def __str__(self) -> str:
        return f"{self.unit} {self.period}"
