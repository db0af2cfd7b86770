"""Nhật ký: who reads which entries, the filters, and that every deed has words."""

import re
from datetime import date

import pytest
import time_machine
from django.db import transaction
from django.urls import reverse

from assignments.actions import join_unit
from reports.calendar import change_dates, open_year
from reports.drafting import open_report
from reports.presenters.oversight.deeds import KNOWN_DEEDS
from reports.queries.ledger import visible_events
from reports.task_extensions import ask_more_time, set_deadline
from tests.conftest import TODAY
from tests.meta.sources import python_files
from tests.reports.figures import bring
from tests.reports.oversight_cast import approved, commune_reporter, periods_of, returned
from tests.reports.task_cast import RUNNING, lead_of, record, three_tasks
from tracker.accounts.roles import Role
from tracker.audit.ledger import Subject
from tracker.audit.ledger import record as ledger_record

THIRD_SENT = date(2026, 9, 16)
OWN = {"report.opened", "entry.filled", "report.submitted", "entry.approved", "report.approved"}
PROGRAMME = {
    *("programme.created", "clause.created", "group.created", "indicator.created"),
    *("baseline.created", "target.created", "assignment.made", "period.opened"),
}


@pytest.fixture
def story(programme, units, reviewer):
    """Thành Sen's report of Quý III is approved, Sông Trí has begun one and got it back."""
    periods = periods_of(programme)
    sen, tri = units["18073"], units["18754"]
    approved(periods["2026-Q3"], sen, commune_reporter(sen), reviewer, THIRD_SENT)
    returned(periods["2026-Q3"], tri, commune_reporter(tri, "tri"), reviewer, THIRD_SENT)
    open_report(period=periods["2026-Q4"], unit=tri, by=_person("tri"))
    return periods


def _person(name):
    from tracker.accounts.models import User

    return User.objects.get(username=name)


def at(name="ledger", *args):
    return reverse(name, args=["small", *args])


def events(client, person, /, **query):
    """Verb and key of what the person reads, over all pages."""
    client.force_login(person)
    first = client.get(at(), query)
    pages = first.context["page"].paginator.num_pages
    found = []
    for number in range(1, pages + 1):
        page = client.get(at(), query | {"page": number}).context["page"]
        found += [(event.verb, event.subject_key) for event in page]
    return found


@pytest.mark.parametrize("who", ["reviewer", "administrator"])
def test_the_office_and_administrators_read_all(client, story, request, who):
    found = events(client, request.getfixturevalue(who))
    verbs = {verb for verb, _key in found}
    assert verbs >= OWN | PROGRAMME | {"entry.returned", "figure.approved"}
    assert ("report.opened", "18754/2026-Q4/1") in found


def test_a_units_people_read_what_is_about_their_unit(client, story):
    found = events(client, _person("commune"))
    assert {verb for verb, _key in found} == OWN | {"figure.approved"}
    assert all("18073" in key for _verb, key in found)


def test_another_unit_sees_nothing_of_them(client, story, reporter, head):
    for person in (reporter, head):
        assert [key for verb, key in events(client, person) if "18073" in key] == []


def test_the_lead_unit_reads_its_assignment(client, story, reporter):
    assert events(client, reporter) == [("assignment.made", "urban")]


def test_a_reader_reads_what_was_approved(client, story, reader):
    found = events(client, reader)
    verbs = {verb for verb, _key in found}
    assert verbs == PROGRAMME | {"report.approved", "figure.approved"}
    assert [key for verb, key in found if verb == "report.approved"] == ["18073/2026-Q3/1"]


def test_a_figure_that_waits_is_not_for_readers(client, programme, reviewer, reader, administrator):
    line = "broadband,18073,2026-Q3,,90,100,,official,"
    bring(programme, administrator, line, approve=False)
    assert "figure.recorded" not in {verb for verb, _key in events(client, reader)}
    assert "figure.recorded" in {verb for verb, _key in events(client, reviewer)}


def test_several_roles_are_read_together(client, story, reader, units):
    join_unit(user=reader, unit=units["18754"], role=Role.HEAD, by=None)
    found = events(client, reader)
    assert ("report.opened", "18754/2026-Q4/1") in found
    assert ("report.approved", "18073/2026-Q3/1") in found
    assert ("report.opened", "18073/2026-Q3/1") not in found


def test_nothing_of_another_programme(client, story, stranger):
    client.force_login(stranger)
    assert client.get(at()).status_code == 404


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"unit": "18754", "verb": "report.opened"}, ["18754/2026-Q4/1", "18754/2026-Q3/1"]),
        ({"person": "tri", "verb": "report.submitted"}, ["18754/2026-Q3/1"]),
        ({"indicator": "broadband", "verb": "entry.returned"}, ["18754/2026-Q3/1/broadband"]),
        ({"indicator": "broadband", "verb": "figure.approved"}, ["broadband/18073/2026-Q3"]),
        ({"indicator": "urban", "verb": "assignment.made"}, ["urban"]),
        ({"since": "2026-11-20", "verb": "report.opened"}, ["18754/2026-Q4/1"]),
        ({"until": "2026-09-16", "verb": "report.approved"}, ["18073/2026-Q3/1"]),
        ({"until": "2026-09-15", "verb": "report.approved"}, []),
        ({"since": "0001-01-01", "verb": "report.approved"}, ["18073/2026-Q3/1"]),
        ({"until": "9999-12-31", "verb": "report.approved"}, ["18073/2026-Q3/1"]),
        ({"since": "9999-12-31"}, []),
        ({"until": "0001-01-01"}, []),
        ({"as_of": "2026-09-15", "verb": "report.approved"}, []),
    ],
)
def test_filters(client, story, reviewer, query, expected):
    assert [key for _verb, key in events(client, reviewer, **query)] == expected


@pytest.mark.parametrize(
    "query", [{"unit": "436x"}, {"since": "soon"}, {"verb": "x"}, {"page": "999"}, {"page": "x"}]
)
def test_a_filter_that_does_not_exist_narrows_nothing(client, story, reviewer, query):
    client.force_login(reviewer)
    everything = client.get(at()).context["page"].paginator.count
    assert client.get(at(), query).context["page"].paginator.count == everything


def test_fifty_at_a_time_newest_first(client, story, reviewer):
    client.force_login(reviewer)
    page = client.get(at()).context["page"]
    places = [(event.happened_at, event.pk) for event in page]
    assert 0 < len(places) <= 50
    assert places == sorted(places, reverse=True)


def test_an_entry_reads_as_a_sentence(client, story, reviewer):
    client.force_login(reviewer)
    (line,) = client.get(at(), {"verb": "entry.returned"}).context["lines"]
    assert line.what == "Trả lại “Hộ gia đình có cáp quang” của Phường Sông Trí, Quý III/2026"
    assert (line.who, line.reason) == ("Reviewer", "Xem lại mẫu số")
    assert line.when == "12:00 16/09/2026"


def test_from_what_to_what(client, story, reviewer):
    third = story["2026-Q3"]
    days = {"starts_on": third.starts_on, "cut_off": third.cut_off}
    change_dates(period=third, deadline=date(2026, 9, 25), by=reviewer, **days)
    client.force_login(reviewer)
    (moved,) = client.get(at(), {"verb": "period.moved"}).context["lines"]
    assert moved.change == (
        "15/06/2026 – 14/09/2026, thời hạn gửi 16/09/2026 → "
        "15/06/2026 – 14/09/2026, thời hạn gửi 25/09/2026"
    )
    filled = client.get(at(), {"verb": "entry.filled", "unit": "18073"}).context["lines"][0]
    assert filled.change == "80,0\u00a0% (80 / 100); ghi chú: ghi chú"


def test_in_english_too(client, story, reviewer):
    client.force_login(reviewer)
    client.post(reverse("set_language"), {"language": "en", "next": at()})
    (line,) = client.get(at(), {"verb": "report.approved"}).context["lines"]
    assert line.what == "Approved the report of Phường Thành Sen for Q3/2026"


def test_as_a_file_with_the_filters(client, story, reviewer):
    client.force_login(reviewer)
    answer = client.get(at("ledger_file", "csv"), {"verb": "report.submitted", "unit": "18073"})
    lines = answer.content.decode("utf-8-sig").splitlines()
    assert len(lines) == 3
    assert "Gửi báo cáo Quý III/2026 của Phường Thành Sen đến Văn phòng" in lines[2]


def test_the_file_has_only_what_the_person_may_read(client, story, reader):
    client.force_login(reader)
    text = client.get(at("ledger_file", "csv")).content.decode("utf-8-sig")
    assert "Phê duyệt báo cáo" in text
    assert "Sông Trí" not in text


def test_opening_a_year_by_the_office_is_told_with_its_name(client, programme, reviewer):
    open_year(programme=programme, year=2027, by=reviewer)
    client.force_login(reviewer)
    lines = client.get(at(), {"verb": "period.opened"}).context["lines"]
    assert lines[-1].what == "Mở kỳ báo cáo Quý I/2027"
    assert {line.who for line in lines} == {"Reviewer"}


WRITTEN = re.compile(r'"((?:[a-z_]+)\.(?:[a-z_]+))"')
SUBJECTS = {deed.split(".")[0] for deed in KNOWN_DEEDS}


def test_every_deed_in_the_source_has_words():
    """Verbs are written as "noun.past" where they are recorded; f-strings make the rest."""
    written = set()
    for path in python_files():
        if "presenters" not in path.parts and "record" in path.read_text():
            written |= set(WRITTEN.findall(path.read_text()))
    deeds = {deed for deed in written if deed.split(".")[0] in SUBJECTS}
    assert deeds >= {"report.opened", "entry.filled", "reminder.queued"}
    assert deeds - KNOWN_DEEDS == set()


def lines_of(client, person, **query):
    client.force_login(person)
    lines = client.get(at(), query).context["lines"]
    return [(line.what, line.change, line.reason) for line in lines]


def test_the_progress_of_a_task_reads_as_a_sentence(client, story, programme, units, reviewer):
    task = three_tasks(programme, units)["1.1"]
    record(lead_of(task), RUNNING, reviewer)
    set_deadline(assignment=lead_of(task), due=date(2027, 1, 31), reason="Đổi", by=reviewer)
    found = lines_of(client, reviewer, task="1.1")
    assert [(change, reason) for _what, change, reason in found] == [
        ("đến 31/01/2027", "Đổi"),
        ("40\u00a0%; “Đang lấy ý kiến”", ""),
    ]
    assert all("Lập quy hoạch chung" in what and "Sở Xây dựng" in what for what, *_rest in found)


def test_duties_that_passed_on_name_both_units(client, story, programme, reviewer):
    after = {"unit": "18073", "from": "436", "duties": ["1.1", "1.2"], "basis": "1665/NQ"}
    subject = Subject("assignment", "436/18073", "small")
    ledger_record("assignment.inherited", subject, by=None, after=after)
    ((what, change, _reason),) = lines_of(client, reviewer, task="1.2", verb="assignment.inherited")
    assert "Thành phố Hà Tĩnh" in what
    assert "Phường Thành Sen" in what
    assert "1.1, 1.2; 1665/NQ" in change


def test_who_reads_what_of_tasks(client, story, programme, units, reviewer, request):
    tasks = three_tasks(programme, units)
    record(lead_of(tasks["1.1"]), RUNNING, reviewer)
    row = lead_of(tasks["1.2"], units["18754"])
    ask_more_time(assignment=row, reason="Chờ", wanted_until=date(2027, 1, 1), by=_person("tri"))
    seen = {
        name: {verb for verb, _key in events(client, request.getfixturevalue(name))}
        for name in ("reader", "reporter")
    }
    assert {"task_update.recorded"} <= seen["reader"]
    assert "task_extension.asked" not in seen["reader"] | seen["reporter"]
    assert "task_update.recorded" in seen["reporter"]
    assert "task_extension.asked" in {verb for verb, _key in events(client, _person("tri"))}


def test_the_newest_deed_stands_first_whenever_it_was_written_down(programme, reviewer):
    for day in ("2026-11-02", "2026-11-05", "2026-11-01"):
        with time_machine.travel(f"{day}T12:00:00+07:00", tick=False), transaction.atomic():
            ledger_record("period.locked", Subject("period", day, "small"), by=reviewer)
    events = visible_events(reviewer, programme, TODAY).filter(verb="period.locked")
    assert [one.subject_key for one in events] == ["2026-11-05", "2026-11-02", "2026-11-01"]
