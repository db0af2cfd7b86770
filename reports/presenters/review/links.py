"""Links to pages and files."""

from __future__ import annotations

from django.urls import NoReverseMatch

from reports.presenters.rows import Link


def link_if_there(link: Link, name: str, *args: str) -> str:
    """The address, or nothing where the product has no such page."""
    try:
        return link(name, *args)
    except NoReverseMatch:
        return ""
