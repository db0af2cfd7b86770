"""The second part of the grid: what is said of tasks, saved row by row or with the whole form."""

import pytest
from django.urls import reverse
from django.utils.timezone import now

from reports.calendar import lock
from reports.drafting import open_report
from reports.filling import TaskFilling, fill_update
from reports.forms.update import shown_update
from reports.models import Report, TaskUpdate
from reports.reporting import submit
from reports.reviewing import return_entries
from tests.reports.task_cast import RUNNING, lead_of, record, three_tasks
from tests.reports.views.entry_cast import FULL, fill, fourth_quarter, make_known, page
from tracker.audit.models import Event

HALF = TaskFilling(progress=50, words="Đã lấy ý kiến")


@pytest.fixture
def period(programme):
    return fourth_quarter(programme)


@pytest.fixture
def tasks(period, programme, units):
    return three_tasks(programme, units)


@pytest.fixture
def report(tasks, period, units, reporter) -> Report:
    return open_report(period=period, unit=units["42-sxd"], by=reporter)


@pytest.fixture
def update(report) -> TaskUpdate:
    return fresh(report.task_updates.get())


def fresh(update: TaskUpdate) -> TaskUpdate:
    related = ("report__unit", "report__period__programme", "assignment__task", "assignment__unit")
    return TaskUpdate.objects.select_related(*related).get(pk=update.pk)


def typed(update: TaskUpdate, **texts: str) -> dict[str, str]:
    """The row as the browser posts it: the stamp that was shown, and what was typed."""
    shown = shown_update(update)
    names = ("progress", "done_on", "words", "products")
    fields = {f"u{update.pk}-{name}": getattr(shown, name) for name in names}
    fields[f"u{update.pk}-version"] = f"{update.version}-{shown.mark}"
    return fields | {f"u{update.pk}-{name}": text for name, text in texts.items()}


def tell(update: TaskUpdate, by, filling: TaskFilling = HALF) -> TaskUpdate:
    one = fresh(update)
    return fill_update(update=one, filling=filling, version=one.version, by=by)


@pytest.fixture
def save(client, reporter):
    """Post one row as the script does; the person of the test, else the reporter."""

    def save(update, by=None, again=False, **texts):
        client.force_login(by or reporter)
        data = typed(update, **texts) | ({"again": str(update.pk)} if again else {})
        return client.post(page("update_save", update.pk), data)

    return save


def rows(client, by):
    client.force_login(by)
    return client.get(page("report")).context["page"].tasks


class TestWhatItShows:
    def test_task_deadline_and_last_period(self, client, report, tasks, reporter, reviewer):
        record(lead_of(tasks["1.1"]), RUNNING, reviewer)
        (row,) = rows(client, reporter)
        assert (row.code, row.title) == ("1.1", "Lập quy hoạch chung")
        assert (row.standing.deadline, row.standing.look) == ("01/12/2026", "behind")
        assert (row.last, row.last_words) == ("40\u00a0%", "Đang lấy ý kiến")
        assert "theo văn bản" in client.get(page("report")).content.decode()

    def test_a_unit_that_owes_tasks_alone(self, client, tasks, programme, reporter):
        programme.indicators.update(retired_at=now())
        client.force_login(reporter)
        answer = client.get(page("report"))
        assert (answer.context["page"].sections, len(answer.context["page"].tasks)) == ((), 1)
        assert answer.content.count(b"<table") == 1
        check = client.get(page("report_check"))
        assert (check.status_code, check.content.count(b"<table")) == (200, 1)

    def test_the_check_lists_what_is_missing(self, client, report, update, reporter):
        fill(report, reporter, **FULL)
        client.force_login(reporter)
        shown = client.get(page("report_check")).context["page"]
        assert [one.key for one in shown.missing] == [f"u{update.pk}"]
        assert not shown.acts[0].is_enabled
        tell(update, reporter)
        shown = client.get(page("report_check")).context["page"]
        assert (shown.missing, shown.acts[0].is_enabled) == ((), True)

    def test_my_work_counts_tasks_and_tells_the_reviewers_words(
        self, client, report, update, reporter, reviewer
    ):
        client.force_login(reporter)
        home = reverse("my_work", args=["small"])
        (card,) = client.get(home).context["page"].current
        assert (card.done, card.total, len(card.open_tasks)) == (0, 5, 5)
        fill(report, reporter, **FULL)
        tell(update, reporter)
        sent = submit(report=fresh(update).report, by=reporter)
        reasons = {update.pk: "Thiếu minh chứng"}
        return_entries(report=sent, reasons={}, updates=reasons, by=reviewer)
        (card,) = client.get(home).context["page"].returned
        assert [(one.key, one.sentence) for one in card.returned] == [
            (f"u{update.pk}", "Thiếu minh chứng")
        ]
        assert (card.done, card.total) == (4, 5)


class TestOneRow:
    def test_is_saved_and_echoed(self, save, update):
        answer = save(update, progress="65 %", words="Đã trình UBND tỉnh", products="Tờ trình")
        assert answer.status_code == 200
        saved = fresh(update)
        assert (saved.progress, saved.words, saved.products) == (
            65,
            "Đã trình UBND tỉnh",
            "Tờ trình",
        )
        assert 'value="2-' in answer.content.decode()

    def test_done_with_its_day(self, save, update):
        assert save(update, progress="100", done_on="19/11/2026", words="x").status_code == 200
        assert fresh(update).done_on.isoformat() == "2026-11-19"

    @pytest.mark.parametrize(
        "texts",
        [
            {"progress": "abc"},
            {"progress": "101"},
            {"progress": "12,5"},
            {"progress": "100"},
            {"progress": "90", "done_on": "19/11/2026"},
            {"progress": "100", "done_on": "21/11/2026"},
            {"progress": "100", "done_on": "mai"},
            {"words": "x" * 4001},
        ],
    )
    def test_a_fault_is_a_sentence_and_nothing_is_stored(self, save, update, texts):
        answer = save(update, **texts)
        assert answer.status_code == 422
        assert "g-fault" in answer.content.decode()
        assert (fresh(update).version, fresh(update).progress) == (1, None)

    def test_as_last_period(self, save, update, tasks, reviewer):
        record(lead_of(tasks["1.1"]), RUNNING, reviewer)
        assert save(update, again=True, products="Tờ trình").status_code == 200
        saved = fresh(update)
        assert (saved.progress, saved.words, saved.products) == (40, "Đang lấy ý kiến", "Tờ trình")

    def test_a_stale_version_shows_theirs_and_stores_nothing(self, save, update, head):
        tell(update, head)
        answer = save(update, progress="60", words="khác")
        assert answer.status_code == 409
        assert "Head" in answer.content.decode()
        assert 'value="50"' in answer.content.decode()
        assert fresh(update).progress == 50

    def test_the_same_click_twice_is_saved_once(self, save, update):
        answers = [save(update, progress="60", words="x").status_code for _click in range(2)]
        assert answers == [200, 200]
        assert Event.objects.filter(verb="task_update.filled").count() == 1

    @pytest.mark.parametrize(("who", "status"), [("stranger", 404), ("reader", 404)])
    def test_others_cannot_save(self, save, update, request, who, status):
        assert save(update, by=request.getfixturevalue(who), progress="6").status_code == status
        assert fresh(update).progress is None

    def test_the_office_may_not_fill(self, save, report, update, reporter, reviewer):
        fill(report, reporter, **FULL)
        tell(update, reporter)
        submit(report=fresh(update).report, by=reporter)
        assert save(fresh(update), by=reviewer, progress="6").status_code == 403

    def test_a_locked_period_is_a_sentence(self, save, report, update, reviewer):
        lock(period=report.period, by=reviewer)
        assert save(update, progress="6", words="x").status_code == 400

    @pytest.mark.parametrize("method", ["get", "put", "delete"])
    def test_other_verbs_are_refused(self, client, update, reporter, method):
        client.force_login(reporter)
        answer = getattr(client, method)(page("update_save", update.pk))
        assert answer.status_code == 405

    def test_a_task_of_another_report_is_not_found(self, client, update, reporter, units):
        client.force_login(reporter)
        key = update.pk + 99
        answer = client.post(page("update_save", key), typed(update, progress="6"))
        assert answer.status_code == 403

    def test_in_few_queries(self, client, update, reporter, django_assert_max_num_queries):
        client.force_login(reporter)
        data = typed(update, progress="60", words="x")
        with django_assert_max_num_queries(12):
            client.post(page("update_save", update.pk), data)
        assert fresh(update).progress == 60


class TestTheFormWithoutJavaScript:
    def test_saves_figures_and_tasks_together(self, client, report, update, reporter):
        client.force_login(reporter)
        data = typed(update, progress="60", words="Đã trình")
        answer = client.post(page("report"), data)
        assert (answer.status_code, answer.url) == (302, page("report"))
        assert fresh(update).progress == 60

    def test_the_button_as_last_period(self, client, update, tasks, reporter, reviewer):
        record(lead_of(tasks["1.1"]), RUNNING, reviewer)
        client.force_login(reporter)
        client.post(page("report"), typed(update) | {"again": str(update.pk)})
        assert (fresh(update).progress, fresh(update).words) == (40, "Đang lấy ý kiến")

    def test_a_fault_keeps_what_was_typed(self, client, update, reporter):
        client.force_login(reporter)
        answer = client.post(page("report"), typed(update, progress="100", words="Xong"))
        assert answer.status_code == 422
        (problem,) = answer.context["page"].problems
        assert problem.key == f"u{update.pk}"
        assert "Xong" in answer.content.decode()

    def test_an_untouched_row_never_undoes_what_somebody_else_saved(
        self, client, update, reporter, head
    ):
        data = typed(update)
        tell(update, head)
        client.force_login(reporter)
        assert client.post(page("report"), data).status_code == 302
        assert fresh(update).progress == 50

    def test_a_session_that_ended_keeps_what_was_typed(self, client, update, reporter):
        data = typed(update, progress="70", words="Chưa lưu")
        make_known(client)
        assert client.post(page("report"), data).status_code == 302
        (row,) = rows(client, reporter)
        assert (row.fields["progress"].text, row.fields["words"].text) == ("70", "Chưa lưu")
        assert row.unsaved
        assert not rows(client, reporter)[0].unsaved

    def test_no_query_more_for_more_tasks(
        self, client, report, tasks, units, django_assert_max_num_queries
    ):
        reporter = report.created_by
        row = lead_of(tasks["1.1"])
        for code in ("1.2", "2.1"):
            more = {"task": tasks[code], "unit": units["42-sxd"], "part": "lead"}
            own = {"is_own_part": True, "programme": row.programme}
            report.task_updates.create(assignment=type(row).objects.create(**more, **own))
        client.force_login(reporter)
        with django_assert_max_num_queries(25):
            assert len(client.get(page("report")).context["page"].tasks) == 3
