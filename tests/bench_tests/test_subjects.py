"""Every line can be measured, and leaves nothing behind: once, on a small province."""

from contextlib import contextmanager
from dataclasses import replace

import pytest
from django.test import override_settings

from reports.load.loading import generate
from reports.models import Entry, Figure, Report
from tests.bench.measuring import Stand
from tests.bench.places import Place
from tests.bench.subjects import COLD, SUBJECTS, WIDE
from tests.reports.load.conftest import SMALL
from tracker.audit.models import Event

SIZE = replace(SMALL, programmes=1, units=40, years=1)


class Here(Place):
    """The test's own database as a place."""

    def __init__(self, name):
        self.name = name

    @contextmanager
    def open(self):
        yield self


@pytest.fixture
def province(db):
    generate(SIZE, jobs=1, tell=lambda _line: None)
    with override_settings(ROOT_URLCONF="tests.bench.addresses"):
        yield


def stored():
    """What a measured deed would change."""
    versions = [
        list(m.objects.order_by("pk").values_list("version", "state")) for m in (Report, Entry)
    ]
    return [*versions, Figure.objects.count(), Event.objects.exclude(verb="token.issued").count()]


def test_every_line_and_its_floor_can_be_run(province):
    before = stored()
    for subject in SUBJECTS:
        stand = Stand(Here(subject.only or "50k"), subject)
        task = stand.task(COLD)
        task()
        stand.floor()
        assert stand.queries(task) >= len(stand.statements) > 0, subject.label
    assert stored() == before


def test_a_deed_really_writes_while_it_is_measured(province):
    for subject in SUBJECTS:
        if subject.is_deed:
            written = [one for one in Stand(Here("50k"), subject).statements if not one.reads]
            assert any("audit_event" in one.sql for one in written), subject.label


def test_a_size_of_its_own_is_measured_for_its_line_only():
    assert [one.label for one in SUBJECTS if one.fits(WIDE)] == ["assess 500 indicators"]
    assert not any(one.only for one in SUBJECTS if one.fits("50k"))
