"""Every worked case of method_cases.json, every expected key.

Not ours, and therefore not computed: ordinary least squares (`ols_*`) and the destatis deviation,
given there for contrast only. Other contrast values are checked to be what we do not do.
"""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.indicators.method.build import D
from tests.indicators.method.case_answers import ANSWERS
from tracker.common.decimals import round_half_up

CASES = {
    case["id"]: case
    for case in json.loads(
        Path(__file__).with_name("method_cases.json").read_text(encoding="utf-8")
    )["cases"]
}
NOT_OURS = {
    "ols_slope",
    "ols_point",
    "ols_low",
    "ols_high",
    "destatis_deviation",
    "destatis",
}


def same(ours: Any, expected: Any) -> bool:
    """Equal; numbers at nine decimals."""
    if isinstance(expected, dict):
        return ours.keys() == expected.keys() and all(same(ours[k], expected[k]) for k in expected)
    if isinstance(ours, Decimal | int) and not isinstance(ours, bool) and expected is not None:
        return round_half_up(D(ours), 9) == round_half_up(D(str(expected)), 9)
    return bool(ours == expected)


@pytest.mark.parametrize("key", CASES)
def test_case(key: str) -> None:
    case = CASES[key]
    inputs = CASES[case["inputs"].get("same", key)]["inputs"] | case["inputs"]
    ours = ANSWERS[key](inputs)
    wanted = {k: v for k, v in case["expected"].items() if k not in NOT_OURS}
    assert wanted.keys() <= ours.keys()
    assert [k for k in wanted if not same(ours[k], wanted[k])] == [], ours


def test_every_case_is_answered() -> None:
    assert CASES.keys() == ANSWERS.keys()
