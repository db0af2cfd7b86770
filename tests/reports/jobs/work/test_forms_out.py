"""The forms of all units as one zip: whose, named how, and that nothing is begun by it."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile

import pytest

from reports.calendar import lock
from reports.drafting import open_report
from reports.exports.form.book import form_book
from reports.imports.form.reading import read_form
from reports.jobs.asking import ask
from reports.models import JobFile, JobKind, JobState, Report
from reports.presenters.form import form_of
from reports.queries.form import form_facts
from reports.queries.sheet import sheet_of
from reports.workflow import Verb
from tests.reports.imports.form.cast import confirmed, typed_into
from tests.reports.jobs.steps import asked, told_steps
from tests.reports.workflow.steps import entry_of, fill, report_in, stored


@pytest.fixture
def make(world):
    def make(by="reviewer", period="2026-Q4"):
        return asked(JobKind.FORMS_OUT, world[by], world.programme, period=period)

    return make


def files(job) -> dict[str, bytes]:
    with ZipFile(BytesIO(bytes(JobFile.objects.get(job=job).content))) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def test_each_unit_that_owes_has_its_form(make, world):
    before = stored()
    job = make()
    assert (job.state, job.outcome) == (JobState.DONE, {"forms": 3, "sent": 0})
    found = files(job)
    assert set(found) == {
        f"Bieu-mau-2026-Q4-{unit}.xlsx"
        for unit in ("so-xay-dung", "phuong-thanh-sen", "phuong-song-tri")
    }
    assert JobFile.objects.get().name == "Bieu-mau-small-2026-Q4.zip"
    assert {read_form(one).unit for one in found.values()} == {"42-sxd", "18073", "18754"}
    assert stored() == before
    assert not Report.objects.exists()


def test_a_form_from_the_zip_comes_back(make, world):
    form = files(make())["Bieu-mau-2026-Q4-so-xay-dung.xlsx"]
    open_report(period=world.q4, unit=world.department, by=world["reporter"])
    confirmed(world, typed_into(form, {("urban", "value"): "41,5"}))
    assert entry_of(world.report(), "urban").updated_by == world["reporter"]


def test_it_is_the_form_that_is_fetched_one_by_one(make, world):
    report = open_report(period=world.q4, unit=world.department, by=world["reporter"])
    fill(report, "urban", world["reporter"], value=41)
    facts = form_facts(world.programme)
    form = form_of(sheet_of(world.report()), world["reviewer"], facts, verb=Verb.BRING)
    one = files(make())["Bieu-mau-2026-Q4-so-xay-dung.xlsx"]
    assert read_form(one) == read_form(form_book(form))


def test_whoever_has_sent_gets_none(make, world):
    report_in(world, "submitted")
    job = make()
    assert job.outcome == {"forms": 2, "sent": 1}
    assert "Bieu-mau-2026-Q4-so-xay-dung.xlsx" not in files(job)


@pytest.mark.parametrize("how", ["locked", "no such period", "no period"])
def test_nothing_to_fill_is_a_sentence(make, world, how):
    if how == "locked":
        lock(period=world.q4, by=world["reviewer"])
    period = {"no such period": "2031-Q1", "no period": "x"}.get(how, "2026-Q4")
    job = make(period=period)
    assert (job.state, bool(job.failure)) == (JobState.FAILED, True)
    assert not JobFile.objects.exists()


@pytest.mark.parametrize("who", ["reporter", "reader", "stranger"])
def test_only_the_office(make, who):
    assert make(by=who).state == JobState.FAILED
    assert not JobFile.objects.exists()


def test_progress_is_told_by_unit(world):
    words = {"by": world["reviewer"], "programme": world.programme}
    job = ask(JobKind.FORMS_OUT, **words, parameters={"period": "2026-Q4"})
    assert told_steps(job) == [(0, 3), (1, 3), (2, 3), (3, 3)]
