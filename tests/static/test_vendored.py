"""Vendored files are pinned, complete, and load nothing from another host."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from pathlib import Path

import pytest
from csp.constants import SELF
from django.conf import settings

STATIC = Path(__file__).resolve().parents[2] / "static"
VENDOR = STATIC / "vendor"
ENTRIES = json.loads((VENDOR / "VERSIONS.json").read_text())
OWN = [p for p in STATIC.rglob("*") if p.is_file() and VENDOR not in p.parents]
STYLES = sorted(STATIC.rglob("*.css"))
REFERENCE = re.compile(r"""(?:url\(\s*["']?|@import\s+["'])([^"')]+)""")
NAMESPACES = {"http://www.w3.org/2000/svg"}


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry["file"])
def test_each_file_is_what_was_pinned(entry):
    content = (VENDOR / entry["file"]).read_bytes()
    assert hashlib.sha256(content).hexdigest() == entry["sha256"]
    assert all(entry[key] for key in ("package", "version", "path", "licence"))


def test_every_vendored_file_is_listed_once():
    present = {str(p.relative_to(VENDOR)) for p in VENDOR.rglob("*") if p.is_file()}
    listed = [entry["file"] for entry in ENTRIES]
    assert sorted(listed) == sorted(present - {"VERSIONS.json"})


def test_every_package_brings_its_licence():
    folders = {Path(entry["file"]).parent for entry in ENTRIES}
    assert all((VENDOR / folder / "LICENSE").is_file() for folder in folders)


@pytest.mark.parametrize("path", STYLES, ids=lambda path: path.name)
def test_styles_refer_only_to_files_beside_them(path):
    for reference in REFERENCE.findall(path.read_text(encoding="utf-8-sig")):
        if not reference.startswith(("data:", "#")):
            assert (path.parent / reference).resolve().is_file(), reference


@pytest.mark.parametrize("path", OWN, ids=lambda path: path.name)
def test_own_files_name_no_host(path):
    hosts = set(re.findall(r"https?://[^\s\"'<>)]+", path.read_text()))
    assert hosts <= NAMESPACES


def test_the_policy_knows_the_script_that_is_run_before_printing():
    """static/js/charts.js inserts its text; the browser compares the hash."""
    [bundle] = (VENDOR / "plotly").glob("*.js")
    digest = base64.b64encode(hashlib.sha256(bundle.read_bytes()).digest()).decode()
    sources = settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]["script-src"]
    assert sources == [SELF, f"'sha256-{digest}'"]


def test_charts_send_nothing_away():
    text = (STATIC / "js" / "charts.js").read_text()
    for setting in ("showSendToCloud: false", 'plotlyServerURL: ""', "displaylogo: false"):
        assert setting in text
