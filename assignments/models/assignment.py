"""Which unit answers for what, from when to when, and how a duty passed to another unit."""

from __future__ import annotations

from datetime import date
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from assignments.models.task import Task
from assignments.models.unit import Succession, Unit
from indicators.models import Indicator, Programme


class Part(models.TextChoices):
    """A unit's part in a programme, an indicator or a task."""

    LEAD = "lead", _("lead")
    COORDINATING = "coordinating", _("coordinating")
    MONITOR = "monitor", _("monitoring")


class Origin(models.TextChoices):
    """Where an assignment comes from."""

    DOCUMENT = "document", _("the document")
    SUCCESSION = "succession", _("inherited from a predecessor")
    OFFICE = "office", _("assigned by the Office")


class AssignmentQuerySet(models.QuerySet["Assignment"]):
    """Assignments by the day on which they held."""

    def on(self, day: date) -> Self:
        """Those that held on that day."""
        return self.filter(
            Q(valid_from__isnull=True) | Q(valid_from__lte=day),
            Q(valid_to__isnull=True) | Q(valid_to__gt=day),
        )

    def standing(self) -> Self:
        """Those without an end; one that begins on a later day is among them."""
        return self.filter(valid_to__isnull=True)


class Assignment(models.Model):
    """A unit's part: monitor of a programme, or lead / coordinating unit of an indicator or task.

    A task has one lead, or several where each leads its own part (`is_own_part`). `valid_to` is
    the first day on which the assignment no longer held; `closed_on` the day on which its task was
    done: such a duty stays where it is when its unit ends.
    """

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="assignments")
    indicator = models.ForeignKey(
        Indicator, on_delete=models.CASCADE, related_name="assignments", null=True
    )
    task = models.ForeignKey(Task, on_delete=models.PROTECT, related_name="assignments", null=True)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="assignments")
    part = models.CharField(max_length=12, choices=Part.choices)
    position = models.PositiveSmallIntegerField(default=0)
    is_own_part = models.BooleanField(default=False)
    origin = models.CharField(max_length=12, choices=Origin.choices, default=Origin.DOCUMENT)
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)
    withdrawn_on = models.DateField(
        null=True, help_text=_("Day on which the programme file no longer held it.")
    )
    due = models.DateField(
        null=True, help_text=_("Deadline granted here or at a predecessor; else the document's.")
    )
    closed_on = models.DateField(null=True)
    responsible = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        ordering = ["indicator_id", "task_id", "part", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["indicator"],
                condition=Q(part=Part.LEAD, valid_to__isnull=True),
                name="assignment_one_lead",
            ),
            models.UniqueConstraint(
                fields=["task"],
                condition=Q(part=Part.LEAD, is_own_part=False, valid_to__isnull=True),
                name="assignment_one_lead_of_task",
            ),
            models.UniqueConstraint(
                fields=["programme"],
                condition=Q(part=Part.MONITOR, valid_to__isnull=True),
                name="assignment_one_monitor",
            ),
            models.UniqueConstraint(
                fields=["indicator", "unit"],
                condition=Q(indicator__isnull=False, valid_to__isnull=True),
                name="assignment_unit_once",
            ),
            models.UniqueConstraint(
                fields=["task", "unit"],
                condition=Q(task__isnull=False, valid_to__isnull=True),
                name="assignment_unit_once_per_task",
            ),
            models.CheckConstraint(
                condition=Q(part=Part.MONITOR, indicator__isnull=True, task__isnull=True)
                | Q(
                    part__in=[Part.LEAD, Part.COORDINATING],
                    indicator__isnull=False,
                    task__isnull=True,
                )
                | Q(
                    part__in=[Part.LEAD, Part.COORDINATING],
                    indicator__isnull=True,
                    task__isnull=False,
                ),
                name="assignment_part_fits_subject",
            ),
            models.CheckConstraint(
                condition=Q(is_own_part=False) | Q(part=Part.LEAD, task__isnull=False),
                name="assignment_own_part_of_task",
            ),
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True) | Q(part=Part.LEAD, task__isnull=False),
                name="assignment_only_tasks_close",
            ),
            models.CheckConstraint(
                condition=Q(due__isnull=True) | Q(part=Part.LEAD, task__isnull=False),
                name="assignment_only_tasks_have_a_deadline",
            ),
            models.CheckConstraint(
                condition=Q(origin__in=Origin.values), name="assignment_origin_known"
            ),
            models.CheckConstraint(
                condition=Q(valid_from__isnull=True)
                | Q(valid_to__isnull=True)
                | Q(valid_from__lte=F("valid_to")),
                name="assignment_validity_in_order",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit} – {self.get_part_display()}"

    def held_on(self, day: date) -> bool:
        """Whether the assignment held on that day."""
        return (self.valid_from is None or self.valid_from <= day) and (
            self.valid_to is None or day < self.valid_to
        )

    @property
    def deadline(self) -> date | None:
        """Until when the task is to be done; None where nobody has said."""
        return self.due or (self.task.due if self.task else None)

    @property
    def subject_code(self) -> str:
        """The code of the task or indicator, of the programme for a monitor."""
        subject = self.task or self.indicator or self.programme
        return str(subject.code)


class Inheritance(models.Model):
    """A duty that passed on: from one assignment to another, or to nobody (`heir` NULL).

    `succession` is the event behind it, NULL where the Office assigned the duty anew.
    """

    source = models.ForeignKey(Assignment, on_delete=models.CASCADE, related_name="passed_to")
    heir = models.ForeignKey(
        Assignment, on_delete=models.CASCADE, related_name="came_from", null=True
    )
    succession = models.ForeignKey(
        Succession, on_delete=models.PROTECT, related_name="inheritances", null=True
    )
    passed_on = models.DateField()
    reason = models.TextField(blank=True)

    class Meta:
        ordering = ["passed_on", "id"]
        constraints = [
            models.UniqueConstraint(fields=["source", "heir"], name="inheritance_once"),
            models.UniqueConstraint(
                fields=["source"],
                condition=Q(heir__isnull=True),
                name="inheritance_to_nobody_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source} → {self.heir or '—'}"
