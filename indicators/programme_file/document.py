"""From the bytes of a file to one tree of text nodes: encoding, size and YAML syntax.

Nothing is constructed: numbers and dates stay text. Anchors, tags and deep nesting are refused
while the events stream by, before any tree is built, so a small file cannot become a large one.
"""

from __future__ import annotations

import re

import yaml
from django.utils.translation import gettext_lazy as _
from yaml.nodes import MappingNode, Node

from indicators.programme_file.faults import ProgrammeFaults
from tracker.common.yaml_nodes import Loader

MAX_BYTES = 2_000_000
_MAX_DEPTH = 20
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")
_LINE_END = re.compile("\r\n|\r|\n")
_TAB_INDENT = re.compile(" *\t")


def read_root(source: str | bytes, faults: ProgrammeFaults) -> MappingNode:
    """The top mapping of the file. What keeps it from being read is raised at once."""
    text = _decoded(source, faults)
    _refuse_size_and_characters(text, faults)
    node = compose(text, faults)
    if node is None:
        faults.add(1, "", _("The file is empty."))
    elif not isinstance(node, MappingNode):
        faults.add(line_of(node), "", _("The file must begin with a key such as “programme:”."))
    else:
        return node
    faults.refuse()
    raise AssertionError("unreachable")  # pragma: no cover


def compose(text: str, faults: ProgrammeFaults) -> Node | None:
    """The node tree of one YAML text, None where it holds nothing."""
    try:
        _inspect(text, faults)
        node: Node | None = yaml.compose(text, Loader=Loader)
    except yaml.YAMLError as error:
        _add_syntax_fault(error, text, faults)
        faults.refuse()
        raise AssertionError("unreachable") from error  # pragma: no cover
    return node


def line_of(node: Node) -> int:
    """The line on which a node begins, from 1."""
    return int(node.start_mark.line) + 1


def has_control_character(text: str) -> bool:
    """Whether a value holds a character that no document prints."""
    return _CONTROL.search(text) is not None


def _decoded(source: str | bytes, faults: ProgrammeFaults) -> str:
    """The text without a byte order mark; one fault where the bytes are not UTF-8."""
    if isinstance(source, str):
        return source.removeprefix("\ufeff")
    try:
        return source.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = source[: error.start].count(b"\n") + 1
        faults.add(line, "", _("The file is not UTF-8 text. Save it with the encoding UTF-8."))
        faults.refuse()
        raise AssertionError("unreachable") from error  # pragma: no cover


def _refuse_size_and_characters(text: str, faults: ProgrammeFaults) -> None:
    if len(text.encode("utf-8", "replace")) > MAX_BYTES:
        faults.add(1, "", _("The file is larger than %(limit)s MB."), limit=MAX_BYTES // 1_000_000)
        faults.refuse()
    for number, line in enumerate(_LINE_END.split(text), start=1):
        if found := _CONTROL.search(line):
            character = f"U+{ord(found[0]):04X}"
            message = _("An invisible control character (%(character)s) stands on this line.")
            faults.add(number, "", message, character=character)
    faults.refuse()


def _inspect(text: str, faults: ProgrammeFaults) -> None:
    """Refuse what a plain file never needs: references, tags, deep nesting, a second document."""
    depth = documents = 0
    for event in yaml.parse(text, Loader=Loader):
        line = event.start_mark.line + 1 if event.start_mark else 1
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        documents += isinstance(event, yaml.DocumentStartEvent)
        if depth > _MAX_DEPTH:
            faults.add(line, "", _("Lists and keys are nested too deeply here."))
        if documents > 1:
            faults.add(line, "", _("A second document begins here (“---”). Only one is allowed."))
        if getattr(event, "anchor", None) is not None:
            faults.add(line, "", _("References (&name, *name) are not allowed."))
        if getattr(event, "tag", None) is not None:
            faults.add(line, "", _("Tags (!name) are not allowed."))
        faults.refuse()


def _add_syntax_fault(error: yaml.YAMLError, text: str, faults: ProgrammeFaults) -> None:
    """Say in the reader's terms what the YAML library found, at the line where it began."""
    problem = getattr(error, "problem", None) or str(error)
    mark = getattr(error, "problem_mark", None)
    if "end of stream" in problem:
        mark = getattr(error, "context_mark", None) or mark
    lines = _LINE_END.split(text)
    line = min(mark.line + 1 if mark else 1, len(lines))
    if _TAB_INDENT.match(lines[line - 1]):
        faults.add(line, "", _("The line is indented with a tab. Use spaces only."))
    elif "end of stream" in problem:
        faults.add(line, "", _("The quotation mark opened here is never closed."))
    elif "mapping values are not allowed" in problem:
        message = _("A colon is not expected here. Put a text with a colon in quotation marks.")
        faults.add(line, "", message)
    else:
        message = _("This is not readable YAML; look at the indentation (%(reason)s).")
        faults.add(line, "", message, reason=problem)
