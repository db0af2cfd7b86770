"""The manual says what the screen says, and its pictures, numbers and links are there."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import polib
import pytest
from PIL import Image

from tests.journeys.manual import FOLDER, MANUAL, PICTURES
from tests.meta.sources import ROOT

PAGES = sorted(MANUAL.glob("*.md"))
QUOTED = re.compile(r"“([^”]+)”")
IMAGE = re.compile(r"!\[[^\]]+\]\(hinh/([a-z0-9-]+)\.png\)")
LINK = re.compile(r"(?<!!)\[[^\]]+\]\(([^)#]+)")
BY_THEMSELVES = {"CSV", "Excel", "English", "Tiếng Việt", "…"}
"""Words of the screen in no catalogue: the names of two formats and two languages."""


@cache
def said() -> set[str]:
    """Every Vietnamese text of the interface."""
    catalogue = polib.pofile(str(ROOT / "locale" / "vi" / "LC_MESSAGES" / "django.po"))
    return {text for one in catalogue for text in (one.msgstr, *one.msgstr_plural.values())}


def test_there_is_a_page_for_each_role():
    names = {page.stem for page in PAGES}
    assert names == {
        *("README", "bat-dau", "nguoi-bao-cao", "nguoi-tham-dinh", "nguoi-xem", "quan-tri"),
    }


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_quoted_words_are_those_of_the_screen(page):
    quoted = {" ".join(words.split()) for words in QUOTED.findall(page.read_text())}
    assert len(quoted) > (1 if page.stem == "README" else 5)
    assert sorted(quoted - said() - BY_THEMSELVES) == []


def test_every_picture_is_shown_and_there():
    shown = [name for page in PAGES for name in IMAGE.findall(page.read_text())]
    made = [one.name for one in PICTURES if not one.is_of_the_readme]
    assert sorted(shown) == sorted(made) == sorted(path.stem for path in FOLDER.iterdir())


def test_pictures_are_light():
    pictures = sorted((ROOT / "docs").rglob("*.png"))
    assert sum(path.stat().st_size for path in FOLDER.iterdir()) <= 2_000_000
    assert max(path.stat().st_size for path in pictures) <= 200_000
    for path in pictures:
        with Image.open(path) as image:
            assert image.mode == "P", path.name


def test_the_numbers_in_the_text_are_those_in_the_picture():
    """After each picture its numbers come, all of them, up to the next heading."""
    places = {one.name: len(one.places) for one in PICTURES}
    for page in PAGES:
        for section in re.split(r"^## ", page.read_text(), flags=re.M):
            for name in IMAGE.findall(section):
                named = {int(number) for number in re.findall(r"\((\d)\)", section)}
                assert named == set(range(1, places[name] + 1)), name


@pytest.mark.parametrize("page", [*PAGES, ROOT / "README.md"], ids=lambda page: page.stem)
def test_links_lead_somewhere(page):
    for target in LINK.findall(page.read_text()):
        if not target.startswith("http"):
            assert (page.parent / Path(target)).exists(), target
