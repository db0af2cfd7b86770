"""A way to put figures into the small programme."""

from __future__ import annotations

from indicators.models import Programme
from reports.actions import Recorded
from reports.imports.figures import import_figures
from tracker.accounts.models import User

HEADER = "indicator,unit,period,value,numerator,denominator,class,nature,note"


def bring(programme: Programme, by: User, *lines: str, approve: bool = True) -> Recorded:
    """Import the lines (in the order of HEADER) as one file."""
    content = "\n".join([HEADER, *lines]).encode()
    return import_figures(programme=programme, content=content, by=by, approve=approve)
