"""Completeness, chasing, and the chase list, by role; what they show and what they refuse."""

from datetime import date

import pytest
from django.urls import reverse

from assignments.models import Unit, UnitKind
from reports.models import Reminder
from tests.conftest import TODAY
from tests.reports.oversight_cast import (
    NOT_THE_OFFICE,
    PEOPLE,
    approved,
    commune_reporter,
    filled,
    periods_of,
    sent,
)
from tracker.common.folding import fold

PAGES = [
    ("completeness", ()),
    ("chase_list", ("2026-Q3",)),
    ("chase_list_file", ("2026-Q3", "csv")),
    ("calendar", ()),
    ("ledger", ()),
    ("ledger_file", ("csv",)),
]
POSTS = [
    ("remind", ()),
    ("calendar_open_year", ()),
    ("period_dates", ("2026-Q4",)),
    ("period_lock", ("2026-Q4",)),
    ("period_plan_lock", ("2026-Q4",)),
    ("period_reopen", ("2026-Q4",)),
]


@pytest.fixture
def periods(programme):
    return periods_of(programme)


@pytest.fixture
def sen(units):
    return units["18073"]


@pytest.fixture
def writer(sen):
    return commune_reporter(sen)


def at(name, *args):
    return reverse(name, args=["small", *args])


@pytest.mark.parametrize(("name", "args"), PAGES)
class TestEveryPage:
    @pytest.mark.parametrize("who", ["reporter", "head", "reviewer", "reader", "administrator"])
    def test_is_for_whoever_sees_the_programme(self, client, periods, request, name, args, who):
        client.force_login(request.getfixturevalue(who))
        assert client.get(at(name, *args)).status_code == 200

    def test_does_not_exist_for_a_stranger(self, client, periods, stranger, name, args):
        client.force_login(stranger)
        assert client.get(at(name, *args)).status_code == 404

    def test_sends_a_visitor_to_the_sign_in_page(self, client, periods, name, args):
        assert client.get(at(name, *args)).url.startswith(reverse("login"))

    def test_takes_no_post(self, client, periods, reviewer, name, args):
        client.force_login(reviewer)
        assert client.post(at(name, *args)).status_code == 405

    def test_answers_a_wrong_day_with_a_sentence(self, client, periods, reader, name, args):
        client.force_login(reader)
        assert client.get(at(name, *args), {"as_of": "hôm qua"}).status_code == 400

    def test_shows_a_past_day(self, client, periods, reviewer, name, args):
        client.force_login(reviewer)
        assert client.get(at(name, *args), {"as_of": "2026-10-01"}).status_code == 200

    def test_takes_at_most_twenty_queries(
        self, client, periods, reviewer, writer, *, sen, name, args, django_assert_max_num_queries
    ):
        many_communes()
        approved(periods["2026-Q3"], sen, writer, reviewer, date(2026, 9, 15))
        client.force_login(reviewer)
        with django_assert_max_num_queries(20):
            client.get(at(name, *args))


def many_communes(count=69):
    province = Unit.objects.get(code="42").province
    Unit.objects.bulk_create(
        Unit(code=f"190{n:02}", province=province, name=f"Xã {n}", folded_name=fold(f"Xã {n}"),
             kind=UnitKind.COMMUNE)
        for n in range(count)
    )  # fmt: skip


@pytest.mark.parametrize(("name", "args"), POSTS)
class TestEveryDeed:
    @pytest.mark.parametrize("who", NOT_THE_OFFICE)
    def test_is_for_the_office_alone(self, client, periods, request, name, args, who):
        client.force_login(request.getfixturevalue(who))
        expected = 404 if who == "stranger" else 403
        assert client.post(at(name, *args)).status_code == expected

    def test_is_no_page(self, client, periods, reviewer, name, args):
        client.force_login(reviewer)
        assert client.get(at(name, *args)).status_code == 405

    def test_sends_a_visitor_to_the_sign_in_page(self, client, periods, name, args):
        assert client.post(at(name, *args)).url.startswith(reverse("login"))


@pytest.mark.parametrize("period", ["2026-Q9", "2019-Q4", "2026", "abc"])
@pytest.mark.parametrize(("name", "rest"), [("chase_list", ()), ("chase_list_file", ("csv",))])
def test_a_period_that_is_not_there(client, periods, reviewer, name, rest, period):
    client.force_login(reviewer)
    assert client.get(at(name, period, *rest)).status_code == 404


@pytest.mark.parametrize(
    "name", ["period_dates", "period_lock", "period_plan_lock", "period_reopen"]
)
def test_a_deed_on_a_period_that_is_not_there(client, periods, reviewer, name):
    client.force_login(reviewer)
    assert client.post(at(name, "2019-Q4")).status_code == 404


def test_before_any_period_the_table_says_so(client, programme, reviewer):
    client.force_login(reviewer)
    page = client.get(at("completeness"))
    assert page.context["table"] is None
    assert "Lịch báo cáo" in page.content.decode()


def test_the_table_says_who_sent_what(client, periods, reader, reviewer, sen, writer):
    approved(periods["2026-Q3"], sen, writer, reviewer, date(2026, 9, 19))
    filled(periods["2026-Q4"], sen, writer, count=1)
    client.force_login(reader)
    table = client.get(at("completeness")).context["table"]
    lines = {line.code: line for line in table.page.lines}
    assert [cell.key for cell in lines["18073"].cells] == [
        "overdue",
        "overdue",
        "approved",
        "draft",
    ]
    assert lines["18073"].cells[2].late == "muộn 3 ngày"
    assert (lines["18073"].detail.filled, lines["18073"].detail.days) == ("1/2", "còn 26 ngày")
    assert [cell.key for cell in lines["42-sxd"].cells] == ["not_owed"] * 3 + ["none"]
    third = table.page.heads[2]
    assert (third.label, third.tally.sent, third.tally.on_time) == ("Quý III/2026", 1, 0)


def test_a_draft_shows_no_value_to_others(client, periods, reader, sen, writer):
    filled(periods["2026-Q4"], sen, writer)
    client.force_login(reader)
    for name in ("completeness", "chase_list"):
        args = ("2026-Q4",) if name == "chase_list" else ()
        page = client.get(at(name, *args)).content.decode()
        assert "80 / 100" not in page
        assert "ghi chú" not in page


@pytest.mark.parametrize(
    ("query", "codes"),
    [
        ({}, ["42-sxd", "18073", "18754"]),
        ({"kind": "ward"}, ["18073", "18754"]),
        ({"kind": "department"}, ["42-sxd"]),
        ({"state": "draft"}, ["18073"]),
        ({"ky": "2026-Q3", "state": "overdue"}, ["18073", "18754"]),
        ({"kind": "planet", "state": "asleep", "ky": "2011-Q1"}, ["42-sxd", "18073", "18754"]),
    ],
)
def test_filters_narrow_the_table(client, periods, reader, sen, writer, *, query, codes):
    filled(periods["2026-Q4"], sen, writer, count=1)
    client.force_login(reader)
    table = client.get(at("completeness"), query).context["table"]
    assert [line.code for line in table.shown] == codes


@pytest.mark.parametrize("who", PEOPLE[:4])
def test_only_the_office_sees_the_buttons(client, periods, request, who):
    client.force_login(request.getfixturevalue(who))
    page = client.get(at("completeness")).content.decode()
    assert (at("remind") in page) == (who == "reviewer")


def test_nobody_is_chased_from_a_past_day(client, periods, reviewer):
    client.force_login(reviewer)
    page = client.get(at("completeness"), {"as_of": "2026-10-01"}).content.decode()
    assert at("remind") not in page


def test_the_report_is_linked_for_the_office_and_for_its_own_people(
    client, periods, reviewer, reader, reporter, *, sen, writer
):
    sent(periods["2026-Q3"], sen, writer, date(2026, 9, 15))
    pages = {}
    for person in (reviewer, writer, reader, reporter):
        client.force_login(person)
        pages[person.username] = client.get(at("completeness")).content.decode()
    assert at("review", "2026-Q3", "18073") in pages["reviewer"]
    assert at("report", "2026-Q3", "18073") in pages["commune"]
    for name in ("reader", "reporter"):
        assert at("report", "2026-Q3", "18073") not in pages[name]
        assert at("review", "2026-Q3", "18073") not in pages[name]


class TestRemind:
    @pytest.mark.parametrize(
        ("posted", "codes"),
        [
            ({"only": "18073", "unit": ["18754"]}, ["18073"]),
            ({"unit": ["18073", "18754"]}, ["18073", "18754"]),
            ({"all": "1"}, ["18073", "18754"]),
            ({}, []),
            ({"unit": ["nobody", "436"]}, []),
        ],
    )
    def test_one_some_or_all(self, client, periods, reviewer, posted, codes):
        client.force_login(reviewer)
        answer = client.post(f"{at('remind')}?ky=2026-Q3", posted, follow=True)
        chased = Reminder.objects.order_by("unit__code").values_list("unit__code", flat=True)
        assert list(chased) == codes
        assert answer.redirect_chain[0][0].startswith(at("completeness"))
        assert "ky=2026-Q3" in answer.redirect_chain[0][0]
        assert len(answer.context["messages"]) > 0

    def test_all_means_those_that_are_shown(self, client, periods, reviewer):
        client.force_login(reviewer)
        client.post(f"{at('remind')}?kind=department", {"all": "1"})
        assert [row.unit.code for row in Reminder.objects.all()] == ["42-sxd"]

    def test_a_second_one_today_is_a_sentence(self, client, periods, reviewer, writer):
        client.force_login(reviewer)
        client.post(at("remind"), {"only": "18073"})
        answer = client.post(at("remind"), {"only": "18073"}, follow=True)
        assert answer.status_code == 200
        assert [str(one) for one in answer.context["messages"]][1:] == [
            "Hôm nay đã đôn đốc, không đôn đốc lại: Phường Thành Sen."
        ]
        assert Reminder.objects.count() == 1

    def test_the_page_then_says_when(self, client, periods, reviewer, writer):
        client.force_login(reviewer)
        client.post(at("remind"), {"only": "18073"})
        table = client.get(at("completeness")).context["table"]
        line = next(line for line in table.shown if line.code == "18073")
        assert (line.detail.reminder, line.is_chased) == ("20/11/2026", True)


def test_the_chase_list_names_who_has_not_sent(client, periods, reviewer, sen, writer):
    sent(periods["2026-Q3"], sen, writer, date(2026, 9, 15))
    client.force_login(reviewer)
    client.post(f"{at('remind')}?ky=2026-Q3", {"only": "18754"})
    lines = client.get(at("chase_list", "2026-Q3")).context["lines"]
    assert [
        (one.unit, one.missing, one.owed, one.deadline, one.days_late, one.reminded)
        for one in lines
    ] == [("Phường Sông Trí", 1, 1, "16/09/2026", 65, "20/11/2026")]


def test_the_chase_list_as_a_file(client, periods, reader):
    client.force_login(reader)
    answer = client.get(at("chase_list_file", "2026-Q3", "csv"))
    lines = answer.content.decode("utf-8-sig").splitlines()
    assert answer["Content-Type"].startswith("text/csv")
    assert len(lines) == 4
    assert lines[2].startswith("Phường Thành Sen;18073;")
    assert TODAY.isoformat() in answer["Content-Disposition"]
