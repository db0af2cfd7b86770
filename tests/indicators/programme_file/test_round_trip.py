"""What was read is written back the same; what was written is read the same."""

from dataclasses import replace
from decimal import Decimal

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from indicators.programme_file import dump_programme, parse_programme

from .samples import FIXTURES, SAMPLE, broken, faults_of
from .specs import phrases, programmes

FILES = sorted(FIXTURES.glob("*.yaml"))


def read(text):
    return parse_programme(text, "f")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_both_programmes_are_written_back_byte_for_byte(path):
    data = path.read_bytes()

    assert dump_programme(read(data)).encode() == data


def test_the_sample_is_canonical():
    assert dump_programme(read(SAMPLE)) == SAMPLE


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(programmes())
def test_every_programme_is_read_as_it_was_written(spec):
    text = dump_programme(spec)

    assert read(text) == spec
    assert dump_programme(read(text)) == text


@settings(max_examples=40, deadline=None)
@given(
    st.recursive(
        phrases | st.sampled_from(["1", "yes", "2022-09-30"]),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(phrases, inner, max_size=3),
        max_leaves=8,
    )
)
def test_tasks_are_kept_whatever_they_hold(task):
    text = SAMPLE + "\n" + yaml.safe_dump({"tasks": [task]}, allow_unicode=True)
    spec = read(text)
    again = dump_programme(spec)

    assert yaml.safe_load(spec.tasks) == [task]
    assert yaml.safe_load(again)["tasks"] == [task]
    assert read(again) == spec
    assert dump_programme(read(again)) == again


def test_tasks_keep_what_is_text_and_what_is_a_number():
    tasks = (
        "\ntasks:\n  - id: '1.1'\n    due: 2025-12-31\n    weight: 2\n    lead: '380'\n\n  - x\n"
    )

    assert dump_programme(read(SAMPLE + tasks)) == SAMPLE + tasks


@pytest.mark.parametrize(
    ("tasks", "key", "sentence"),
    [
        ("tasks: all\n", "tasks", "A list is expected here."),
        ("tasks:\n  - a: 1\n    a: 2\n", "tasks[0].a", "This key stands twice."),
        ("tasks:\n  - [x]: 1\n", "tasks[0]", "A key must be a plain word."),
        ('tasks:\n  - a: "\\a"\n', "tasks[0].a", "The text holds an invisible control character."),
    ],
)
def test_faulty_tasks_are_refused(tasks, key, sentence):
    faults = [(fault.key, fault.sentence) for fault in faults_of(SAMPLE + "\n" + tasks)]

    assert (key, sentence) in faults


def test_no_tasks_leave_no_trace():
    assert read(SAMPLE + "\ntasks: []\n") == read(SAMPLE)


def test_numbers_are_exact_and_plain():
    spec = read(broken("value: 40\n", "value: 40.10\n"))

    assert spec.indicators[0].targets[0].value == Decimal("40.1")
    assert "value: 40.1\n" in dump_programme(spec)


def test_a_number_never_gets_an_exponent():
    indicator = read(SAMPLE).indicators[1]
    target = replace(indicator.targets[0], value=Decimal("1E+3"))
    spec = replace(read(SAMPLE), indicators=(replace(indicator, targets=(target,)),))

    assert "value: 1000\n" in dump_programme(spec)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("12", "'12'"),
        ("1e5", "'1e5'"),
        ("2022-09-30", "'2022-09-30'"),
        ("no", "'no'"),
        ("a: b", "'a: b'"),
        ("Sở Xây dựng", "Sở Xây dựng"),
    ],
)
def test_a_text_that_looks_like_something_else_is_quoted(text, shown):
    assert f"  issuer: {shown}\n" in dump_programme(replace(read(SAMPLE), issuer=text))


def test_flow_style_and_remarks_are_read():
    text = broken(
        "    bounds:\n      min: 0\n      max: 90\n", "    bounds: {min: 0, max: 90}  # %\n"
    )

    assert dump_programme(read(text)) == SAMPLE
