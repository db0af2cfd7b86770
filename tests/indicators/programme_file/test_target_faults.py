"""Faults of targets and baselines: line, key and sentence of each."""

import pytest

from .samples import SAMPLE, assert_fault, broken, faults_of

TY_LE, SO, CO_CAU, MOC = (f"indicators[{c}]" for c in ("ty-le", "so-do-thi", "co-cau", "moc"))

TARGET = [
    (
        "year: 2030\n        comparator: range",
        "year: 2026\n        comparator: range",
        f"{TY_LE}.targets[2026].year",
        "no year of this programme (2025, 2030, 2045)",
    ),
    (
        "year: 2030\n        comparator: range",
        "year: 2025\n        comparator: range",
        f"{TY_LE}.targets[2025].year",
        "one for each year",
    ),
    (
        "year: 2025\n        comparator: gt",
        "year: 2045\n        comparator: gt",
        f"{TY_LE}.targets[2030].year",
        "in the order of their years",
        "year: 2030\n        comparator: range",
    ),
    ("comparator: gt", "comparator: trên", f"{TY_LE}.targets[2025].comparator", "not one of"),
    ("comparator: gt", "comparator: milestone", f"{TY_LE}.targets[2025].comparator", "“ratio”"),
    ("comparator: approx", "comparator: full", f"{SO}.targets[2030].comparator", "not suit"),
    ("comparator: milestone", "comparator: ge", f"{MOC}.targets[2030].comparator", "not suit"),
    ("comparator: classes", "comparator: ge", f"{CO_CAU}.targets[2025].comparator", "not suit"),
    (
        "        value: 40\n",
        "",
        f"{TY_LE}.targets[2025].value",
        "“gt” needs this key",
        "- year: 2025\n        comparator: gt",
    ),
    (
        "        high: 50\n",
        "",
        f"{TY_LE}.targets[2030].high",
        "“range” needs this key",
        "- year: 2030\n        comparator: range",
    ),
    ("low: 45.5", "value: 1\n        low: 2", f"{TY_LE}.targets[2030].value", "does not have"),
    ("value: 40\n", "value: 40\n        low: 1\n", f"{TY_LE}.targets[2025].low", "does not have"),
    (
        "value: 40\n",
        "value: 40\n        tolerance: 1\n",
        f"{TY_LE}.targets[2025].tolerance",
        "does not have",
    ),
    (
        "comparator: full\n",
        "comparator: full\n        value: 100\n",
        "indicators[phu-kin].targets[2025].value",
        "“full” does not have",
    ),
    ("due: 2030-12-31", "value: 1", f"{MOC}.targets[2030].value", "“milestone” does not have"),
    ("due: 2030-12-31", "due: 2031-01-01", f"{MOC}.targets[2030].due", "in the year of the"),
    ("high: 50", "high: 45.50", f"{TY_LE}.targets[2030].high", "above the lower end"),
    ("high: 50", "high: 90.01", f"{TY_LE}.targets[2030].high", "above the upper bound 90"),
    ("value: 40\n", "value: -1\n", f"{TY_LE}.targets[2025].value", "below the lower bound 0"),
    ("value: 40\n", "value: 4,7\n", f"{TY_LE}.targets[2025].value", "not a number such as 4.7"),
    ("value: 40\n", "value: 4e1\n", f"{TY_LE}.targets[2025].value", "not a number"),
    ("value: 40\n", "value: .nan\n", f"{TY_LE}.targets[2025].value", "not a number"),
    ("value: 40\n", "value: 4.0000001\n", f"{TY_LE}.targets[2025].value", "6 decimals"),
    ("value: 34\n", f"value: {'9' * 5000}\n", f"{SO}.targets[2030].value", "15 digits"),
    ("tolerance: 1", "tolerance: -1", f"{SO}.targets[2030].tolerance", "cannot be negative"),
    ("wording: khoảng 34\n", "wording:\n", f"{SO}.targets[2030].wording", "required"),
    ("34\n        clause: II.1", "34\n        clause: II.3", f"{SO}.targets[2030].clause", "mean"),
    (
        "34\n        clause: II.1",
        "34\n        clause: z9",
        f"{SO}.targets[2030].clause",
        "no clause",
    ),
    ("II: 4", "III: 4", f"{CO_CAU}.targets[2025].classes.III", "Did you mean “II”?"),
    ("II: 4", "II: -4", f"{CO_CAU}.targets[2025].classes.II", "not a whole number"),
    ("II: 4", "II:", f"{CO_CAU}.targets[2025].classes.II", "required", "II:\n        wording"),
]
BASELINE = [
    ("year: 2021", "year: 2025", f"{TY_LE}.baseline.year", "before the first target, 2025"),
    ("value: 21.52", "value: 95", f"{TY_LE}.baseline.value", "above the upper bound"),
    ("value: 21.52", "classes: {I: 1}", f"{TY_LE}.baseline.classes", "does not have this key"),
    ("nature: official", "nature: real", f"{CO_CAU}.baseline.nature", "official, estimate"),
    ("      source: Báo\n", "", f"{CO_CAU}.baseline.source", "required", "      year: 2018"),
    ("source: Báo", "value: 1\n      source: Báo", f"{CO_CAU}.baseline.value", "does not have"),
]


@pytest.mark.parametrize("case", [*TARGET, *BASELINE])
def test_fault_names_its_file_line_key_and_reason(case):
    assert_fault(*case)


def test_a_percentage_keeps_to_0_and_100_unless_bounds_say_otherwise():
    unbound = SAMPLE.replace("    bounds:\n      min: 0\n      max: 90\n", "")
    (fault,) = faults_of(unbound.replace("high: 50\n", "high: 100.5\n"))

    assert fault.sentence == "The number lies above the upper bound 100."
    assert not faults_of(SAMPLE.replace("max: 90", "max: 150").replace("high: 50\n", "high: 120\n"))


def test_a_milestone_has_no_baseline_and_need_not_be_due():
    with_baseline = broken(
        "kind: milestone\n",
        "kind: milestone\n    baseline: {year: 2021, source: a, nature: official}\n",
    )
    (fault,) = faults_of(with_baseline)

    assert (fault.key, fault.sentence) == (f"{MOC}.baseline", "A milestone has no baseline.")
    assert not faults_of(broken("        due: 2030-12-31\n", ""))


def test_an_indicator_needs_a_target():
    start = SAMPLE.index("    targets:\n      - year: 2025\n        comparator: full")
    (fault,) = faults_of(SAMPLE[:start] + "    targets: []\n")

    assert (fault.key, fault.sentence) == (
        "indicators[phu-kin].targets",
        "At least one entry is needed.",
    )


def test_a_wrong_kind_hides_what_depends_on_it():
    (fault,) = faults_of(broken("kind: milestone", "kind: mốc"))

    assert fault.key == f"{MOC}.kind"
