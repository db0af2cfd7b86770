"""The program that judges accessibility is the one that was pinned, with its licence beside it."""

from __future__ import annotations

import hashlib
import json

from tests.meta.sources import ROOT

VENDOR = ROOT / "tests" / "vendor"


def test_every_file_is_what_was_pinned():
    entries = json.loads((VENDOR / "VERSIONS.json").read_text())
    present = {path.name for path in VENDOR.iterdir()} - {"VERSIONS.json"}
    assert {entry["file"] for entry in entries} == present == {"axe.min.js", "LICENSE"}
    for entry in entries:
        content = (VENDOR / entry["file"]).read_bytes()
        assert hashlib.sha256(content).hexdigest() == entry["sha256"]
        assert all(entry[key] for key in ("package", "version", "path", "licence"))
