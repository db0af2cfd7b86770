"""A real form through LibreOffice and back into the report it came from."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.reports.imports.form.cast import (
    confirmed,
    fates,
    form_file,
    only,
    seen,
    task_code,
    typed_into,
)
from tests.reports.workflow.steps import entry_of, filled, update_of

pytestmark = pytest.mark.office


def test_saved_by_libreoffice_a_filled_form_changes_nothing(world_with_tasks, libreoffice):
    filled(world_with_tasks)
    form = only(seen(world_with_tasks, libreoffice(form_file(world_with_tasks), "xlsx", "xlsx")))
    assert set(fates(form).values()) == {"unchanged"}
    assert form.strays == ()


def test_edited_and_saved_by_libreoffice_every_change_arrives(world_with_tasks, libreoffice):
    world = world_with_tasks
    form_file(world)
    code = task_code(world)
    typed = {("urban", "value"): (0.4151, "0.00%"), ("towns/II", "value"): "2"}
    typed |= {(code, "progress"): (0.35, "0%"), (code, "words"): "Đã trình\nUBND tỉnh"}
    content = libreoffice(typed_into(form_file(world), typed), "xlsx", "xlsx")
    assert confirmed(world, content).rows == 3
    task = update_of(world.report(), "1.1")
    assert entry_of(world.report(), "urban").value == Decimal("41.51")
    assert (task.progress, task.words) == (35, "Đã trình\nUBND tỉnh")
    assert set(fates(only(seen(world, content))).values()) == {"unchanged"}
