"""What the content security policy and the house rules ask of every template."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

TEMPLATES = Path(__file__).resolve().parents[2] / "templates"
FILES = sorted(TEMPLATES.rglob("*.html"))
MAX_LINES = 120


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(TEMPLATES)))
def test_no_inline_style_or_script(path):
    text = path.read_text()
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=|javascript:", text)
    for tag in re.findall(r"<script[^>]*>", text):
        assert "src=" in tag


def included(path: Path) -> set[Path]:
    """The template with all that it includes, and what these include."""
    found = {path}
    for name in re.findall(r"{% include \"([^\"]+)\"", path.read_text()):
        found |= included(TEMPLATES / name)
    return found


PAGES = [path for path in FILES if "{% extends" in path.read_text()]


@pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.relative_to(TEMPLATES)))
def test_htmx_comes_with_the_pages_that_need_it_and_with_no_other(path):
    texts = [one.read_text() for one in included(path)]
    is_needed = any(re.search(r"\bhx-(get|post)=", text) for text in texts)
    assert is_needed == any("htmx.min.js" in text for text in texts)


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(TEMPLATES)))
def test_short_and_from_this_host(path):
    text = path.read_text()
    assert len(text.splitlines()) <= MAX_LINES
    assert not re.search(r"(?:src|href|action)=[\"'](?:https?:)?//", text)
