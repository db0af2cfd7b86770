"""A report as a form: the stamps of the grid, its words, and what is locked."""

from __future__ import annotations

import pytest
from django.utils.translation import override

from reports.exports.form.book import form_book
from reports.exports.form.content import FigureLine, Form, TaskLine
from reports.forms.entry import TypedCell, shown_cell
from reports.forms.update import TypedUpdate, shown_update
from reports.imports.form.codes import entry_code, read_flag, update_code
from reports.imports.form.reading import read_form
from reports.imports.form.rows import RowIn
from reports.models import Entry, Report, ReportState
from reports.presenters.form import form_of
from reports.queries.form import form_facts
from reports.queries.sheet import sheet_of
from reports.reviewing import return_entries
from reports.workflow import Verb
from tests.reports.workflow.steps import entry_of, fill, filled, report_in, tell
from tracker.accounts.models import User


def form_for(report: Report, by: User, **options) -> Form:
    return form_of(sheet_of(report), by, form_facts(report.period.programme), **options)


def line_of(form: Form, code: str) -> FigureLine:
    return next(line for line in (*form.figures, *form.classes) if line.code == code)


def mark_of(row: RowIn) -> str:
    """The mark of a row that came back, as the grid reckons it."""
    texts = {code: cell.text for code, cell in row.cells.items()}
    if "progress" in texts:
        return TypedUpdate(**texts).mark
    flags = {f"is_{code}": bool(read_flag(texts.pop(code))) for code in ("estimate", "kept")}
    return TypedCell(**texts, **flags).mark


@pytest.fixture
def report(world_with_tasks) -> Report:
    return filled(world_with_tasks)


class TestStamps:
    def test_they_are_those_of_the_grid(self, report, world):
        form = form_for(report, world["reporter"])
        lines = {one.code: one.stamp for one in (*form.figures, *form.classes, *form.tasks)}
        shown = {entry_code(one): shown_cell(one) for one in report.entries.all()}
        shown |= {update_code(one): shown_update(one) for one in report.task_updates.all()}
        assert lines == {code: f"{one.version}-{one.mark}" for code, one in shown.items()}

    @pytest.mark.parametrize("language", ["vi", "en"])
    def test_an_unchanged_file_has_changed_nothing(self, report, world, language):
        with override(language):
            back = read_form(form_book(form_for(report, world["reporter"])))
        rows = (*back.figures, *back.tasks)
        assert len(rows) == report.entries.count() + report.task_updates.count()
        assert [mark_of(row) for row in rows] == [row.stamp.partition("-")[2] for row in rows]

    def test_control_characters_of_old_notes_change_nothing(self, report, world):
        Entry.objects.filter(report=report).update(note="a\x0bb\rc\u200b ")
        back = read_form(form_book(form_for(report, world["reporter"])))
        assert all(mark_of(row) == row.stamp.partition("-")[2] for row in back.figures)

    def test_codes_are_those_of_indicator_class_and_assignment(self, report, world):
        form = form_for(report, world["reporter"])
        assert [one.code for one in form.classes] == ["towns/II", "towns/III"]
        (task,) = form.tasks
        assert task.code == f"1.1#{report.task_updates.get().assignment_id}"


class TestHead:
    def test_of_what_it_is_and_until_when(self, report, world):
        head = form_for(report, world["reporter"]).head
        assert (head.programme, head.unit, head.period) == ("small", "42-sxd", "2026-Q4")
        assert (head.office, head.made_by) == ("Văn phòng Tỉnh ủy", "Reporter")
        assert [
            str(day) for day in (head.starts_on, head.cut_off, head.deadline, head.made_on)
        ] == [*("2026-09-15", "2026-12-14", "2026-12-16", "2026-11-20")]
        assert not (head.closed or head.is_illustrative)


class TestLines:
    def test_parts_milestones_and_classes(self, report, world):
        form = form_for(report, world["reporter"])
        urban, city = line_of(form, "urban"), line_of(form, "city")
        assert (urban.takes_parts, city.takes_parts) == (True, False)
        assert (urban.value, city.value, bool(city.hint)) == ("41,2", "chưa", True)
        assert line_of(form, "towns/II").group == "Đô thị theo loại"
        assert not urban.can_keep

    def test_a_class_names_its_indicator(self, report, world):
        names = [one.name for one in form_for(report, world["reporter"]).classes]
        assert names == ["Đô thị theo loại, loại II", "Đô thị theo loại, loại III"]

    def test_what_the_classes_add_up_to_is_said(self, report, world):
        assert "3" in form_for(report, world["reporter"]).classes[0].group_note

    def test_a_task_with_its_last_word(self, report, world):
        (task,) = form_for(report, world["reporter"]).tasks
        assert isinstance(task, TaskLine)
        assert (task.progress, task.words) == ("50", "Đã lấy ý kiến các ngành")
        assert task.due.startswith("01/12/2026")

    def test_states_in_words(self, world):
        report = filled(world)
        fill(report, "urban", world["reporter"], value=None)
        form = form_for(world.report(), world["reporter"])
        assert line_of(form, "urban").state != line_of(form, "city").state


class TestWhatIsLocked:
    @pytest.mark.parametrize(
        ("state", "is_locked"),
        [
            (ReportState.DRAFT, False),
            (ReportState.SIGNING, True),
            (ReportState.SUBMITTED, True),
            (ReportState.APPROVED, True),
        ],
    )
    def test_by_the_state_of_the_report(self, world_with_tasks, state, is_locked):
        report = report_in(world_with_tasks, state)
        form = form_for(report, world_with_tasks["reporter"])
        lines = (*form.figures, *form.classes, *form.tasks)
        assert {line.is_locked for line in lines} == {is_locked}
        assert bool(form.head.closed) is is_locked

    def test_nobody_else_fills_it_unless_the_office_brings_it(self, report, world):
        assert form_for(report, world["reviewer"]).head.closed
        brought = form_for(report, world["reviewer"], verb=Verb.BRING)
        assert not (brought.head.closed or brought.figures[0].is_locked)

    def test_a_returned_figure_is_open_and_says_why(self, world):
        report = report_in(world, ReportState.SUBMITTED)
        urban = entry_of(report, "urban")
        return_entries(report=report, reasons={urban.pk: "xem lại"}, by=world["reviewer"])
        line = line_of(form_for(world.report(), world["reporter"]), "urban")
        assert (line.returned, line.is_locked) == ("xem lại", False)


def test_it_takes_a_fixed_number_of_queries(
    report, world_with_tasks, django_assert_max_num_queries
):
    tell(report, "1.1", world_with_tasks["reporter"])
    with django_assert_max_num_queries(16):
        form_for(world_with_tasks.report(), world_with_tasks["reporter"])
