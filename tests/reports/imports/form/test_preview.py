"""What is held of an upload while its forms are looked at one after another."""

from __future__ import annotations

import gc

from reports.imports.form.bundle import FileIn
from reports.imports.form.comparing import Outcome
from reports.imports.form.gate import open_gate
from reports.imports.form.preview import preview_of
from reports.imports.form.reading import read_form
from tests.reports.imports.form.cast import form_file


def test_a_form_that_comes_again_and_again_takes_the_memory_of_one(world):
    content, alive = form_file(world), []

    def files():
        for number in range(5):
            yield FileIn(f"{number}.xlsx", read_form(content))
            alive.append(sum(type(one) is Outcome for one in gc.get_objects()))

    found = preview_of(files(), open_gate(world.programme, world["reporter"]))
    assert (len(found.forms), len(found.refusals)) == (0, 5)
    assert alive[-1] <= alive[0]


def test_each_of_them_names_others(world):
    content = form_file(world)
    files = (FileIn(f"{number}.xlsx", read_form(content)) for number in range(30))
    found = preview_of(files, open_gate(world.programme, world["reporter"]))
    assert [one.name for one in found.refusals] == [f"{number}.xlsx" for number in range(30)]
    assert "1.xlsx" in found.refusals[0].sentence
    assert all(one.sentence.count(".xlsx") == 10 for one in found.refusals)
