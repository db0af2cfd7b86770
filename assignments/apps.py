"""Configuration of the assignments app."""

from django.apps import AppConfig


class AssignmentsConfig(AppConfig):
    """See the models module for what belongs here."""

    name = "assignments"
