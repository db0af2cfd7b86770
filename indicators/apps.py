"""Configuration of the indicators app."""

from django.apps import AppConfig


class IndicatorsConfig(AppConfig):
    """See the models module for what belongs here."""

    name = "indicators"
