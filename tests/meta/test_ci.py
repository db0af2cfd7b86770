"""What may not stand in the files that others run."""

from __future__ import annotations

import os
import re
import subprocess

from tests.meta.sources import ROOT

RUN = ROOT / ".ci" / "run"


def test_it_can_be_run_and_is_well_formed():
    assert os.access(RUN, os.X_OK)
    subprocess.run(["bash", "-n", RUN], check=True)


def test_it_stops_at_the_first_fault_and_leaves_nothing_out():
    text = RUN.read_text()
    assert "set -euo pipefail" in text
    assert "export NOTHING_LEFT_OUT=1" in text
    assert text.rstrip().endswith("make test")


def test_no_host_is_named_where_things_are_installed():
    files = [RUN, ROOT / "Makefile", ROOT / "Dockerfile", ROOT / "requirements.txt"]
    found = re.compile(r"https?://(?!127\.0\.0\.1)|index-url|pypi|deb\.debian", re.I)
    assert [path.name for path in files if found.search(path.read_text())] == []
