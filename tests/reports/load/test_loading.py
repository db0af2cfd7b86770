"""An invented province holds every rule, is the same each time, and every page of it opens."""

import hashlib
from collections import Counter
from dataclasses import replace
from datetime import date

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.urls import reverse

from assignments.models import Assignment
from indicators.models import Programme
from reports.assessment import assess_programme
from reports.jobs.work.check import CHECKS
from reports.load.loading import NotEmptyError, generate
from reports.load.people import ADMINISTRATOR
from reports.models import (
    Entry,
    Figure,
    Notification,
    Reminder,
    Report,
    ReportingPeriod,
    TaskUpdate,
)
from reports.presenters.statuses import indicator_status
from tests.conftest import TODAY
from tests.reports.load.conftest import SMALL
from tracker.accounts.models import User
from tracker.audit.models import Event

TABLES = (Figure, Entry, Report, ReportingPeriod, Event, Notification, Reminder)


def digest():
    """Of all rows. PostgreSQL never gives a key twice: which row a key means is its place."""
    places, rows = {}, []
    for model in TABLES:
        for name in (f.name for f in model._meta.concrete_fields if f.is_relation):
            target = model._meta.get_field(name).related_model
            keys = target.objects.order_by("pk").values_list("pk", flat=True)
            places[model, name] = {key: place for place, key in enumerate(keys)}
        names = [f.name for f in model._meta.concrete_fields if not f.primary_key]
        for row in model.objects.order_by("pk").values_list(*names):
            known = [places.get((model, name)) for name in names]
            cells = zip(known, row, strict=True)
            rows.append(str([cell if keys is None else keys.get(cell) for keys, cell in cells]))
    return hashlib.sha256("\n".join(rows).encode()).hexdigest()


def test_the_nightly_check_finds_nothing(small):
    assert {check.__name__: found for check in CHECKS if (found := list(check()))} == {}


def test_all_foreign_keys_hold(small):
    connection.check_constraints()


def test_the_same_size_gives_the_same_rows(db):
    digests = []
    for _time in range(2):
        with transaction.atomic():
            generate(SMALL, jobs=1, tell=lambda _line: None)
            digests.append(digest())
            transaction.set_rollback(True)
    assert digests[0] == digests[1] != hashlib.sha256().hexdigest()


def test_nobody_can_sign_in_unless_a_password_is_given(small):
    assert User.objects.count() > 20
    assert not any(user.has_usable_password() for user in User.objects.all())


def test_with_a_password_everybody_can(db, client, capsys):
    call_command("generate_load", provinces=1, indicators=3, units=1, years=1, password="mo-ra")
    assert client.login(username=ADMINISTRATOR, password="mo-ra")
    assert client.login(username="01-bc-001", password="mo-ra")
    assert "dòng mỗi giây" in capsys.readouterr().out


def test_a_year_in_which_nothing_has_closed_yet(db):
    size = replace(SMALL, years=1, day=date(2026, 1, 10))
    generate(size, jobs=1, tell=lambda _line: None)
    assert not Figure.objects.exists()
    assert set(Report.objects.values_list("state", flat=True)) <= {"draft", "submitted", "returned"}


def test_a_task_that_was_reported_done_is_closed(small):
    done = TaskUpdate.objects.filter(state="approved", done_on__isnull=False)
    days = dict(done.order_by("done_on").values_list("assignment", "done_on"))
    assert days
    closed = Assignment.objects.exclude(closed_on=None).values_list("pk", "closed_on")
    assert dict(closed) == days


def test_a_database_with_a_programme_is_refused(programme):
    before = User.objects.count()
    with pytest.raises(NotEmptyError):
        generate(SMALL, jobs=1, tell=lambda _line: None)
    with pytest.raises(CommandError, match="đã có chương trình"):
        call_command("generate_load")
    assert User.objects.count() == before


def test_a_size_out_of_bounds_is_refused(db):
    with pytest.raises(CommandError, match="--units phải nằm trong khoảng"):
        call_command("generate_load", units=0)
    assert not Programme.objects.exists()


def test_history_has_gaps_and_corrections(small):
    figures = Figure.objects.filter(year=2023, indicator__frequency="quarterly")
    wanted = 4 * sum(
        6 if one.collection == "local" else 1
        for one in small.indicators.filter(frequency="quarterly")
    )
    current = figures.filter(superseded_on=None, indicator__programme=small).count()
    assert 0.9 * wanted < current < wanted
    assert figures.filter(superseded_on__isnull=False).exists()


def test_reports_stand_in_every_state_and_some_were_corrected(small):
    states = Counter(Report.objects.values_list("state", flat=True))
    assert states["approved"] > 100
    assert states["draft"]
    assert Report.objects.filter(revision=2, state="approved").exists()
    assert Report.objects.filter(is_late=True).exists()
    assert Reminder.objects.exists()


def test_indicators_fare_differently(small):
    found = {indicator_status(one) for one in assess_programme(small, TODAY).indicators}
    assert len(found) > 2


PAGES = (
    *("overview", "indicators", "matrix", "units", "units_compared", "clauses", "tasks"),
    *("completeness", "calendar", "ledger", "administration", "roadmaps", "meetings"),
)


@pytest.mark.parametrize("username", [ADMINISTRATOR, "01-vptu-1"])
def test_every_page_opens(small, client, username):
    client.force_login(User.objects.get(username=username))
    pages = {page: client.get(reverse(page, args=[small.code])).status_code for page in PAGES}
    assert pages == dict.fromkeys(PAGES, 200)


def test_reports_open_for_those_who_fill_and_review_them(small, client):
    last = Report.objects.filter(period__programme=small, period__quarter=3, period__year=2026)
    for state in ("draft", "submitted", "returned", "approved"):
        report = last.filter(state=state).order_by("unit__code").first()
        if report is None:
            continue
        place = [small.code, "2026-Q3", report.unit.code]
        reporter = report.unit.memberships.get(role="reporter").user
        for name, user in (
            ("report", reporter),
            ("review", User.objects.get(username="01-vptu-1")),
        ):
            client.force_login(user)
            assert client.get(reverse(name, args=place)).status_code == 200
