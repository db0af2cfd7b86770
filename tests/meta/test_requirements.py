"""Every dependency is pinned and says why it is there."""

from __future__ import annotations

import re

import pytest

from tests.meta.sources import ROOT

PINNED = re.compile(r"^[A-Za-z0-9._-]+(\[[a-z0-9,-]+\])?==[^\s*]+ +# \S.{3,}$")


def entries(path: str) -> list[str]:
    lines = (ROOT / path).read_text().splitlines()
    return [line for line in lines if line and not line.startswith(("#", "-r "))]


@pytest.mark.parametrize("path", ["requirements.txt", "tests/requirements.txt"])
def test_each_is_pinned_with_its_reason(path):
    assert entries(path)
    assert [line for line in entries(path) if not PINNED.match(line)] == []


def test_nothing_is_named_twice():
    named = entries("requirements.txt") + entries("tests/requirements.txt")
    names = [re.split(r"[\[=]", line)[0].lower() for line in named]
    assert sorted(names) == sorted(set(names))
