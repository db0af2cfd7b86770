"""How far a unit's task is: the update in a report, and more time for a task."""

from __future__ import annotations

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce, Least
from django.utils.translation import gettext_lazy as _

from assignments.models import Assignment
from reports.models.line import EntryState, Line, line_constraints
from reports.models.report import Report
from reports.models.wish import Wish, wish_constraints

DONE = 100


_SPEAKS_FOR = Coalesce(Least("report__period__cut_off", "approved_on"), "approved_on")


class TaskUpdateQuerySet(models.QuerySet["TaskUpdate"]):
    """Approved updates by what they speak for."""

    def counting(self, day: date) -> Self:
        """Those approved by the day, each with the day that it `speaks_for`.

        A report speaks for its period's cut-off, or for its approval if that came before; what the
        Office recorded for the day on which it did. So an old report that is approved late never
        speaks over a newer one.
        """
        approved = self.filter(state=EntryState.APPROVED, approved_on__lte=day)
        return approved.annotate(speaks_for=_SPEAKS_FOR)

    def last_word_last(self) -> Self:
        """Counting updates in the order in which they speak; of one period the later approval."""
        return self.order_by("speaks_for", "approved_on", "pk")


class TaskUpdate(Line):
    """What a unit reports of one of its tasks; counts from `approved_on`, and until then not.

    Without a report it is what the Office itself recorded, such as the state at the start.
    `progress` is in percent; 100 and the day of completion go together.
    """

    report = models.ForeignKey(
        Report, on_delete=models.CASCADE, related_name="task_updates", null=True
    )
    assignment = models.ForeignKey(Assignment, on_delete=models.PROTECT, related_name="updates")
    progress = models.PositiveSmallIntegerField(_("progress in percent"), null=True)
    words = models.TextField(_("what was done"), blank=True)
    products = models.TextField(_("products"), blank=True)
    done_on = models.DateField(_("completed on"), null=True)
    approved_on = models.DateField(null=True)

    objects = TaskUpdateQuerySet.as_manager()

    class Meta:
        ordering = ["report", "assignment__task__position"]
        constraints = [
            models.UniqueConstraint(fields=["report", "assignment"], name="task_update_once"),
            models.CheckConstraint(
                condition=Q(progress__isnull=True) | Q(progress__lte=DONE),
                name="task_update_progress_in_percent",
            ),
            models.CheckConstraint(
                condition=Q(done_on__isnull=True) | Q(progress=DONE),
                name="task_update_done_is_whole",
            ),
            models.CheckConstraint(
                condition=Q(state="approved", approved_on__isnull=False)
                | (~Q(state="approved") & Q(approved_on__isnull=True)),
                name="task_update_approved_on_a_day",
            ),
            models.CheckConstraint(
                condition=Q(report__isnull=False) | Q(state="approved"),
                name="task_update_without_report_is_the_office_s",
            ),
            *line_constraints("task_update"),
        ]

    def __str__(self) -> str:
        return f"{self.assignment.subject_code} {self.progress}"

    @property
    def is_filled(self) -> bool:
        """Whether the unit has said how far it is, in percent and in words."""
        return self.progress is not None and bool(self.words)

    @property
    def ledger_key(self) -> str:
        """How the ledger names the update: report/task, unit/task without a report."""
        place = self.report.ledger_key if self.report else self.assignment.unit.code
        return f"{place}/{self.assignment.subject_code}"


class TaskExtension(Wish):
    """A unit asks for more time for a task; the Office grants a new day or declines.

    `due_before` is the deadline until then, NULL where the document gives none.
    """

    assignment = models.ForeignKey(Assignment, on_delete=models.PROTECT, related_name="extensions")
    due_before = models.DateField(null=True)

    class Meta:
        ordering = ["id"]
        constraints = wish_constraints("task_extension", "assignment")

    def __str__(self) -> str:
        return f"{self.assignment.subject_code} {self.wanted_until}"
