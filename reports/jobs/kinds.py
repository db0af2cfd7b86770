"""Which work does which kind of job."""

from __future__ import annotations

from collections.abc import Mapping

from reports.jobs.running import Work
from reports.jobs.work import clean_up
from reports.models import JobKind

WORK: Mapping[str, Work] = {
    JobKind.CLEAN_UP: clean_up.clean_up,
}
