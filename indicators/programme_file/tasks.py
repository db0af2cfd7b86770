"""The `tasks` of a programme file: plain lists and texts, kept until they are read."""

from __future__ import annotations

import unicodedata

from django.utils.translation import gettext_lazy as _
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from indicators.programme_file.document import has_control_character, line_of
from indicators.programme_file.emit import emit, restyled
from indicators.programme_file.section import Section


def read_tasks(root: Section) -> str:
    """The tasks as canonical YAML, with the same data; "" where the file has none."""
    node = root.node("tasks")
    if node is None:
        return ""
    if not isinstance(node, SequenceNode):
        root.fault("tasks", _("A list is expected here."))
        return ""
    _check(node, "tasks", root)
    return emit(restyled(node)) if node.value else ""


def _check(node: Node, path: str, root: Section) -> None:
    """Every key once and a plain word, every text printable and NFC."""
    if isinstance(node, MappingNode):
        names = Section(node, path, root.faults).names()
        for key, value in node.value:
            if key.value in names:
                _check(key, path, root)
                _check(value, f"{path}.{key.value}", root)
    elif isinstance(node, SequenceNode):
        for number, item in enumerate(node.value):
            _check(item, f"{path}[{number}]", root)
    elif isinstance(node, ScalarNode):
        node.value = unicodedata.normalize("NFC", node.value).strip()
        if has_control_character(node.value):
            message = _("The text holds an invisible control character.")
            root.faults.add(line_of(node), path, message)
