"""Which work does which kind of job."""

from __future__ import annotations

from collections.abc import Mapping

from reports.jobs.running import Work
from reports.jobs.work import (
    backup,
    calendar,
    check,
    clean_up,
    digests,
    figures_in,
    forms_out,
    meeting_papers,
    reports_in,
)
from reports.models import JobKind

WORK: Mapping[str, Work] = {
    JobKind.MEETING_PAPERS: meeting_papers.make_papers,
    JobKind.FORMS_OUT: forms_out.make_forms,
    JobKind.REPORTS_IN: reports_in.store_reports,
    JobKind.FIGURES_IN: figures_in.store_figures,
    JobKind.CALENDAR: calendar.keep_calendar,
    JobKind.BACKUP: backup.back_up_nightly,
    JobKind.CHECK: check.check_integrity,
    JobKind.DIGESTS: digests.send_digests,
    JobKind.CLEAN_UP: clean_up.clean_up,
}
