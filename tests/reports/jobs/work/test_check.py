"""The integrity check of the night: what it tells, to whom, and how often."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from reports.jobs.work import check
from reports.jobs.work.check import MOST, check_integrity
from reports.models import Job, JobKind, JobState, Notification
from reports.presenters.review.inbox import inbox_lines
from tests.reports.jobs.work.night import ended
from tests.reports.oversight_cast import on
from tracker.watching.metrics import Reading


@pytest.fixture
def finding(monkeypatch):
    """Two checks; the first finds what the test says."""
    found: list[str] = []
    monkeypatch.setattr(check, "CHECKS", (lambda: iter(found), lambda: iter(())))
    return found


def night(day="2026-11-20") -> Job:
    with on(date.fromisoformat(day)):
        return ended(JobKind.CHECK, check_integrity)


def readings(client, settings):
    settings.METRICS_TOKEN = "t"
    text = client.get(reverse("metrics"), headers={"Authorization": "Bearer t"}).content.decode()
    lines = (line.split() for line in text.splitlines() if line.startswith("lotrinh_"))
    return {line[0]: float(line[-1]) for line in lines if "{" not in line[0]}


def test_a_sound_installation(world, settings, tmp_path):
    settings.EVIDENCE_DIR = tmp_path
    job = night()
    assert (job.state, job.outcome) == (JobState.DONE, {"findings": []})
    assert job.steps_done == job.steps == 0 or job.steps_done == job.steps


def test_administrators_are_told_of_what_is_new(finding, administrator, reviewer):
    finding.append("Tệp bị mất.")
    job = night()
    assert job.outcome == {"findings": ["Tệp bị mất."]}
    row = Notification.objects.get()
    assert (row.person, row.url) == (administrator, reverse("job", args=[job.pk]))
    assert inbox_lines([row])[0].sentence == "Kiểm tra toàn vẹn phát hiện 1 điểm bất thường."


def test_not_every_night_of_the_same(finding, administrator):
    finding.append("Tệp bị mất.")
    for day in ("2026-11-20", "2026-11-21"):
        night(day)
    assert Notification.objects.count() == 1
    finding.append("Một tệp khác bị mất.")
    night("2026-11-22")
    assert Notification.objects.count() == 2
    finding.pop()
    night("2026-11-23")
    assert Notification.objects.count() == 2


def test_so_many_of_one_kind(finding, administrator):
    finding.extend(f"Tệp {number} bị mất." for number in range(MOST + 5))
    assert len(night().outcome["findings"]) == MOST


def test_watchers_see_it(client, finding, administrator, settings):
    assert "lotrinh_integrity_findings" not in readings(client, settings)
    finding.extend(["một", "hai"])
    job = night()
    Job.objects.create(kind=JobKind.CHECK, slot="x", language="vi", asked_at=job.asked_at)
    found = readings(client, settings)
    assert found["lotrinh_integrity_findings"] == 2
    assert found["lotrinh_integrity_timestamp_seconds"] == job.ended_at.timestamp()
    assert (found["lotrinh_jobs_waiting"], found["lotrinh_jobs_failed"]) == (1, 0)


def test_watchers_see_when_the_backup_was_made(client, db, settings):
    job = ended(JobKind.BACKUP, lambda _running: lambda: {})
    found = readings(client, settings)
    assert found["lotrinh_backup_timestamp_seconds"] == job.ended_at.timestamp()


def test_without_a_database_the_page_tells_the_rest(client, db, settings, monkeypatch):
    from django.db import OperationalError

    from reports import readings as of_reports

    def gone():
        raise OperationalError("gone")

    monkeypatch.setattr(of_reports, "_jobs", gone)
    found = readings(client, settings)
    assert "lotrinh_disk_free_bytes" in found
    assert "lotrinh_jobs_waiting" not in found


def test_a_floor_above_may_add_a_reading(client, db, settings, monkeypatch):
    from tracker.watching import metrics

    monkeypatch.setattr(metrics, "_sources", [lambda: [Reading("lotrinh_x", "X.", 3)]])
    assert readings(client, settings)["lotrinh_x"] == 3
