"""`python -m tests.bench [scale|parts|load|front]`: all of it, or one; into docs/benchmarks.

`scale --sizes 50k,1m --databases sqlite` measures some sizes on one kind of database. Ends with 1
if a limit of what was measured does not hold.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from tests.bench import results
from tests.bench.databases import databases
from tests.bench.document import document, misses
from tests.bench.sizes import SHAPES, VENDORS
from tests.services.programs import chromium_program, postgres_folder

LOAD = (sys.executable, "-m", "tests.bench.load")
"""A process of its own: its settings are those of docker-compose.yml."""


def main(words: Sequence[str]) -> int:
    """Measure what is asked for; the document always shows all that was ever measured."""
    asked = _parsed(words)
    parts: dict[str, Callable[[], Sequence[str]]] = {
        "scale": lambda: _scale(asked.databases, asked.sizes),
        "parts": _parts,
        "load": _load,
        "front": _front,
    }
    sections: list[str] = []
    for name in [asked.part] if asked.part else parts:
        sections += parts[name]()
        results.SHOWN.write_text(document(results.load()))
    measured = {name: section for name, section in results.load().items() if name in sections}
    for miss in (found := misses(measured)):
        print(f"does not hold: {miss}")
    return 1 if found else 0


def _parsed(words: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("part", nargs="?", choices=("scale", "parts", "load", "front"))
    parser.add_argument("--sizes", type=_names, help=f"of {', '.join(SHAPES)}")
    parser.add_argument(
        "--databases", type=lambda text: text.split(","), default=list(VENDORS), metavar="KINDS"
    )
    return parser.parse_args(words)


def _names(text: str) -> list[str]:
    names = text.split(",")
    if unknown := set(names) - SHAPES.keys():
        raise argparse.ArgumentTypeError(f"there is no size {', '.join(sorted(unknown))}")
    return names


def _scale(vendors: Sequence[str], sizes: Sequence[str] | None) -> list[str]:
    """Every size on every kind of database; without PostgreSQL that is left out, and said."""
    done = []
    for vendor in vendors:
        if vendor == "postgresql" and postgres_folder() is None:
            print("Left out: PostgreSQL is not installed")
            continue
        shapes = [SHAPES[name] for name in sizes or SHAPES]
        print(f"{vendor}: {', '.join(shape.name for shape in shapes)}", flush=True)
        with databases(vendor, shapes) as urls:
            named = [f"{name}={url}" for name, url in urls.items()]
            results.keep(vendor, _apart("tests.bench.scale", *named))
        done.append(vendor)
    return done


def _parts() -> list[str]:
    results.keep("parts", _apart("tests.bench.parts"))
    return ["parts"]


def _apart(module: str, *words: str) -> dict[str, Any]:
    """What a process of its own writes into the file that it is given."""
    with tempfile.TemporaryDirectory(prefix="lotrinh-bench-") as folder:
        out = Path(folder) / "out.json"
        subprocess.run([sys.executable, "-m", module, str(out), *words], check=True)
        return dict(json.loads(out.read_text()))


def _load() -> list[str]:
    done = subprocess.run(LOAD, check=False, capture_output=True, text=True)
    print(done.stdout, done.stderr, flush=True)
    part = {"title": "fifty people at once", "text": done.stdout, "holds": done.returncode == 0}
    results.keep("load", {"texts": [part]})
    return ["load"]


def _front() -> list[str]:
    """In the browser; its own settings, so it comes last."""
    if chromium_program() is None:
        print("Left out: Chromium is not installed")
        return []
    from tests.bench.front import run, table

    lines = run()
    print(table(lines))
    results.keep("front", {"lines": [asdict(line) for line in lines]})
    return ["front"]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
