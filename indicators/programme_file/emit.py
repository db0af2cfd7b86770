"""Canonical YAML: block style, Unicode, long texts folded near 100 columns, no ambiguous text."""

from __future__ import annotations

import re
from collections.abc import Iterable

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode
from yaml.resolver import Resolver

_TEXT, _LIST, _TABLE = (f"tag:yaml.org,2002:{name}" for name in ("str", "seq", "map"))
_FOLD_FROM = 70  # a longer text stands on lines of its own
_WIDTH = 90  # the library breaks after the word that crosses it
_PROSE = re.compile(r"\S+( \S+)*")
_NUMBER_LIKE = re.compile(r"[-+]?[0-9][0-9._]*([eE][-+]?[0-9]+)?")


class _Dumper(yaml.SafeDumper):
    """Lists are indented below their key."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)


def emit(node: Node) -> str:
    """The YAML of a tree; its last line ends with a line break."""
    return str(yaml.serialize(node, Dumper=_Dumper, allow_unicode=True, width=_WIDTH))


def table(pairs: Iterable[tuple[str, Node | None]]) -> MappingNode:
    """A mapping in the given order, keys without a value left out."""
    nodes = [(_prose(key), value) for key, value in pairs if value is not None]
    return MappingNode(_TABLE, nodes, flow_style=False)


def listing(items: Iterable[Node]) -> SequenceNode | None:
    """A list, None where it is empty."""
    nodes = list(items)
    return SequenceNode(_LIST, nodes, flow_style=False) if nodes else None


def prose(value: str | None) -> ScalarNode | None:
    """A text, quoted where a reader could take it for a number; None where it is empty."""
    return _prose(value) if value else None


def bare(value: object) -> ScalarNode | None:
    """A number, a date or true, written without quotes; None where there is none."""
    if value is None:
        return None
    tag = Resolver().resolve(ScalarNode, str(value), (True, False))  # type: ignore[no-untyped-call]
    return ScalarNode(tag, str(value))


def _prose(value: str) -> ScalarNode:
    """Folded where long, literal where it has several lines, else as plain as is safe."""
    style = None
    if "\n" in value:
        style = "|"
    elif len(value) > _FOLD_FROM and _PROSE.fullmatch(value):
        style = ">"
    elif _NUMBER_LIKE.fullmatch(value):
        style = "'"
    return ScalarNode(_TEXT, value, style=style)
