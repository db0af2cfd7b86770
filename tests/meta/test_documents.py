"""Documents for those who change the code name only what is there."""

from __future__ import annotations

import re

import pytest

from tests.meta.sources import ROOT

NAMED = [ROOT / name for name in ("README.md", "CONTRIBUTING.md", "docs/architecture.md")]
PATH = re.compile(
    r"`((?:tracker|indicators|assignments|reports|tests|templates|static|fixtures|docs|locale)/[^`\s*…]*)`"
)
LINK = re.compile(r"\]\((?!https?:)([^)#]+)\)")
MADE_UP = {"docs/adr/NNNN-what-was-decided.md"}


@pytest.mark.parametrize("page", NAMED, ids=lambda page: page.stem)
def test_every_path_is_there(page):
    paths = set(PATH.findall(page.read_text())) - MADE_UP
    assert paths
    assert sorted(path for path in paths if not (ROOT / path).exists()) == []


@pytest.mark.parametrize("page", NAMED, ids=lambda page: page.stem)
def test_every_link_leads_somewhere(page):
    targets = LINK.findall(page.read_text())
    assert targets
    assert [target for target in targets if not (page.parent / target).exists()] == []


def test_every_room_is_on_the_map():
    """A package of the house that the map does not name has no place yet."""
    text = (ROOT / "docs" / "architecture.md").read_text()
    rooms = [
        path.parent.relative_to(ROOT)
        for app in ("reports", "indicators", "tracker")
        for path in (ROOT / app).glob("*/__init__.py")
    ]
    small = {"migrations", "management", "templatetags", "forms", "sentences"}
    missing = [str(room) for room in rooms if room.name not in small and f"{room}/" not in text]
    assert sorted(missing) == []


def test_the_readme_is_short_and_speaks_both_languages():
    text = (ROOT / "README.md").read_text()
    assert len(text.splitlines()) <= 200
    assert "# Tiếng Việt" in text
    assert "docs/pictures/overview.png" in text
    assert "make run" in text
    assert "make test" in text
