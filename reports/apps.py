"""Configuration of the reports app."""

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    """See the models module for what belongs here."""

    name = "reports"

    def ready(self) -> None:
        """Let `manage.py check` look at our settings and /metrics at our rows."""
        from reports import readings, system_checks  # noqa: F401, PLC0415 - models come first
        from tracker.watching import metrics  # noqa: PLC0415 - the same

        metrics.read_also(readings.readings)
