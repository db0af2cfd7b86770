"""Whatever is done to a workbook, the reader answers with cells or with a sentence.

FUZZ_SECONDS=300 pytest tests/tracker/common/sheets/test_fuzz.py goes on with other seeds.
"""

from __future__ import annotations

import os
import time
from collections import Counter

from tests.tracker.common.sheets.fuzz import honest, spoilt
from tracker.common.sheets.reader import SheetError, read_workbook

FIRST, COUNT, MORE = 20_261_120, 1_200, 100
SECONDS = float(os.environ.get("FUZZ_SECONDS", "0"))


def answer(content: bytes) -> str:
    """`read`, or the sentence; everything else is raised."""
    try:
        sheets = read_workbook(content)
    except SheetError as error:
        assert error.sentence
        return str(error.sentence)
    for sheet in sheets:
        assert 0 <= len(sheet.name) <= 31
        for number, row in sheet.rows.items():
            assert row
            for column, cell in row.items():
                assert cell.address.endswith(str(number))
                assert 1 <= column <= 100
                assert cell.text or cell.is_formula
                assert "\0" not in cell.text
                cell.text.encode()
    return "read"


def test_honest_workbooks_are_read():
    assert [answer(content) for content in honest()] == ["read", "read"]


def test_a_spoilt_workbook_is_read_or_refused_with_a_sentence():
    found: Counter[str] = Counter()
    for seed in range(FIRST, FIRST + COUNT):
        try:
            found[answer(spoilt(seed))] += 1
        except Exception as error:
            raise AssertionError(f"seed {seed}") from error
    assert found["read"] > COUNT / 10
    assert sum(found.values()) - found["read"] > COUNT / 10


def test_other_seeds_for_as_long_as_is_wished():
    seed, started = FIRST + COUNT, time.process_time()
    while seed < FIRST + COUNT + MORE or time.process_time() - started < SECONDS:
        try:
            answer(spoilt(seed))
        except Exception as error:
            raise AssertionError(f"seed {seed}") from error
        seed += 1
    assert seed >= FIRST + COUNT + MORE
