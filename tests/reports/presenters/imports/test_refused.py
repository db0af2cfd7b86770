"""The workbook of refused rows: what was said comes back, what nobody said is not made up."""

from __future__ import annotations

from decimal import Decimal

import pytest

from reports.exports.form.book import form_book
from reports.imports.form.comparing import Fate
from reports.presenters.form import form_of
from reports.presenters.imports.refused import refused_form
from reports.queries.form import form_facts
from reports.queries.sheet import sheet_of
from tests.reports.imports.form.cast import fates, form_file, only, seen, task_code
from tests.reports.imports.form.edits import FIGURES, edited, typed
from tests.reports.workflow.steps import fill, filled, update_of


def refused_of(world, content):
    """The refused rows of a file, as a form."""
    whole = form_of(sheet_of(world.report()), world["reporter"], form_facts(world.programme))
    return refused_form(whole, only(seen(world, content)).of(Fate.REFUSED))


def fates_of_the_same_again(world, content):
    """What becomes of the refused rows when their workbook is brought back as it is."""
    return fates(only(seen(world, form_book(refused_of(world, content)))))


@pytest.mark.parametrize(
    "cell",
    [
        {("urban", "value"): "=A1+1"},
        {("urban", "value"): "#N/A"},
        {("urban", "value"): True},
        {("urban", "value"): (0.38, '0.0%;"âm" 0.0')},
        {("urban", "estimate"): "có lẽ"},
        {("urban", "note"): "=A1"},
        {("city", "value"): True},
    ],
)
def test_brought_back_as_it_is_it_stores_nothing(world, cell):
    filled(world)
    fill(world.report(), "urban", world["reporter"], value=Decimal("41.2"))
    found = fates_of_the_same_again(world, form_file(world, cell))
    assert set(found.values()) == {"unchanged"}


@pytest.mark.parametrize("word", ["4,7–5,1", "2 3", "trên 40"])
def test_what_was_typed_stands_there_to_be_corrected(world, word):
    content = form_file(world, {("urban", "value"): word})
    (line,) = refused_of(world, content).figures
    assert (line.value, bool(line.message)) == (word, True)
    assert fates_of_the_same_again(world, content) == {"urban": "refused"}


@pytest.mark.parametrize("cell", [True, "#N/A", "=A1"])
def test_a_task_keeps_its_words(world_with_tasks, cell):
    world = world_with_tasks
    filled(world)
    found = fates_of_the_same_again(world, form_file(world, {(task_code(world), "words"): cell}))
    assert found == {task_code(world): "unchanged"}
    assert update_of(world.report(), "1.1").words == "Đã lấy ý kiến các ngành"


def test_a_row_that_stood_twice_comes_back_twice(world):
    def copy_and_type(book):
        book.copy_worksheet(book.worksheets[FIGURES])
        typed(len(book.worksheets) - 1, "urban", "value", "53")(book)

    content = edited(form_file(world, {("urban", "value"): "35"}), copy_and_type)
    lines = refused_of(world, content).figures
    assert [(one.code, one.value) for one in lines] == [("urban", "35"), ("urban", "53")]
