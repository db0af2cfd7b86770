"""The small world, for what is asked of every address."""

from tests.reports.conftest import cast, world, world_with_tasks

__all__ = ["cast", "world", "world_with_tasks"]
