"""What the frame counts of a person, in one query; and whether a worker lives."""

from __future__ import annotations

from datetime import timedelta

import pytest

from reports.jobs.asking import ask, cancel
from reports.models import JobKind, WorkerHeartbeat
from reports.models.dialogue import NotificationKind
from reports.notices import mark_read, notify
from reports.queries.frame import Counts, counts_of
from reports.queries.worker import SILENT_AFTER, is_worker_silent
from tracker.common.timestamps import now


def test_only_what_is_unread_and_under_way(programme, reviewer, reader, django_assert_num_queries):
    for _number in range(3):
        notify([reviewer], NotificationKind.REMINDER, subject="x", words="", url="/")
    mark_read(by=reviewer, key=reviewer.notifications.first().pk)
    first = ask(JobKind.FORMS_OUT, by=reviewer, programme=programme)
    ask(JobKind.FORMS_OUT, by=reviewer, programme=programme)
    cancel(job=first, by=reviewer)
    with django_assert_num_queries(1):
        assert counts_of(reviewer) == Counts(unread=2, jobs=1)
    assert counts_of(reader) == Counts()


@pytest.mark.parametrize(
    ("ago", "is_silent"),
    [(timedelta(0), False), (SILENT_AFTER - timedelta(seconds=1), False), (SILENT_AFTER, True)],
)
def test_a_worker_is_silent_after_two_minutes(db, ago, is_silent):
    assert is_worker_silent()
    WorkerHeartbeat.objects.create(name="worker", beat_at=now() - ago)
    assert is_worker_silent() is is_silent
