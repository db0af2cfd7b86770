"""A programme as one readable YAML file: read whole or refused whole, written back the same."""

from indicators.programme_file.dump import dump_programme
from indicators.programme_file.faults import Fault, ProgrammeFileError
from indicators.programme_file.parse import parse_programme
from indicators.programme_file.spec import (
    BaselineSpec,
    ClauseSpec,
    Collection,
    GroupSpec,
    IndicatorSpec,
    ProgrammeSpec,
    SupersededSpec,
    TargetSpec,
)
from indicators.programme_file.task_spec import BodySpec, SectionSpec, TaskSpec

__all__ = [
    "BaselineSpec",
    "BodySpec",
    "ClauseSpec",
    "Collection",
    "Fault",
    "GroupSpec",
    "IndicatorSpec",
    "ProgrammeFileError",
    "ProgrammeSpec",
    "SectionSpec",
    "SupersededSpec",
    "TargetSpec",
    "TaskSpec",
    "dump_programme",
    "parse_programme",
]
