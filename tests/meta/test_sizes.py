"""Files and functions stay small enough to be read in one go."""

from __future__ import annotations

import ast

import pytest

from tests.meta.sources import name, python_files, templates

FILE, TEMPLATE, FUNCTION = 300, 120, 50


def lines(path) -> int:
    return len(path.read_text().splitlines())


@pytest.mark.parametrize("path", python_files(), ids=name)
def test_python_file(path):
    assert lines(path) <= FILE


@pytest.mark.parametrize("path", templates(), ids=name)
def test_template(path):
    assert lines(path) <= TEMPLATE


@pytest.mark.parametrize("path", python_files(tests=True), ids=name)
def test_functions(path):
    functions = [
        node
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]
    long = {f.name: f.end_lineno - f.lineno + 1 for f in functions}
    assert {name: size for name, size in long.items() if size > FUNCTION} == {}
