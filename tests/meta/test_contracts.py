"""The floors of docs/adr/0001 hold."""

from __future__ import annotations

import sys
from pathlib import Path

from tests.meta.sources import ROOT, run


def test_imports_run_downwards_only():
    lint_imports = Path(sys.executable).with_name("lint-imports")
    done = run(str(lint_imports), "--no-cache", "--config", str(ROOT / "pyproject.toml"))
    assert done.returncode == 0, done.stdout + done.stderr
