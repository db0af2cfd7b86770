"""Configuration of the reports app."""

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    """See the models module for what belongs here."""

    name = "reports"
