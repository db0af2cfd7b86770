"""One cell saved as it changes: what is answered, what is stored, in how many queries."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from reports.calendar import lock
from reports.models import Report
from reports.reporting import Filling, submit
from tests.conftest import decimal
from tests.reports.figures import bring
from tests.reports.views.entry_cast import FULL, begin, entry_of, fill, page, row_fields
from tracker.audit.models import Event


@pytest.fixture
def report(programme, units, reporter) -> Report:
    return begin(programme, units["42-sxd"], reporter)


@pytest.fixture
def save(client, report, reporter):
    """Post one row as the script does; the person of the test, else the reporter."""

    def save(entry, by=None, **typed):
        client.force_login(by or reporter)
        return client.post(page("entry_save", entry.pk), row_fields(entry, **typed))

    return save


def test_a_number_is_saved_and_echoed(save, report):
    response = save(entry_of(report, "urban"), value="38,51%")
    assert response.status_code == 200
    assert "38,51" in response.content.decode()
    assert 'value="2-' in response.content.decode()
    assert entry_of(report, "urban").value == decimal("38.51")


@pytest.mark.parametrize("text", ["38,51", "38.51", " 38,51 % "])
def test_numbers_as_they_are_written(save, report, text):
    assert save(entry_of(report, "urban"), value=text).status_code == 200
    assert entry_of(report, "urban").value == decimal("38.51")


@pytest.mark.parametrize(
    "typed",
    [
        {"value": "1.234"},
        {"value": "abc"},
        {"value": "101"},
        {"numerator": "5"},
        {"numerator": "5", "denominator": "4"},
        {"value": "5", "numerator": "5", "denominator": "8"},
        {"kept": "on", "note": "như cũ"},
        {"value": "40", "note": "x" * 2001},
    ],
)
def test_a_fault_is_a_sentence_and_nothing_is_stored(save, report, typed):
    response = save(entry_of(report, "urban"), **typed)
    assert response.status_code == 422
    assert "g-fault" in response.content.decode()
    urban = entry_of(report, "urban")
    assert (urban.is_filled, urban.version) == (False, 1)


@pytest.mark.parametrize("code", ["towns", "city"])
def test_faults_of_other_kinds(save, report, code):
    entry = entry_of(report, code, "II" if code == "towns" else "")
    assert save(entry, value="2,5").status_code == 422


def test_a_milestone_by_its_day_or_not_yet(save, report):
    assert save(entry_of(report, "city"), value="15/09/2026").status_code == 200
    assert entry_of(report, "city").done_on.isoformat() == "2026-09-15"
    assert save(entry_of(report, "city"), value="chưa").status_code == 200
    assert entry_of(report, "city").is_not_done


def test_an_emptied_row_empties_the_cell(save, report, reporter):
    fill(report, reporter, urban=Filling(value=decimal("41")))
    assert save(entry_of(report, "urban"), value="").status_code == 200
    assert not entry_of(report, "urban").is_filled


def test_an_estimate_is_marked(save, report):
    save(entry_of(report, "urban"), value="41", estimate="on")
    assert entry_of(report, "urban").nature == "estimate"


def test_the_sum_of_the_classes_comes_along(save, report):
    save(entry_of(report, "towns", "II"), value="2")
    response = save(entry_of(report, "towns", "III"), value="5")
    assert ">7<" in response.content.decode()


def test_a_stale_version_shows_theirs_and_stores_nothing(save, report, head):
    before = entry_of(report, "urban")
    fill(report, head, urban=Filling(value=decimal("40")))
    response = save(before, value="41")
    assert response.status_code == 409
    text = response.content.decode()
    assert "Head" in text
    assert 'value="40"' in text
    assert 'value="2-' in text
    assert entry_of(report, "urban").value == 40


def test_the_same_click_twice_is_saved_once(save, report):
    before = entry_of(report, "urban")
    assert [save(before, value="41").status_code for _click in range(2)] == [200, 200]
    assert entry_of(report, "urban").version == 2
    assert Event.objects.filter(verb="entry.filled").count() == 1


def test_a_locked_period_is_a_sentence(save, report, reviewer):
    before = entry_of(report, "urban")
    lock(period=report.period, by=reviewer)
    response = save(before, value="41")
    assert response.status_code == 400
    assert "g-fault" in response.content.decode()
    assert not entry_of(report, "urban").is_filled


def test_a_sent_report_is_a_sentence(save, report, reporter):
    before = entry_of(report, "urban")
    fill(report, reporter, **FULL)
    submit(report=report, by=reporter)
    assert save(before, value="42").status_code == 400


@pytest.mark.parametrize(
    ("person", "status"), [("stranger", 404), ("reader", 404), ("reviewer", 403)]
)
def test_only_the_unit_saves(save, report, request, person, status):
    by = request.getfixturevalue(person)
    assert save(entry_of(report, "urban"), by=by, value="41").status_code == status
    assert not entry_of(report, "urban").is_filled


def test_a_visitor_is_sent_to_the_sign_in_page(client, report):
    entry = entry_of(report, "urban")
    response = client.post(page("entry_save", entry.pk), row_fields(entry, value="41"))
    assert response.status_code == 302
    assert response.url.startswith(reverse("login"))


def test_only_a_post_saves(client, report, reporter):
    client.force_login(reporter)
    assert client.get(page("entry_save", entry_of(report, "urban").pk)).status_code == 405


@pytest.mark.parametrize("place", [("small", "2026-Q3", "42-sxd"), ("small", "x", "42-sxd")])
def test_an_entry_is_found_only_at_its_own_address(client, report, reporter, place):
    client.force_login(reporter)
    entry = entry_of(report, "urban")
    there = page("entry_save", entry.pk, place=place)
    assert client.post(there, row_fields(entry, value="41")).status_code in (403, 404)
    assert not entry_of(report, "urban").is_filled


def test_a_post_without_the_row_is_a_sentence(client, report, reporter):
    client.force_login(reporter)
    assert client.post(page("entry_save", entry_of(report, "urban").pk)).status_code == 400


@pytest.mark.parametrize("stamp", ["", "x", "-", "9" * 30, "1-zz"])
def test_a_version_that_is_none(client, report, reporter, stamp):
    client.force_login(reporter)
    entry = entry_of(report, "urban")
    fields = row_fields(entry, value="41", version=stamp)
    expected = 200 if stamp == "1-zz" else 409
    assert client.post(page("entry_save", entry.pk), fields).status_code == expected


@pytest.fixture
def past(programme, reviewer):
    """Figures of earlier years beside the cells."""
    bring(programme, reviewer, "urban,42,2025,38.5,,,,official,", "towns,42,2025,2,,,II,official,")


@pytest.mark.parametrize(("name", "text"), [("urban", "41"), ("towns_II", "3"), ("city", "chưa")])
@pytest.mark.usefixtures("past")
def test_a_cell_takes_at_most_eight_queries(client, report, reporter, name, text):
    entry = entry_of(report, *name.split("_"))
    client.force_login(reporter)
    fields = row_fields(entry, value=text)
    with CaptureQueriesContext(connection) as captured:
        assert client.post(page("entry_save", entry.pk), fields).status_code == 200
    asked = [query["sql"] for query in captured if "SAVEPOINT" not in query["sql"]]
    assert len(asked) <= 8, "\n".join(asked)
