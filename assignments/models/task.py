"""The tasks of a programme, as its document words them."""

from __future__ import annotations

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from indicators.models import Programme
from tracker.common.timestamps import today


class Section(models.Model):
    """A numbered part of the document under which tasks stand."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="sections")
    number = models.CharField(max_length=40)
    title = models.TextField()
    title_en = models.TextField(blank=True)
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["programme", "number"], name="section_once")]

    def __str__(self) -> str:
        return f"{self.number}. {self.title}"

    @property
    def display_title(self) -> str:
        """The title in the reader's language where it is known."""
        return _in_language(self.title, self.title_en)


class Body(models.Model):
    """A name under which the document addresses several units: by their codes or their kinds."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="bodies")
    name = models.CharField(max_length=200)
    unit_codes = models.JSONField(default=list, blank=True)
    kinds = models.JSONField(default=list, blank=True)
    note = models.TextField(blank=True)
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["programme", "name"], name="body_once")]

    def __str__(self) -> str:
        return self.name


class Task(models.Model):
    """One thing to be done. `text` is the document's own wording, `title` our short one.

    Who does it are the Assignments: one lead, or several where each leads its own part.
    `stated` is whom the programme file names: lead, each, coordinating.
    """

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="tasks")
    section = models.ForeignKey(Section, on_delete=models.PROTECT, related_name="tasks")
    code = models.CharField(max_length=40)
    title = models.CharField(max_length=200)
    title_en = models.CharField(max_length=200, blank=True)
    heading = models.TextField(blank=True)
    text = models.TextField()
    due = models.DateField(null=True)
    due_wording = models.CharField(max_length=200, blank=True)
    product = models.TextField(blank=True)
    stated = models.JSONField(default=dict, blank=True)
    position = models.PositiveSmallIntegerField()
    recorded_on = models.DateField(
        default=today, help_text=_("Updates are owed from the period of this day on.")
    )
    retired_at = models.DateTimeField(
        null=True, help_text=_("When a newer file no longer held this task.")
    )

    class Meta:
        ordering = ["programme", "position"]
        constraints = [models.UniqueConstraint(fields=["programme", "code"], name="task_once")]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"

    @property
    def display_title(self) -> str:
        """The short title in the reader's language where it is known."""
        return _in_language(self.title, self.title_en)


def _in_language(vietnamese: str, english: str) -> str:
    return english if get_language() == "en" and english else vietnamese
