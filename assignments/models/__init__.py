"""Who answers: units over time, their people, the tasks of a programme and who does what."""

from assignments.models.assignment import Assignment, Inheritance, Origin, Part
from assignments.models.membership import Membership
from assignments.models.roadmap import LocalTarget, Roadmap, RoadmapState
from assignments.models.task import Body, Section, Task
from assignments.models.unit import LOCAL_KINDS, Succession, SuccessionKind, Unit, UnitKind

__all__ = [
    "LOCAL_KINDS",
    "Assignment",
    "Body",
    "Inheritance",
    "LocalTarget",
    "Membership",
    "Origin",
    "Part",
    "Roadmap",
    "RoadmapState",
    "Section",
    "Succession",
    "SuccessionKind",
    "Task",
    "Unit",
    "UnitKind",
]
