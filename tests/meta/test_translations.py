"""Every text of the interface has a Vietnamese translation, and it is the one that is shown."""

from __future__ import annotations

import re
import shutil
import sys
from pathlib import Path

import polib
import pytest

from tests.meta.sources import APPS, ROOT, run

CATALOGUE = ROOT / "locale" / "vi" / "LC_MESSAGES" / "django.po"
PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%%|(?<!%)%[sd]|\{\w*\}")
HTML_TAG = re.compile(r"</?[a-z]+")


@pytest.fixture(scope="module")
def catalogue() -> polib.POFile:
    return polib.pofile(str(CATALOGUE))


def texts(entry: polib.POEntry) -> list[tuple[str, str]]:
    """Each source text beside its translation; Vietnamese has one plural form."""
    if not entry.msgid_plural:
        return [(entry.msgid, entry.msgstr)]
    return [(entry.msgid_plural, text) for text in entry.msgstr_plural.values()]


def key(entry: polib.POEntry) -> tuple[str | None, str]:
    return entry.msgctxt, entry.msgid


def test_every_entry_is_translated(catalogue):
    current = [entry for entry in catalogue if not entry.obsolete]
    missing = [e.msgid for e in current if e.fuzzy or not all(t for _source, t in texts(e))]
    assert current
    assert missing == []


def test_placeholders_and_tags_agree(catalogue):
    wrong = [
        (source, translation)
        for entry in catalogue
        for source, translation in texts(entry)
        for pattern in (PLACEHOLDER, HTML_TAG)
        if sorted(pattern.findall(source)) != sorted(pattern.findall(translation))
    ]
    assert wrong == []


def test_the_compiled_file_is_up_to_date(catalogue):
    compiled = polib.mofile(str(CATALOGUE.with_suffix(".mo")))
    wanted = {key(e): texts(e) for e in catalogue if not (e.obsolete or e.fuzzy)}
    assert {key(entry): texts(entry) for entry in compiled} == wanted


def test_the_catalogue_holds_every_text_of_the_source(catalogue, tmp_path):
    if shutil.which("xgettext") is None:
        pytest.skip("gettext is not installed (apt install gettext)")
    found = collected(tmp_path)
    known = {entry.msgid for entry in catalogue if not entry.obsolete}
    assert found
    assert sorted(found - known) == []


def test_the_catalogue_is_read_by_django():
    words = "from django.utils.translation import gettext; print(gettext('Overview'))"
    done = run(sys.executable, "manage.py", "shell", "--verbosity=0", "--command", words)
    assert done.stdout.strip() == "Tổng quan"


def collected(folder: Path) -> set[str]:
    """What Django's own makemessages finds, in a copy."""
    for name in (*APPS, "templates"):
        shutil.copytree(ROOT / name, folder / name)
    shutil.copy(ROOT / "manage.py", folder)
    (folder / "locale").mkdir()
    words = (sys.executable, str(folder / "manage.py"), "makemessages", "--locale=vi")
    done = run(*words, "--no-location", "--verbosity=0", folder=folder)
    assert done.returncode == 0, done.stderr
    made = polib.pofile(str(folder / "locale/vi/LC_MESSAGES/django.po"))
    return {entry.msgid for entry in made}
