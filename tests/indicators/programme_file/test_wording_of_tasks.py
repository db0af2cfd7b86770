"""The tasks of both programmes quote their documents, under headings that the file lists."""

import re

import pytest

from indicators.programme_file import parse_programme

from .samples import FIXTURES

SPECS = [parse_programme(path.read_bytes(), path.name) for path in sorted(FIXTURES.glob("*.yaml"))]
TASKS = [pytest.param(spec, task, id=task.code) for spec in SPECS for task in spec.tasks]
SLIPS = (
    *(
        "đế thu",
        "sầm Sơn",
        "đối mới",
        "Đối mới",
        "phát triến",
        "phát trỉên",
        "biến đối",
        "giảm thiếu",
    ),
    *("sản phấm", "vận tài", "chất lƣợng", "đầu tƣ", "06- NQ", "./."),
)


@pytest.mark.parametrize(("spec", "task"), TASKS)
def test_a_task_is_quoted_with_scan_faults_repaired(spec, task):
    printed = f"{task.heading} {task.text}"

    assert not [slip for slip in SLIPS if slip in printed]
    assert not re.search(r"[Ƣƣ]|\s{2}|\n| \d+ - ", printed)
    assert task.text[0].isupper()
    assert task.text[-1] in ".;"
    assert task.title_en


@pytest.mark.parametrize(("spec", "task"), TASKS)
def test_a_task_stands_in_the_section_and_item_of_its_number(spec, task):
    item = task.code.removesuffix(f".{task.code[-1]}") if task.code[-1].isalpha() else task.code

    assert task.code == task.section or task.code.startswith(f"{task.section}.")
    assert not task.heading or task.heading.startswith(f"{item}. ")


@pytest.mark.parametrize(("spec", "task"), TASKS)
def test_the_result_is_named_in_the_words_of_the_task(spec, task):
    assert task.product in task.text


@pytest.mark.parametrize("spec", SPECS, ids=lambda spec: spec.code)
def test_a_clause_and_a_task_of_the_same_number_say_the_same(spec):
    texts = {task.code: task.text for task in spec.tasks}
    shared = [clause for clause in spec.clauses if clause.id in texts]

    assert [clause.text for clause in shared] == [texts[clause.id] for clause in shared]
    assert [c.id[-1] for c in shared] == (list("abcde") if spec.province == "38" else [])


@pytest.mark.parametrize("spec", SPECS, ids=lambda spec: spec.code)
def test_every_section_and_body_is_used_and_has_an_english_title(spec):
    named = {name for task in spec.tasks for name in (*task.each, *task.coordinating)}

    assert {task.section for task in spec.tasks} == {section.number for section in spec.sections}
    assert {body.name for body in spec.bodies} <= named
    assert all(section.title_en for section in spec.sections)
