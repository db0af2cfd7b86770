"""What was measured, section by section, in docs/benchmarks.json: a run replaces its own."""

from __future__ import annotations

import json
import os
import platform
from datetime import datetime
from pathlib import Path
from typing import Any

import django

DOCS = Path(__file__).resolve().parents[2] / "docs"
STORED, SHOWN = DOCS / "benchmarks.json", DOCS / "benchmarks.md"


def load() -> dict[str, Any]:
    """The sections as they were stored last."""
    return dict(json.loads(STORED.read_text())) if STORED.exists() else {}


def keep(section: str, content: dict[str, Any]) -> None:
    """Put a section in the place of its predecessor, with its day, machine and versions."""
    sections = load() | {section: {"made": made(), **content}}
    text = json.dumps(sections, indent=1, ensure_ascii=False, sort_keys=True)
    STORED.write_text(f"{text}\n")


def made() -> dict[str, str]:
    """When and on what."""
    return {
        "day": datetime.now().astimezone().date().isoformat(),
        "machine": f"{os.cpu_count()} cores, {_memory()}, {_processor()}",
        "system": f"{platform.system()} {platform.release()}",
        "versions": f"Python {platform.python_version()}, Django {django.get_version()}",
        "busy": f"{os.getloadavg()[2]:.1f}",
    }


def _memory() -> str:
    pages = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    return f"{pages / 1024**3:.0f} GB"


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
    except OSError:
        return platform.machine()
    models = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return models[0] if models else platform.machine()
