"""Configuration of the common app."""

from django.apps import AppConfig


class CommonConfig(AppConfig):
    """Loads the Celery application so that every process sends tasks to the same broker."""

    name = "tracker.common"

    def ready(self) -> None:
        """Make the Celery application current."""
        from tracker import celery  # noqa: F401, PLC0415
