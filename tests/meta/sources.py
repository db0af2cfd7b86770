"""The files that the metatests look at: ours, neither vendored nor generated."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
APPS = ("tracker", "indicators", "assignments", "reports")


def python_files(*, tests: bool = False) -> list[Path]:
    """Our Python outside migrations; the tests too if asked for."""
    folders = [*APPS, "tests"] if tests else APPS
    found = [ROOT / "manage.py"]
    for folder in folders:
        found += sorted((ROOT / folder).rglob("*.py"))
    return [path for path in found if "migrations" not in path.parts]


def templates() -> list[Path]:
    return sorted((ROOT / "templates").rglob("*.*"))


def static_texts() -> list[Path]:
    """Our style sheets, scripts and drawings."""
    found = (ROOT / "static").rglob("*")
    texts = [path for path in found if path.suffix in {".css", ".js", ".svg"}]
    return sorted(path for path in texts if "vendor" not in path.parts)


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def run(*words: str, folder: Path = ROOT, **environment: str) -> subprocess.CompletedProcess[str]:
    """A command at the top of the project or of a copy of it, with the product's settings."""
    product = {"DJANGO_SETTINGS_MODULE": "tracker.settings"}
    return subprocess.run(
        words,
        cwd=folder,
        env=os.environ | product | environment,
        capture_output=True,
        text=True,
        check=False,
    )
