"""What the worst files cost: memory and time of a process that reads one, measured from outside.

Bounds for any file up to 20 MB: 150 MB above what the process had before, and a few seconds. The
clock of the child runs, and time is the processor's, so that a busy machine does not count.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.tracker.common.sheets.workbooks import of_rows, sheet, texts
from tests.tracker.common.sheets.workbooks import packed as pack
from tests.tracker.common.sheets.workbooks import parts as honest
from tracker.common.sheets.limits import MAX_CELLS, MAX_ELEMENTS

MOST_MEGABYTES, MOST_SECONDS = 150, 15
ROOT = Path(__file__).resolve().parents[4]
CHILD = """
import json, os, resource, sys, time
os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
import django
django.setup()
from tracker.common.sheets.reader import SheetError, read_workbook

def peak():
    with open("/proc/self/status") as status:
        return next(int(line.split()[1]) for line in status if line.startswith("VmHWM"))

content = open(sys.argv[1], "rb").read()
before, started, answer = peak(), time.process_time(), ""
try:
    cells = sum(len(row) for sheet in read_workbook(content) for row in sheet.rows.values())
except SheetError as error:
    cells, answer = 0, error.sentence
spent = time.process_time() - started
print(json.dumps([cells, answer, (peak() - before) / 1024, spent]))
"""


def full(cell: str, rows: int = MAX_CELLS // 10) -> str:
    """Ten cells in each row; `{0}` is the number of the row, `{1}` the letter of the column."""
    return "".join(
        f'<row r="{row}">{"".join(cell.format(row, letter) for letter in "ABCDEFGHIJ")}</row>'
        for row in range(1, rows + 1)
    )


def numbers() -> bytes:
    return of_rows(full('<c r="{1}{0}" s="1"><v>{0}.{0}1</v></c>'))


def inline_texts() -> bytes:
    return of_rows(full('<c r="{1}{0}" t="str"><v>Một câu của tỉnh, 50 chữ {1}{0} 😀</v></c>'))


def shared_texts() -> bytes:
    shared = (f"<t>{number} Nguồn vốn bố trí chậm, số {number}</t>" for number in range(MAX_CELLS))
    return of_rows(full('<c r="{1}{0}"><v>{0}</v></c>'), sharedStrings=texts(*shared))


def a_million_texts() -> bytes:
    return of_rows("", sharedStrings=texts(*(f"<t>{number}</t>" for number in range(1_000_000))))


def long_texts() -> bytes:
    return of_rows(full('<c r="{1}{0}" t="str"><v>' + "😀" * 8_000 + "</v></c>", rows=150))


def one_long_text() -> bytes:
    return of_rows(f'<row r="1"><c r="A1" t="str"><v>{"&#10;x" * 9_000_000}</v></c></row>')


def two_million_rows() -> bytes:
    return of_rows("<row/>" * 2_000_000)


def formatted_rows() -> bytes:
    return of_rows("".join(f'<row r="{row}" s="1" ht="15"/>' for row in range(1, 1_048_577)))


def formatted_cells() -> bytes:
    return of_rows(full('<c r="{1}{0}" s="1"/>', rows=MAX_ELEMENTS // 11 - 100))


def elements() -> bytes:
    return of_rows("", sheet1=sheet("<a/>" * 15_000_000))


def names() -> bytes:
    return of_rows("", sheet1=sheet("".join(f"<a{n:x}/>" for n in range(3_000_000))))


def nesting() -> bytes:
    return of_rows("", sheet1=sheet("<a>" * 15_000_000))


def one_tag() -> bytes:
    return of_rows("", sheet1=sheet(f'<row r="1" spans="{"x" * 60_000_000}"/>'))


def unreadable_parts() -> bytes:
    filler = {f"xl/media/{number}.bin": bytes(500_000) for number in range(120)}
    return pack(honest() | filler)


WORST = (
    *(numbers, inline_texts, shared_texts, a_million_texts, long_texts, one_long_text),
    *(two_million_rows, formatted_rows, formatted_cells),
    *(elements, names, nesting, one_tag, unreadable_parts),
)
ACCEPTED = {numbers: MAX_CELLS, inline_texts: MAX_CELLS, shared_texts: MAX_CELLS, formatted_rows: 0}


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="no peak of memory to read")
@pytest.mark.parametrize("make", WORST, ids=lambda make: make.__name__)
def test_memory_and_time_are_bounded(make, tmp_path):
    given = tmp_path / "given.xlsx"
    given.write_bytes(make())
    done = subprocess.run(
        [sys.executable, "-c", CHILD, given], cwd=ROOT, capture_output=True, text=True, check=True
    )
    found, answer, megabytes, seconds = json.loads(done.stdout)
    assert megabytes <= MOST_MEGABYTES
    assert seconds <= MOST_SECONDS
    if make in ACCEPTED:
        assert (found, answer) == (ACCEPTED[make], "")
