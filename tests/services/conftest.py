"""Tests of real processes: each works in a folder of its own and by the real clock."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.services import installations

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(autouse=True)
def frozen_today():
    """Time passes here: other processes do not see a frozen clock."""


@pytest.fixture
def environment(tmp_path) -> dict[str, str]:
    """The environment of a newcomer's demonstration in an empty VAR_DIR."""
    inherited = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    return inherited | {"VAR_DIR": str(tmp_path / "var"), "DEMONSTRATION": "1"}


@pytest.fixture
def manage(environment) -> Callable[..., str]:
    """Run a management command to its end; its output."""

    def run(*words: str, **more: str) -> str:
        return subprocess.run(
            [sys.executable, "manage.py", *words],
            cwd=ROOT,
            env=environment | more,
            check=True,
            capture_output=True,
            text=True,
        ).stdout

    return run


@pytest.fixture(scope="session")
def grown(tmp_path_factory) -> Path:
    """The folder of a demonstration with two files of evidence."""
    return installations.grow(tmp_path_factory.mktemp("grown"))


@pytest.fixture(scope="session")
def archive(grown, tmp_path_factory) -> Path:
    """Its backup."""
    path = tmp_path_factory.mktemp("archive") / "backup.tar"
    done = installations.manage(grown, "backup", str(path))
    assert done.returncode == 0, done.stderr
    return path
