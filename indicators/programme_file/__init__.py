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
    TargetSpec,
)

__all__ = [
    "BaselineSpec",
    "ClauseSpec",
    "Collection",
    "Fault",
    "GroupSpec",
    "IndicatorSpec",
    "ProgrammeFileError",
    "ProgrammeSpec",
    "TargetSpec",
    "dump_programme",
    "parse_programme",
]
