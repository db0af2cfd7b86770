"""A form without its token works in every test and for nobody who uses a browser."""

from __future__ import annotations

import re

from tests.meta.sources import ROOT

INCLUDE = re.compile(r'{%\s*include\s+"([^"]+)"([^%]*)%}')
TOKEN = "{% csrf_token %}"


def templates() -> dict[str, str]:
    folder = ROOT / "templates"
    return {str(one.relative_to(folder)): one.read_text() for one in folder.rglob("*.html")}


def has_form(name: str, texts: dict[str, str]) -> bool:
    """Whether a token stands in the template or in one that it includes."""
    text = texts.get(name, "")
    return TOKEN in text or any(has_form(one, texts) for one, _words in INCLUDE.findall(text))


def left_without(texts: dict[str, str]) -> list[tuple[str, str]]:
    """`only` takes the token away from what is included, unless it is handed on."""
    return [
        (name, part)
        for name, text in texts.items()
        for part, words in INCLUDE.findall(text)
        if words.strip().endswith("only") and "csrf_token=" not in words and has_form(part, texts)
    ]


def test_every_form_gets_its_token():
    assert left_without(templates()) == []


def test_every_form_that_posts_has_one():
    forms = re.compile(r'<form[^>]*method="post".*?</form>', re.S | re.I)
    assert [
        name
        for name, text in templates().items()
        for form in forms.findall(text)
        if TOKEN not in form and "csrfmiddlewaretoken" not in form
    ] == []


def test_the_check_sees_what_it_looks_for():
    texts = {
        "page.html": '{% include "row.html" with line=line only %}',
        "row.html": '<form method="post">{% csrf_token %}</form>',
    }
    assert left_without(texts) == [("page.html", "row.html")]
    handed = texts["page.html"].replace("only", "csrf_token=csrf_token only")
    assert left_without(texts | {"page.html": handed}) == []
