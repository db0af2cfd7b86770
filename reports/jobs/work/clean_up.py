"""What nobody needs any more goes every night."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from reports.evidence import sweep_unfinished
from reports.imports.uploads import purge
from reports.jobs.running import Ending, Running
from reports.models import Job, JobFile
from tracker.accounts.sessions import SessionStore
from tracker.audit.changes import compact
from tracker.common.timestamps import now

FILES_KEPT_FOR = timedelta(days=7)
JOBS_KEPT_FOR = timedelta(days=90)


def clean_up(running: Running) -> Ending:
    """Uploads that nobody confirmed, files of jobs after a week, jobs after 90 days, ended
    sessions, evidence that never was whole, marks of changes but the last ones.

    Outcome: how many `uploads`, `files` of jobs and `unfinished` files went.
    """
    unfinished = sweep_unfinished()

    def ending() -> Mapping[str, int]:
        moment = now()
        old = JobFile.objects.filter(job__ended_at__lt=moment - FILES_KEPT_FOR)
        files = old.delete()[0]
        Job.objects.filter(ended_at__lt=moment - JOBS_KEPT_FOR).delete()
        SessionStore.clear_expired()
        compact()
        return {"uploads": purge(), "files": files, "unfinished": unfinished}

    return ending
