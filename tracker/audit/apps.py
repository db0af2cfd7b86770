"""Configuration of the audit app."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """The append-only ledger."""

    name = "tracker.audit"
