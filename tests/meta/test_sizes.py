"""Files and functions stay small enough to be read in one go."""

from __future__ import annotations

import ast
from collections.abc import Iterable
from pathlib import Path

from tests.meta.sources import name, python_files, templates

FILE, TEMPLATE, FUNCTION = 300, 120, 50


def longer_than(limit: int, paths: Iterable[Path]) -> dict[str, int]:
    lines = {name(path): len(path.read_text().splitlines()) for path in paths}
    return {path: count for path, count in lines.items() if count > limit}


def functions(path: Path) -> Iterable[tuple[str, int]]:
    """Name and length of each function of a file."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield f"{name(path)}:{node.name}", node.end_lineno - node.lineno + 1


def test_python_files():
    assert longer_than(FILE, python_files()) == {}


def test_templates():
    assert longer_than(TEMPLATE, templates()) == {}


def test_functions():
    lengths = dict(pair for path in python_files(tests=True) for pair in functions(path))
    assert lengths
    assert {where: size for where, size in lengths.items() if size > FUNCTION} == {}
