"""Confirming a form: one transaction through the grid's door, for a unit and for the Office."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from reports.calendar import lock
from reports.claiming import LostRaceError
from reports.drafting import open_report
from reports.imports.form import bringing
from reports.imports.form.bringing import bring, prepare, store
from reports.imports.uploads import UploadGoneError, keep
from reports.models import Notification, Report, Upload, UploadKind
from reports.reporting import submit
from reports.reviewing import approve_report
from tests.reports.imports.form.cast import (
    confirmed,
    fates,
    form_file,
    looked,
    only,
    seen,
    task_code,
    typed_into,
    zipped,
)
from tests.reports.workflow.steps import (
    entry_of,
    fill,
    fill_all,
    last_event,
    stored,
    update_of,
    verbs_since,
)
from tracker.accounts.models import User
from tracker.common.errors import NotAllowedError, SentenceError

URBAN, TOWNS = ("urban", "value"), ("towns/II", "value")


def waiting(world, content, by="reporter"):
    """A file after its preview, and the mark of that."""
    found = looked(world, content, by)
    upload = keep(
        programme=world.programme,
        kind=UploadKind.REPORTS,
        name="a.xlsx",
        content=found.content,
        by=world[by],
    )
    return upload, found.preview.mark


def test_stored_through_the_door_of_the_grid(world_with_tasks):
    world = world_with_tasks
    form_file(world)
    code = task_code(world)
    content = form_file(world, {URBAN: "41,5", (code, "progress"): 35, (code, "words"): "Đã làm"})
    before = last_event()
    done = confirmed(world, content)
    urban, task = entry_of(world.report(), "urban"), update_of(world.report(), "1.1")
    assert (done.rows, urban.value, task.progress) == (2, Decimal("41.5"), 35)
    assert {urban.updated_by, task.updated_by} == {world["reporter"]}
    deeds = ["entry.filled", "report.brought", "task_update.filled"]
    assert sorted(verbs_since(before)) == deeds


def test_the_same_file_again_changes_nothing(world):
    content = form_file(world, {URBAN: "41,5", TOWNS: 2})
    confirmed(world, content)
    before = stored()
    assert fates(only(seen(world, content))) == dict.fromkeys(
        ("urban", "towns/II", "towns/III", "city"), "unchanged"
    )
    assert confirmed(world, content).rows == 0
    assert stored() == before


def test_what_moved_since_the_preview_stores_nothing(world):
    upload, mark = waiting(world, form_file(world, {URBAN: "41,5", TOWNS: 2}))
    fill(world.report(), "urban", world["colleague"], value=Decimal(44))
    before = stored()
    with pytest.raises(LostRaceError):
        bring(upload=upload, mark=mark, taken=(), by=world["reporter"])
    assert stored() == before
    assert Upload.objects.filter(pk=upload.pk).exists()


@pytest.mark.parametrize("how", ["locked", "sent"])
def test_a_report_that_was_closed_since_stores_nothing(world, how):
    upload, mark = waiting(world, form_file(world, {URBAN: "41,5"}))
    if how == "locked":
        lock(period=world.q4, by=world["reviewer"])
    else:
        fill_all(world.report(), world["reporter"])
        submit(report=world.report(), by=world["reporter"])
    before = stored()
    with pytest.raises(LostRaceError):
        bring(upload=upload, mark=mark, taken=(), by=world["reporter"])
    assert stored() == before


def test_all_or_nothing(world, monkeypatch):
    upload, mark = waiting(world, form_file(world, {URBAN: "41,5", TOWNS: 2}))
    before = stored()

    def fails_at_the_end(deeds, *, by):
        assert stored() != before
        raise SentenceError("no")

    monkeypatch.setattr(bringing, "record_all", fails_at_the_end)
    with pytest.raises(SentenceError, match="no"):
        bring(upload=upload, mark=mark, taken=(), by=world["reporter"])
    assert stored() == before
    assert Upload.objects.count() == 1


def test_a_second_confirmation_finds_nothing_to_do(world):
    upload, mark = waiting(world, form_file(world, {URBAN: "41,5"}))
    bring(upload=upload, mark=mark, taken=(), by=world["reporter"])
    before = stored()
    with pytest.raises(UploadGoneError):
        bring(upload=upload, mark=mark, taken=(), by=world["reporter"])
    assert stored() == before


def test_the_office_brings_many_units_at_once(world):
    """Into drafts, also of units that never looked; each is told, and sends its report itself."""
    department = form_file(world, {URBAN: "41,5"})
    ward = form_file(world, {("broadband", "value"): "81"}, world.ward)
    Report.objects.all().delete()
    Notification.objects.all().delete()
    before = last_event()
    content = zipped(sxd_xlsx=department, phuong__a_xlsx=ward)
    done = confirmed(world, content, by="reviewer")
    assert (done.rows, len(done.places)) == (2, 2)
    assert entry_of(world.report(), "urban").value == Decimal("41.5")
    assert entry_of(world.report(world.ward), "broadband").updated_by == world["reviewer"]
    assert world.report().state == "draft"
    assert verbs_since(before).count("report.opened") == 2
    told = {(one.person.username, one.kind) for one in Notification.objects.all()}
    people = {"reporter", "head", "colleague", "double"}
    assert told == {(name, "report_brought") for name in people}


def test_the_office_cannot_approve_what_it_brought(world):
    confirmed(world, form_file(world, {URBAN: "41,5"}), by="reviewer")
    fill_all(world.report(), world["reporter"])
    fill(world.report(), "urban", world["reporter"], value=Decimal(42))
    submit(report=world.report(), by=world["reporter"])
    with pytest.raises(NotAllowedError):
        approve_report(report=world.report(), by=world["reviewer"])
    approve_report(report=world.report(), by=world["second_reviewer"])


def test_one_failing_unit_of_many_stores_none(world):
    department = form_file(world, {URBAN: "41,5"})
    ward = form_file(world, {("broadband", "value"): "81"}, world.ward)
    content = zipped(a_xlsx=department, b_xlsx=ward)
    upload, mark = waiting(world, content, "reviewer")
    fill(world.report(world.ward), "broadband", world["reporter"], value=Decimal(80))
    before = stored()
    with pytest.raises(LostRaceError):
        bring(upload=upload, mark=mark, taken=(), by=world["reviewer"])
    assert stored() == before


def test_a_form_of_somebody_else_is_refused(world):
    content = form_file(world, {URBAN: "41,5"})
    world["head"].memberships.filter(unit=world.department).delete()
    with pytest.raises(SentenceError, match="Sở Xây dựng"):
        seen(world, content, by="head")
    with pytest.raises(NotAllowedError):
        seen(world, content, by="reader")


def test_two_files_of_one_unit_are_refused_both(world):
    content = form_file(world, {URBAN: "41,5"})
    other = typed_into(content, {URBAN: "42"})
    found = seen(world, zipped(a_xlsx=content, b_xlsx=other), by="reviewer")
    assert found.forms == ()
    assert {one.name for one in found.refusals} == {"a.xlsx", "b.xlsx"}


def test_the_preview_asks_as_much_for_many_rows_as_for_few(world, django_assert_num_queries):
    few, many = form_file(world, {URBAN: "41"}), form_file(world, {URBAN: "41", TOWNS: 2})
    many = typed_into(many, {("towns/III", "value"): 1, ("city", "value"): "chưa"})
    assert seen(world, few).count == 1  # who belongs where is known from here on
    with CaptureQueriesContext(connection) as counted:
        assert seen(world, few).count == 1
    with django_assert_num_queries(len(counted)):
        assert seen(world, many).count == 4


def ready(world, content, by="reporter"):
    """What is to be stored, read and compared."""
    upload, mark = waiting(world, content, by)
    return prepare(upload=upload, mark=mark, taken=(), by=world[by])


def test_to_prepare_stores_nothing(world):
    content = form_file(world, {URBAN: "41,5"})
    before = stored()
    found = ready(world, content)
    assert (stored(), Upload.objects.count()) == (before, 1)
    assert store(found).rows == 1
    with pytest.raises(UploadGoneError):
        store(found)


@pytest.mark.parametrize("how", ["moved", "locked", "sent"])
def test_what_happens_between_reading_and_writing_stores_nothing(world, how):
    found = ready(world, form_file(world, {URBAN: "41,5", TOWNS: 2}))
    if how == "moved":
        fill(world.report(), "towns/II", world["colleague"], value=Decimal(3))
    elif how == "locked":
        lock(period=world.q4, by=world["reviewer"])
    else:
        fill_all(world.report(), world["reporter"])
        submit(report=world.report(), by=world["reporter"])
    before = stored()
    with pytest.raises(LostRaceError):
        store(found)
    assert (stored(), Upload.objects.count()) == (before, 1)


@pytest.mark.parametrize("by", ["reporter", "reviewer"])
def test_whoever_lost_the_role_between_reading_and_writing_stores_nothing(world, by):
    found = ready(world, form_file(world, {URBAN: "41,5"}), by)
    world[by].memberships.all().delete()
    before = stored()
    with pytest.raises(NotAllowedError):
        store(replace(found, by=User.objects.get(pk=world[by].pk)))
    assert stored() == before


def test_a_report_that_its_unit_opens_meanwhile_takes_the_rows(world):
    content = form_file(world, {URBAN: "41,5"})
    Report.objects.all().delete()
    found = ready(world, content, "reviewer")
    open_report(period=world.q4, unit=world.department, by=world["reporter"])
    assert store(found).rows == 1
    assert world.report().created_by == world["reporter"]
    assert entry_of(world.report(), "urban").value == Decimal("41.5")


def test_to_store_costs_one_query_for_a_row_more(world):
    counts = []
    for values in ({URBAN: "41"}, {URBAN: "42", TOWNS: 2, ("towns/III", "value"): 1}):
        found = ready(world, form_file(world, values), "reviewer")
        with CaptureQueriesContext(connection) as counted:
            store(found)
        counts.append(len(counted))
    assert counts[1] == counts[0] + 2
