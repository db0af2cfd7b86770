"""A unit's scorecard: duties, punctuality, requests, own figures, the line of descent."""

from __future__ import annotations

from datetime import date

import pytest

from assignments.duties import pass_on
from assignments.models import Assignment, Part, SuccessionKind, UnitKind
from indicators.models import Indicator
from reports.calendar import ask_extension
from reports.dialogue import answer, ask
from reports.filling import TaskFilling
from reports.reminders import remind
from reports.task_extensions import ask_more_time
from reports.task_progress import record_progress
from tests.assignments.small_world import a_task, a_unit, follow, joins, leads
from tests.reports.oversight_cast import commune_reporter, periods_of, returned, sent
from tests.reports.views.units_cast import NEW_YEAR, PRESENT, address, figures, merge, tasks


def page(client, who, code: str, **query):
    client.force_login(who)
    return client.get(address("unit", code, **query)).context["page"]


@pytest.fixture
def merged(programme, units, reviewer):
    merge(units)
    figures(programme, reviewer)
    tasks(programme, units["436"], units["447"], units["448"], due=date(2026, 11, 1))
    return programme


def test_the_four_counts_and_the_worst_tasks_first(client, reader, merged, units):
    late = a_task(merged, "III.1", due=date(2026, 1, 5))
    far = a_task(merged, "III.2", due=date(2030, 1, 1))
    for task in (late, far):
        leads(task, units["18073"])
    shown = page(client, reader, "18073").tasks
    assert [line.count for line in shown.counts] == ["0", "0", "1", "4"]
    assert [line.code for line in shown.worst] == ["III.1", "II.1", "II.2", "II.3"]
    assert "don-vi=18073" in shown.worst[0].url
    assert '<option value="18073" selected' in client.get(shown.url).content.decode()


def test_what_is_done_counts_once_it_is_known(client, reader, reviewer, merged, units):
    duty = Assignment.objects.get(unit=units["18073"], task__code="II.1")
    filling = TaskFilling(progress=100, words="xong", done_on=date(2026, 10, 30))
    record_progress(assignments={duty: filling}, by=reviewer)
    assert [c.count for c in page(client, reader, "18073").tasks.counts] == ["1", "0", "0", "2"]
    before = page(client, reader, "18073", as_of="2026-11-19").tasks
    assert [c.count for c in before.counts] == ["0", "0", "0", "3"]


class TestPunctuality:
    @pytest.fixture
    def periods(self, merged):
        return periods_of(merged)

    def test_sent_late_and_missing_are_told_apart(self, client, reader, periods, units):
        by = commune_reporter(units["18073"])
        sent(periods["2026-Q1"], units["18073"], by, date(2026, 3, 16))
        sent(periods["2026-Q2"], units["18073"], by, date(2026, 7, 20))
        shown = page(client, reader, "18073").punctuality
        states = {line.label: line.cell.key for line in shown.lines}
        assert [states[f"Quý {n}/2026"] for n in ("I", "II", "III")] == [
            *("submitted", "submitted"),
            "imported",
        ]
        assert "2 báo cáo" in shown.sentence or "2 reports" in shown.sentence

    def test_what_was_never_sent_is_missing(self, client, reader, periods, units):
        shown = page(client, reader, "18754").punctuality
        assert [line.cell.key for line in shown.lines] == ["none", "overdue", "overdue", "overdue"]

    def test_it_agrees_with_the_table_of_completeness(self, client, reader, periods, units):
        by = commune_reporter(units["18073"])
        sent(periods["2026-Q2"], units["18073"], by, date(2026, 7, 20))
        client.force_login(reader)
        table = client.get(address("completeness")).context["table"].page
        for code in ("18073", "18754", "42-sxd"):
            line = next((line for line in table.lines if line.code == code), None)
            theirs = [c.key for c in line.cells if c.key != "not_owed"] if line else []
            mine = [one.cell.key for one in page(client, reader, code).punctuality.lines]
            assert mine[::-1] == theirs


class TestRequests:
    def icons(self, client, reader, code):
        return [line.icon for line in page(client, reader, code).requests]

    def test_an_explanation_waits_until_it_is_answered(self, client, reader, programme, head):
        asked = ask(indicator=Indicator.objects.get(code="urban"), text="Vì sao?", by=reader)
        (line,) = page(client, reader, "42-sxd").requests
        assert line.url.endswith(f"#giai-trinh-{asked.pk}")
        answer(explanation=asked, text="Vì mưa", by=head)
        assert page(client, reader, "42-sxd").requests == ()

    def test_a_returned_report_a_reminder_and_extensions(
        self, client, reader, reviewer, merged, units
    ):
        ward, by = units["18073"], commune_reporter(units["18073"])
        periods = periods_of(merged)
        returned(periods["2026-Q2"], ward, by, reviewer, date(2026, 6, 15))
        remind(period=periods["2026-Q2"], units=[ward], by=reviewer)
        ask_extension(
            period=periods["2026-Q4"], unit=ward, reason="x", wanted_until=date(2027, 1, 5), by=by
        )
        duty = Assignment.objects.get(unit=ward, task__code="II.1")
        ask_more_time(assignment=duty, reason="x", wanted_until=date(2027, 1, 1), by=by)
        icons = self.icons(client, reader, "18073")
        assert icons == ["warning", "cross", "clock", "clock"]
        compared = client.get(address("units_compared", loai="ward")).context["table"].page
        line = next(line for line in compared.lines if line.unit.code == "18073")
        assert line.values[-1][1].text == "4"


class TestFigures:
    def test_only_its_own_as_reported(self, client, reader, merged):
        shown = page(client, reader, "18073").figures
        assert [line.cell.value for line in shown.lines] == ["90,0"]

    def test_its_predecessors_carried_over(self, client, reader, merged):
        shown = page(client, reader, "18073", **PRESENT).figures
        assert [line.cell.value for line in shown.lines] == ["30,0", "90,0"]
        assert shown.lines[0].sparkline.path

    def test_a_divided_one_says_why_there_are_none(self, client, reader, merged):
        shown = page(client, reader, "18754", **PRESENT).figures
        assert shown.lines == ()
        (note,) = shown.notes
        assert "Huyện Kỳ Anh (447)" in note

    def test_an_ended_unit_keeps_what_it_reported_and_has_no_switch(self, client, reader, merged):
        client.force_login(reader)
        context = client.get(address("unit", "436", **PRESENT)).context
        assert context["switch"] is None
        (line,) = context["page"].figures.lines
        assert (line.cell.value, line.unit) == ("30,0", "m²/người")


class TestDescent:
    def test_what_came_with_day_document_and_list(self, client, reader, merged):
        descent = page(client, reader, "18073").descent
        (passage,) = descent.received
        assert [one.unit.code for one in passage.units] == ["436"]
        assert "01/07/2025 (Nghị quyết)" in passage.when
        assert [duty.code for duty in passage.duties] == ["II.1", "II.2", "II.3"]
        assert "3" in passage.what

    def test_a_chain_is_followed_both_ways(self, client, reader, merged):
        up = page(client, reader, "18754").descent
        assert [(one.source.code, one.heir.code) for one in up.before] == [("448", "447")]
        down = page(client, reader, "448").descent
        assert [one.unit.code for one in down.passed[0].units] == ["447"]
        assert [(one.source.code, one.heir.code) for one in down.after] == [("447", "18754")]

    def test_what_stayed_done_and_what_nobody_took(self, client, reader, reviewer, merged, units):
        city = a_unit("450", kind=UnitKind.CITY)
        heirs = [a_unit(f"1910{n}", since=date(2025, 7, 1)) for n in range(2)]
        done = leads(a_task(merged, "V.1"), city, closed_on=date(2025, 3, 1))
        sole = leads(a_task(merged, "V.2"), city)
        joins(a_task(merged, "V.3"), city)
        follow(city, *heirs)
        pass_on(merged.province, by=None)
        descent = page(client, reader, "450").descent
        assert [duty.code for duty in descent.kept] == [done.task.code]
        assert [duty.code for duty in descent.left] == [sole.task.code]
        (passage,) = descent.passed
        assert [one.unit.code for one in passage.units] == ["19100", "19101"]
        assert [duty.code for duty in passage.duties] == ["V.3"]

    def test_before_the_day_nothing_has_passed(self, client, reader, merged):
        assert page(client, reader, "436", as_of="2025-06-30").descent.is_empty
        assert not page(client, reader, "436", as_of="2025-06-30").has_ended


def test_a_departments_figures_are_the_provinces_and_pass_without_a_break(
    client, reader, reviewer, programme, units
):
    from tests.reports.figures import bring

    bring(
        programme,
        reviewer,
        *(f"urban,42,{year},{value},,,,official," for year, value in ((2023, 33), (2024, 35))),
    )
    heir = a_unit("42-sxd-2025", since=date(2025, 3, 1), kind=UnitKind.DEPARTMENT)
    client.force_login(reader)
    before = client.get(address("indicator", "urban")).context["page"]
    follow(units["42-sxd"], heir, on=date(2025, 3, 1), kind=SuccessionKind.WHOLE)
    pass_on(programme.province, by=None)
    for query in ({}, PRESENT):
        after = client.get(address("indicator", "urban", **query)).context["page"]
        assert (after.row.value, after.history) == (before.row.value, before.history)
        assert after.row.lead.url != before.row.lead.url
    assert [row.code for row in page(client, reader, "42-sxd-2025").leads] == ["urban"]
    assert Assignment.objects.filter(unit=heir, part=Part.LEAD).count() == 1


class TestWhoAndHow:
    @pytest.mark.parametrize("name", ["units", "unit"])
    def test_visitors_strangers_and_wrong_verbs(self, client, reader, stranger, merged, name):
        args = ["18073"] if name == "unit" else []
        assert client.get(address(name, *args)).status_code == 302
        client.force_login(stranger)
        assert client.get(address(name, *args)).status_code == 404
        client.force_login(reader)
        assert client.post(address(name, *args)).status_code == 405

    @pytest.mark.parametrize("code", ["nothing", "38", "38-vpubnd"])
    def test_units_that_the_province_has_not(self, client, reader, merged, code):
        client.force_login(reader)
        assert client.get(address("unit", code)).status_code == 404

    @pytest.mark.parametrize("day", ["2026-11-20", "2025-08-01"])
    def test_many_tasks_and_successors_cost_no_more_queries(
        self, client, reviewer, merged, units, day, django_assert_max_num_queries
    ):
        heirs = [a_unit(f"1910{n}", since=date(2025, 7, 1)) for n in range(7)]
        city = a_unit("450", kind=UnitKind.CITY)
        tasks_of_city = [a_task(merged, f"X.{n}", due=NEW_YEAR) for n in range(19)]
        for task in tasks_of_city:
            Assignment.objects.create(
                programme=merged, task=task, unit=city, part=Part.LEAD, is_own_part=True
            )
        follow(city, *heirs)
        pass_on(merged.province, by=None)
        periods_of(merged)
        client.force_login(reviewer)
        for code in ("450", "19100", "42-sxd"):
            with django_assert_max_num_queries(20):
                client.get(address("unit", code, as_of=day, **PRESENT))


def test_the_list_marks_what_ended_and_finds_it_apart(client, reader, merged):
    client.force_login(reader)
    groups = client.get(address("units")).context["groups"]
    assert {line.unit.code for group in groups for line in group.lines} >= {"18073", "42-sxd"}
    assert not any(line.is_ended for group in groups for line in group.lines)
    found = client.get(address("units", q="ky anh")).context["groups"]
    (line,) = [line for group in found for line in group.lines]
    assert (line.unit.code, line.is_ended) == ("447", True)
    assert "01/07/2025" in line.unit.validity
