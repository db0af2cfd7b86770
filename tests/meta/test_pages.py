"""Templates and static files keep to the strict Content-Security-Policy and to escaping."""

from __future__ import annotations

import re

import pytest

from tests.meta.sources import name, python_files, static_texts, templates

FORBIDDEN_IN_TEMPLATES = {
    "a style attribute": re.compile(r"\sstyle\s*=", re.I),
    "a style element": re.compile(r"<style\b", re.I),
    "a script of its own": re.compile(r"<script\b(?![^>]*\bsrc=)", re.I),
    "an event attribute": re.compile(r"<[^>]*\son[a-z]+\s*=", re.I),
    "htmx code": re.compile(r"\bhx-on\b|\bjs:", re.I),
    "unescaped text": re.compile(r"\|\s*safe\b|\|\s*safeseq\b|autoescape\s+off", re.I),
}
NOT_A_REQUEST = ("http://www.w3.org/",)
"""Names of XML vocabularies look like addresses; nothing is fetched from them."""
OTHER_HOST = re.compile(r"(?:https?:)?//[a-z0-9-]+(?:\.[a-z0-9-]+)+[^\s\"')]*", re.I)


def test_templates_have_nothing_inline():
    found = {
        f"{name(path)}: {what}"
        for path in templates()
        for what, pattern in FORBIDDEN_IN_TEMPLATES.items()
        if pattern.search(path.read_text())
    }
    assert templates()
    assert found == set()


def test_no_other_host_is_named():
    found = {
        f"{name(path)}: {host}"
        for path in (*templates(), *static_texts())
        for host in OTHER_HOST.findall(path.read_text())
        if not host.startswith(NOT_A_REQUEST)
    }
    assert static_texts()
    assert found == set()


def test_python_marks_nothing_as_safe():
    marks = re.compile(r"\bmark_safe\b|\bSafeString\(")
    assert [name(path) for path in python_files() if marks.search(path.read_text())] == []


@pytest.mark.parametrize(
    ("what", "text"),
    [
        ("a style attribute", '<p style="color:red">'),
        ("a script of its own", "<script>go()</script>"),
        ("an event attribute", '<a href="#" onclick="go()">'),
        ("unescaped text", "{{ text | safe }}"),
    ],
)
def test_the_patterns_find_what_they_should(what, text):
    assert FORBIDDEN_IN_TEMPLATES[what].search(text)
