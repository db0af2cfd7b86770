"""Every table on screen can be had as a file, but for those that are told here with a reason."""

from __future__ import annotations

import re

from tests.meta.sources import ROOT, templates

FILES = "components/table_files.html"
TABLE = re.compile(r"<table\b|{% render_table\b")
INCLUDED = re.compile(r'{% include "([^"]+)"')
FIGURES_TO_FILL = "the quarter's form is its file, in and out"
OF_A_DECISION = "shows what is about to be done; what was done stands in a file of its own"
WITHOUT = {
    "accounts/sign_in.html": "names the accounts of the demonstration",
    "administration/accounts_preview.html": OF_A_DECISION,
    "administration/preview_duties.html": OF_A_DECISION,
    "administration/preview_units.html": OF_A_DECISION,
    "administration/questions.html": OF_A_DECISION,
    "administration/reorganisation.html": "is a form",
    "administration/result.html": "one day of the table of successions, which has its file",
    "components/table.html": "how indicators/list.html is drawn, which has its file",
    "entry/grid.html": FIGURES_TO_FILL,
    "entry/tasks.html": FIGURES_TO_FILL,
    "figures_import/preview.html": OF_A_DECISION,
    "help/method.html": "explains the method; no data",
    "help/rungs.html": "explains the method; no data",
    "imports/files.html": OF_A_DECISION,
    "imports/hub.html": "says where files come in and which wait",
    "imports/rows.html": OF_A_DECISION,
    "imports/section.html": OF_A_DECISION,
    "meetings/frozen.html": "each of the frozen meetings in it is a workbook, an annex and a paper",
    "setup/units_preview.html": OF_A_DECISION,
    "setup/units_refused.html": OF_A_DECISION,
    "tasks/counts.html": "a part of tasks/paper.html",
    "tasks/paper.html": "the paper itself; its tasks are the file of tasks/list.html",
}


def texts() -> dict[str, str]:
    folder = ROOT / "templates"
    return {str(path.relative_to(folder)): path.read_text() for path in templates()}


def parts(found: dict[str, str], name: str) -> set[str]:
    """A template with everything that it includes, however deep."""
    seen: set[str] = set()
    waiting = [name]
    while waiting:
        one = waiting.pop()
        if one not in seen:
            seen.add(one)
            waiting += INCLUDED.findall(found.get(one, ""))
    return seen


def offering(found: dict[str, str]) -> set[str]:
    """The templates of pages on which the links to a file stand."""
    included = {name for text in found.values() for name in INCLUDED.findall(text)}
    pages = [parts(found, name) for name in found if name not in included]
    return {name for page in pages if FILES in page for name in page}


def without(found: dict[str, str]) -> set[str]:
    tables = {name for name, text in found.items() if TABLE.search(text)}
    return tables - offering(found)


def test_every_table_is_also_a_file():
    found = without(texts())
    assert found - set(WITHOUT) == set()
    assert set(WITHOUT) - found == set(), "these have a file by now: they need no reason"


def test_a_table_without_a_file_is_found():
    link = f'{{% include "{FILES}" with files=files only %}}'
    pages = {
        "page.html": '{% include "part.html" %}{% include "head.html" %}',
        "part.html": "<table></table>",
        "head.html": "",
        "other.html": f"<table></table>{link}",
    }
    assert without(pages) == {"part.html"}
    assert without(pages | {"head.html": link}) == set()
