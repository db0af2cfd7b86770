"""Each row of a form beside the report: new, changed, unchanged, in conflict, refused."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.utils.translation import override
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

from assignments.models import Assignment, Part
from indicators.method.facts import Nature
from reports.actions import record_figures
from reports.entries import FigureEntry
from reports.imports.form.bringing import NothingChosenError
from reports.imports.form.comparing import Fate
from reports.models import EntryState, Upload
from tests.reports.imports.form.cast import (
    confirmed,
    fates,
    form_file,
    only,
    refusal,
    seen,
    task_code,
    without_column,
)
from tests.reports.imports.form.edits import edited, sorted_rows
from tests.reports.workflow.steps import entry_of, fill, filled, stored, update_of
from tracker.common.periods import Period

FOOTNOTE = CellRichText("38,51", TextBlock(InlineFont(vertAlign="superscript"), "1"))
ROWS = {"urban", "towns/II", "towns/III", "city"}


def effect(world, typed):
    """What the one effective row would store."""
    form = only(seen(world, form_file(world, typed)))
    (one,) = [one for one in form.outcomes if one.is_effective]
    return one.seen.content


def test_a_form_as_it_was_fetched_changes_nothing(world):
    filled(world)
    found = seen(world, form_file(world))
    assert fates(only(found)) == dict.fromkeys(ROWS, "unchanged")
    assert found.count == 0


def test_new_changed_and_unchanged(world):
    form_file(world)
    fill(world.report(), "urban", world["reporter"], value=Decimal("41.2"))
    content = form_file(world, {("urban", "value"): "41,3", ("towns/II", "value"): "2"})
    before = stored()
    form = only(seen(world, content))
    rows = dict.fromkeys(ROWS, "unchanged") | {"urban": "changed", "towns/II": "new"}
    assert fates(form) == rows
    assert stored() == before


@pytest.mark.parametrize(
    ("value", "number"),
    [
        ("38,51", "38.51"),
        ("38.51", "38.51"),
        (" 38,51 % ", "38.51"),
        ("38,5100000", "38.51"),
        (38.51, "38.51"),
        ((0.3851, "0.00%"), "38.51"),
        ((0.35, "0%"), "35"),
        (4.7, "4.7"),
        (0, "0"),
    ],
)
def test_a_percentage_however_it_was_typed(world, value, number):
    assert effect(world, {("urban", "value"): value})["value"] == Decimal(number)


@pytest.mark.parametrize(
    ("code", "value", "word"),
    [
        ("urban", "4,7–5,1", "range"),
        ("urban", "4,7 - 5,1%", "range"),
        ("urban", "từ 4,7 đến 5,1", "number alone"),
        ("urban", "trên 40", "number alone"),
        ("urban", "khoảng 4", "number alone"),
        ("urban", "≥ 40", "number alone"),
        ("urban", "chưa có số liệu", "no number"),
        ("urban", "38.510", "38510"),
        ("urban", "=A1+1", "formula"),
        ("urban", "#N/A", "error"),
        ("urban", date(2026, 7, 4), "04/07/2026"),
        ("towns/II", "2%", "percentage"),
        ("towns/II", (0.02, "0%"), "percentage"),
        ("towns/II", "1,5", "whole number"),
        ("city", "hôm qua", "có"),
        ("city", "có", "a yes alone"),
        ("city", "x", "a yes alone"),
        ("urban", "101", "bounds"),
        ("urban", "38,51¹", "number alone"),
        ("urban", FOOTNOTE, "number alone"),
        ("towns/II", "2 3", "blanks"),
        ("towns/II", "1\n2", "not a number"),
        ("towns/II", True, "TRUE"),
        ("city", True, "TRUE"),
        ("urban", (0.3851, '0.0%;"âm" 0.0'), "some numbers in per cent"),
    ],
)
def test_what_is_no_value_is_refused_with_a_reason(world, code, value, word):
    with override("en"):
        column, sentence = refusal(world, {(code, "value"): value})
    assert column == "value"
    assert word in sentence


def test_a_percentage_of_a_part_is_refused(world):
    typed = {("urban", "numerator"): "38%", ("urban", "denominator"): "100"}
    assert refusal(world, typed)[0] == "numerator"


@pytest.mark.parametrize(
    ("value", "day"),
    [(date(2026, 9, 2), date(2026, 9, 2)), ("02/09/2026", date(2026, 9, 2)), ("chưa", None)],
)
def test_a_milestone(world, value, day):
    content = effect(world, {("city", "value"): value})
    assert (content["done_on"], content["is_not_done"]) == (day, day is None)


@pytest.mark.parametrize(
    ("word", "nature"),
    [("Có", "estimate"), ("yes", "estimate"), ("Không", "official"), (None, "official")],
)
def test_words_of_the_lists_in_both_languages(world, word, nature):
    content = effect(world, {("urban", "value"): "41", ("urban", "estimate"): word})
    assert content["nature"] == nature


@pytest.mark.parametrize(("truth", "nature"), [(True, "estimate"), (False, "official")])
def test_a_truth_answers_yes_or_no(world, truth, nature):
    content = effect(world, {("urban", "value"): "41", ("urban", "estimate"): truth})
    assert content["nature"] == nature


def test_a_thousand_parted_by_a_blank_and_a_power_in_a_note(world):
    power = CellRichText("1 234 m", TextBlock(InlineFont(vertAlign="superscript"), "2"))
    content = effect(world, {("towns/II", "value"): "1\u00a0234", ("towns/II", "note"): power})
    assert (content["value"], content["note"]) == (1234, "1 234 m²")


@pytest.mark.parametrize("what", ["progress", "words"])
def test_a_truth_is_no_progress_and_no_word(world_with_tasks, what):
    form_file(world_with_tasks)
    typed = {(task_code(world_with_tasks), what): True}
    assert refusal(world_with_tasks, typed)[0] == what


def test_an_unknown_word_is_refused(world):
    column, _sentence = refusal(world, {("urban", "estimate"): "có lẽ"})
    assert column == "estimate"


def test_still_holds_takes_the_last_figure_and_no_other(world):
    indicator = world.programme.indicators.get(code="urban")
    last = FigureEntry(
        indicator, world.department, Period(2025), Nature.OFFICIAL, value=Decimal("40.5")
    )
    record_figures(programme=world.programme, entries=[last], by=world["reviewer"], approve=True)
    kept = {("urban", "kept"): "có", ("urban", "note"): "theo thông báo"}
    content = effect(world, kept)
    assert (content["value"], content["is_unchanged"]) == (Decimal("40.5"), True)
    assert effect(world, kept | {("urban", "value"): "40,5"})["is_unchanged"]
    assert refusal(world, kept | {("urban", "value"): "43"})[0] == "value"


@pytest.mark.parametrize("value", ["35", "35%", 35, (0.35, "0%")])
def test_progress_of_a_task(world_with_tasks, value):
    world = world_with_tasks
    form_file(world)
    assert effect(world, {(task_code(world), "progress"): value})["progress"] == 35


def test_a_task_that_is_done_needs_its_day(world_with_tasks):
    world = world_with_tasks
    form_file(world)
    code = task_code(world)
    assert refusal(world, {(code, "progress"): 100})[0] == "done_on"
    done = {(code, "progress"): "100", (code, "done_on"): date(2026, 11, 2)}
    assert effect(world, done)["done_on"] == date(2026, 11, 2)


def test_an_untouched_row_never_overwrites_the_browser(world):
    content = form_file(world, {("towns/II", "value"): "2"})
    fill(world.report(), "urban", world["colleague"], value=Decimal(44))
    form = only(seen(world, content))
    (urban,) = [one for one in form.outcomes if one.row.code == "urban"]
    assert (urban.fate, urban.is_newer) == (Fate.UNCHANGED, True)
    confirmed(world, content)
    assert entry_of(world.report(), "urban").value == 44
    assert entry_of(world.report(), "towns/II").value == 2


def test_changed_on_both_sides_is_a_conflict_and_stays_unless_ticked(world):
    content = form_file(world, {("urban", "value"): "41"})
    fill(world.report(), "urban", world["colleague"], value=Decimal(44))
    form = only(seen(world, content))
    assert fates(form)["urban"] == "conflict"
    with pytest.raises(NothingChosenError):
        confirmed(world, content)
    assert Upload.objects.count() == 1
    assert entry_of(world.report(), "urban").value == 44
    (key,) = [form.key(one) for one in form.of(Fate.CONFLICT)]
    assert confirmed(world, content, taken=(key,)).rows == 1
    assert entry_of(world.report(), "urban").value == 41


def test_the_same_on_both_sides_is_no_conflict(world):
    content = form_file(world, {("urban", "value"): "41,0"})
    fill(world.report(), "urban", world["colleague"], value=Decimal(41))
    assert fates(only(seen(world, content)))["urban"] == "unchanged"


def test_not_done_yet_is_the_same_in_both_languages(world):
    filled(world)
    with override("en"):
        content = form_file(world, {("city", "note"): "đang làm"})
    with override("vi"):
        assert fates(only(seen(world, content)))["city"] == "changed"


def test_classes_of_two_indicators_that_changed_places_are_refused(world):
    towns = world.programme.indicators.get(code="towns")
    beside = [Assignment.objects.get(indicator=towns, part=Part.LEAD), towns.targets.first()]
    towns.pk, towns.code, towns.name = None, "villages", "Xã theo loại"
    towns.class_order = towns.class_order[::-1]
    towns.save()
    for one in beside:
        one.pk, one.indicator = None, towns
        one.save()
    content = edited(form_file(world, {("towns/II", "value"): "2"}), sorted_rows(1, first_column=2))
    found = fates(only(seen(world, content)))
    assert {code for code, fate in found.items() if fate == "refused"} == {
        *("towns/II", "towns/III", "villages/II", "villages/III")
    }


def test_an_approved_row_may_stay_but_not_change(world):
    filled(world)
    content = form_file(world, {("urban", "value"): "43"})
    entries = world.report().entries
    entries.update(state=EntryState.APPROVED)
    assert fates(only(seen(world, content))) == dict.fromkeys(ROWS, "unchanged") | {
        "urban": "refused"
    }


def test_a_row_that_is_no_longer_owed_is_refused(world):
    content = form_file(world, {("urban", "value"): "43"})
    world.programme.indicators.filter(code="urban").update(retired_at="2026-11-19T00:00Z")
    assert fates(only(seen(world, content)))["urban"] == "refused"


def test_a_column_that_is_not_in_the_file_leaves_what_stands_there(world_with_tasks):
    world = world_with_tasks
    filled(world)
    content = form_file(world, {(task_code(world), "progress"): "60"})
    confirmed(world, without_column(content, task_code(world), "products"))
    update = update_of(world.report(), "1.1")
    assert (update.progress, update.products) == (60, "Dự thảo")
