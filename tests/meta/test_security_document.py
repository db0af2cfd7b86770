"""docs/security.md claims nothing that is not there: its tests and its paths exist."""

from __future__ import annotations

import re

import pytest

from tests.meta.sources import ROOT

TEXT = (ROOT / "docs/security.md").read_text()
NAMED = re.compile(r"`([^`\n]+)`")
_TEST = re.compile(r"(\S+\.py)::(test_\w+)")
_PATH = re.compile(r"(?:[\w.-]+/)+[\w.-]*|[\w.-]+\.(?:py|md|yml|toml|txt|lock)|Dockerfile")
ELSEWHERE = {"evidence/"}
"""On the server, not in the repository."""


def missing(text: str) -> list[str]:
    """What is named between backquotes as a test or a path and is not there."""
    named = [one.removeprefix("tests/") for one in NAMED.findall(text)]
    tests = [found for one in named if (found := _TEST.fullmatch(one))]
    paths = [one for one in named if _PATH.fullmatch(one) and one not in ELSEWHERE]
    lost = [one[0] for one in tests if not is_test(*one.groups())]
    return lost + [one for one in paths if not is_path(one)]


def is_path(path: str) -> bool:
    return any((root / path).exists() for root in (ROOT, ROOT / "tests"))


def is_test(path: str, name: str) -> bool:
    file = ROOT / "tests" / path
    return file.exists() and bool(re.search(rf"^ *def {name}\(", file.read_text(), re.M))


def test_what_is_named_exists():
    assert len(_TEST.findall(TEXT)) > 80
    assert missing(TEXT) == []


@pytest.mark.parametrize(
    "lost",
    ["meta/test_addresses.py::test_nothing", "meta/test_none.py::test_x", "tracker/none.py"],
)
def test_what_is_lost_is_found(lost):
    assert missing(f"`{lost}` and `meta/test_addresses.py`") == [lost]


@pytest.mark.parametrize("chapter", range(1, 15))
def test_no_chapter_is_left_out_and_no_row_without_an_answer(chapter):
    begin = TEXT.index(f"### V{chapter} ")
    part = TEXT[begin:].split("\n### ")[0].split("\n## ")[0]
    rows = [line for line in part.splitlines() if re.match(r"\| \d", line)]
    assert rows
    for row in rows:
        assert row.count("|") == 5, row
        assert re.search(r"holds|part|operator|n/a", row.split("|")[2]), row


def test_it_stays_short():
    assert len(TEXT.splitlines()) <= 300
