"""The manuals as files of the product (docs/huong-dan/*.md): which are there, and what they say."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.urls import reverse

from reports.presenters.help.hub import MANUALS, Manual
from reports.presenters.help.markdown import Written, written

_ELSEWHERE = {"method": "help_method"}
"""Other documents that have a page in the application, by their file's name."""


def _file(slug: str) -> Path:
    return Path(settings.MANUALS_DIR) / f"{slug}.md"


def manuals_there() -> list[Manual]:
    """The manuals whose file there is."""
    return [one for one in MANUALS if _file(one.slug).is_file()]


def manual_text(slug: str) -> Written | None:
    """A manual as HTML; None where there is none of this name. Read anew when the file changes."""
    if slug not in {one.slug for one in manuals_there()}:
        return None
    path = _file(slug)
    return _written(path, path.stat().st_mtime_ns)


@lru_cache(maxsize=8)
def _written(path: Path, _changed: int) -> Written:
    return written(path.read_text(encoding="utf-8"), _address)


def _address(path: str) -> str:
    """The page of another file by its path, empty where it has none."""
    name = path.rpartition("/")[2].removesuffix(".md")
    if name in _ELSEWHERE:
        return reverse(_ELSEWHERE[name])
    if name in {one.slug for one in MANUALS} and path.endswith(".md"):
        return reverse("help_manual", args=[name])
    return ""
