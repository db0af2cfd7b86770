"""Every dependency is pinned and says why it is there; what is installed is known by its hash."""

from __future__ import annotations

import re
from importlib.metadata import version

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


def locked() -> dict[str, str]:
    """Name and version of everything in requirements.lock."""
    text = (ROOT / "requirements.lock").read_text()
    return dict(re.findall(r"^([a-z0-9._-]+)==(\S+)", text, re.M))


def test_the_lock_holds_what_is_asked_for():
    asked = dict(re.split(r"==|\s", one)[:2] for one in entries("requirements.txt"))
    plain = {re.sub(r"\[.*\]", "", name).lower(): number for name, number in asked.items()}
    assert plain.items() <= locked().items()


def test_every_file_of_the_lock_is_known_by_its_hash():
    text = (ROOT / "requirements.lock").read_text()
    parts = re.split(r"^(?=\S)", text, flags=re.M)[1:]
    assert len(parts) == len(locked()) > len(entries("requirements.txt"))
    assert [part for part in parts if "--hash=sha256:" not in part] == []


def test_the_suite_runs_on_what_is_locked():
    assert {name: version(name) for name in locked()} == locked()


def test_nothing_is_named_twice():
    named = entries("requirements.txt") + entries("tests/requirements.txt")
    names = [re.split(r"[\[=]", line)[0].lower() for line in named]
    assert sorted(names) == sorted(set(names))
