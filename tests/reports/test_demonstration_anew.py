"""The demonstration loaded into an empty database: on any day, and not without its mode."""

from __future__ import annotations

from io import StringIO

import pytest
import time_machine
from django.core.management import call_command
from django.core.management.base import CommandError

from indicators.models import Programme
from reports.calendar import current_period
from reports.demonstration.loading import load_demonstration
from reports.models import Report
from tracker.accounts.models import User
from tracker.audit.models import Event

HA_TINH = "ha-tinh-15-ctr-tu"


@pytest.mark.one_database
@pytest.mark.parametrize(
    ("day", "current"),
    [
        ("2026-12-15", "2027-Q1"),
        ("2027-01-04", "2027-Q1"),
        ("2027-09-15", "2027-Q4"),
        ("2028-06-20", "2028-Q3"),
    ],
)
def test_it_can_be_loaded_on_any_day(db, day, current):
    with time_machine.travel(f"{day}T01:00:00+07:00", tick=False):
        list(load_demonstration())
        programme = Programme.objects.get(code=HA_TINH)
        assert str(current_period(programme).period) == current
        assert "approved" in set(Report.objects.values_list("state", flat=True))
        assert not Event.objects.filter(happened_at__gt=f"{day}T01:00:00+07:00").exists()
        before = Event.objects.count()
        assert list(load_demonstration()) == []
        assert Event.objects.count() == before


def test_without_the_demonstration_mode_no_account_is_made(db, settings):
    settings.DEMONSTRATION = False
    with pytest.raises(CommandError):
        call_command("load_demonstration", stdout=StringIO())
    assert User.objects.count() == 0
