"""What was read is written back the same; what was written is read the same."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings

from indicators.programme_file import dump_programme, parse_programme

from .samples import FIXTURES, SAMPLE, broken
from .specs import programmes

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


def test_a_file_without_work_is_written_without_it():
    without = SAMPLE[: SAMPLE.index("\nbodies:\n")]

    assert dump_programme(read(without)) == without
    assert read(f"{without}\nbodies: []\nsections: []\ntasks: []\n") == read(without)


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
