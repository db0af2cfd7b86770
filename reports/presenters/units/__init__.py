"""Units on pages: the list, one unit's scorecard, units side by side, by which units to count."""

from reports.presenters.units.words import validity

__all__ = ["validity"]
