"""Whatever is typed into a form comes back as it was typed."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from reports.exports.form.content import Form
from reports.forms.cells import in_cells
from reports.forms.entry import TypedCell
from reports.imports.form.reading import read_form
from tests.reports.exports.form.forms import FLOOR, HEAD, TASKS
from tests.reports.imports.form.edits import file_of

ANYTHING = st.text(st.characters(), max_size=60)


@settings(max_examples=60, deadline=None)
@given(texts=st.lists(ANYTHING, min_size=5, max_size=5))
def test_every_text_comes_back_as_it_was_shown(texts):
    value, note, words, products, name = texts
    typed = in_cells(TypedCell(value=value, note=note))
    said = in_cells(TypedCell(value=words, note=products))
    figure = replace(FLOOR, value=typed.value, note=typed.note, name=name)
    task = replace(TASKS[0], words=said.value, products=said.note, title=name)
    form = read_form(file_of(Form(HEAD, (figure,), (), (task,))))
    assert form.figures[0].cells["value"].text == typed.value
    assert form.figures[0].cells["note"].text == typed.note
    assert form.tasks[0].cells["words"].text == said.value
    assert form.tasks[0].cells["products"].text == said.note
    assert not (form.figures[0].fault or form.tasks[0].fault or form.strays)


@given(text=ANYTHING)
def test_what_comes_back_from_a_cell_goes_there_again(text):
    once = in_cells(TypedCell(value=text))
    assert in_cells(once) == once
