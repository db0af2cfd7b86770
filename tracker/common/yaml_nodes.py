"""Strict reading of one YAML file node by node: every value is text, every fault names its place.

Keys are never typed by YAML (no surprise dates, booleans or octal codes); the caller asks for the
type it needs. Faults are collected, not raised one by one; `Faults.refuse()` raises them together.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING, Any, TypeVar

import yaml
from django.utils.functional import lazystr
from django.utils.translation import gettext_lazy as _
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from tracker.common.errors import SentenceError

Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The parser in C is ten times as fast; a PyYAML built without it serves as well."""

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

Choice = TypeVar("Choice", bound=StrEnum)

_NULL_TAG = "tag:yaml.org,2002:null"
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_DECIMAL = re.compile(r"-?\d+(\.\d+)?")
_INTEGER = re.compile(r"\d+")


@dataclass(frozen=True)
class Fault:
    """One thing wrong in a file: where (line counts from 1, key is a path) and a sentence."""

    line: int
    key: str
    message: str | _StrPromise
    values: Mapping[str, object] = field(default_factory=dict)

    @property
    def sentence(self) -> str:
        """The message in the reader's language, its values filled in."""
        return str(self.message) % self.values if self.values else str(self.message)


class FaultyFileError(SentenceError):
    """A file refused whole; `faults` holds everything found, in the order of the lines."""

    def __init__(self, name: str, faults: Collection[Fault]) -> None:
        self.name = name
        self.faults = tuple(sorted(faults, key=lambda fault: (fault.line, fault.key)))
        super().__init__(lazystr(self))

    def __str__(self) -> str:
        return "\n".join(
            ": ".join(filter(None, (f"{self.name}:{one.line}", one.key, one.sentence)))
            for one in self.faults
        )


class Faults:
    """What was found wrong so far in one file."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._found: list[Fault] = []

    def add(self, line: int, key: str, message: str | _StrPromise, **values: object) -> None:
        """Note one fault; `values` fill the %(name)s places of the message."""
        self._found.append(Fault(line, key, message, values))

    def __len__(self) -> int:
        return len(self._found)

    def refuse(self) -> None:
        """Raise FaultyFileError with everything found; do nothing if nothing was."""
        if self._found:
            raise FaultyFileError(self.name, self._found)


class Block:
    """One mapping of the file. Reading a key notes its fault and yields a harmless empty value."""

    def __init__(self, node: MappingNode, path: str, faults: Faults) -> None:
        self.path = path
        self.faults = faults
        self.line = _line(node)
        self._lines: dict[str, int] = {}
        self._nodes: dict[str, Node] = {}
        for key_node, value in node.value:
            self._take(key_node, value)

    def _take(self, key_node: Node, value: Node) -> None:
        if not isinstance(key_node, ScalarNode):
            self.faults.add(_line(key_node), self.path, _("A key must be a plain word."))
            return
        key = key_node.value
        if key in self._lines:
            self.faults.add(_line(key_node), self.key(key), _("This key stands twice."))
            return
        self._lines[key] = _line(key_node)
        if not (isinstance(value, ScalarNode) and value.tag == _NULL_TAG):
            self._nodes[key] = value

    def __contains__(self, key: str) -> bool:
        return key in self._nodes

    def __iter__(self) -> Iterator[str]:
        return iter(self._nodes)

    def key(self, key: str) -> str:
        """The full path of a key, e.g. `units[3].kind`."""
        return f"{self.path}.{key}" if self.path else key

    def line_of(self, key: str) -> int:
        """The line of a key, or of the block where the key is absent."""
        return self._lines.get(key, self.line)

    def fault(self, key: str, message: str | _StrPromise, **values: object) -> None:
        """Note a fault of this key's value."""
        self.faults.add(self.line_of(key), self.key(key), message, **values)

    def only(self, *known: str) -> None:
        """Note a fault for every key that the format does not know."""
        for key in self._lines:
            if key not in known:
                self.fault(key, _("Unknown key. Known here: %(known)s."), known=", ".join(known))

    def require(self, *keys: str) -> None:
        """Note a fault for every key that is absent or empty."""
        for key in keys:
            if key not in self._nodes:
                self.fault(key, _("This key is required."))

    def text(self, key: str) -> str:
        """A required text, NFC and stripped; "" where a fault was noted."""
        self.require(key)
        value = self.optional(key)
        if value == "":
            self.fault(key, _("This key is required."))
        return value or ""

    def optional(self, key: str) -> str | None:
        """A text, NFC and stripped, or None where the key is absent."""
        node = self._nodes.get(key)
        if node is None:
            return None
        if not isinstance(node, ScalarNode):
            self.fault(key, _("A single value is expected here."))
            return None
        return unicodedata.normalize("NFC", node.value).strip()

    def choice(self, key: str, options: type[Choice]) -> Choice | None:
        """A required word of `options`."""
        value = self.text(key)
        if not value:
            return None
        try:
            return options(value)
        except ValueError:
            known = ", ".join(option.value for option in options)
            self.fault(key, _("“%(value)s” is not one of: %(known)s."), value=value, known=known)
            return None

    def date(self, key: str) -> date | None:
        """A day written YYYY-MM-DD, or None where the key is absent."""
        value = self.optional(key)
        if value is None:
            return None
        try:
            if _DATE.fullmatch(value):
                return date.fromisoformat(value)
        except ValueError:
            pass
        self.fault(key, _("“%(value)s” is not a date YYYY-MM-DD."), value=value)
        return None

    def decimal(self, key: str) -> Decimal | None:
        """A number written with a decimal point, or None where the key is absent."""
        value = self.optional(key)
        if value is None:
            return None
        if not _DECIMAL.fullmatch(value):
            self.fault(key, _("“%(value)s” is not a number such as 4.7."), value=value)
            return None
        return Decimal(value)

    def integer(self, key: str) -> int | None:
        """A whole number from 0, or None where the key is absent."""
        value = self.optional(key)
        if value is None:
            return None
        if not _INTEGER.fullmatch(value):
            self.fault(key, _("“%(value)s” is not a whole number."), value=value)
            return None
        return int(value)

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of single values; () where the key is absent."""
        found = []
        for index, node in enumerate(self._sequence(key)):
            if isinstance(node, ScalarNode) and node.value.strip():
                found.append(unicodedata.normalize("NFC", node.value).strip())
            else:
                where = f"{self.key(key)}[{index}]"
                self.faults.add(_line(node), where, _("A single value is expected here."))
        return tuple(found)

    def block(self, key: str) -> Block | None:
        """A mapping below this one, or None where the key is absent."""
        node = self._nodes.get(key)
        if node is None:
            return None
        if not isinstance(node, MappingNode):
            self.fault(key, _("Keys with values are expected here."))
            return None
        return Block(node, self.key(key), self.faults)

    def blocks(self, key: str) -> list[Block]:
        """A list of mappings; [] where the key is absent."""
        found = []
        for index, node in enumerate(self._sequence(key)):
            where = f"{self.key(key)}[{index}]"
            if isinstance(node, MappingNode):
                found.append(Block(node, where, self.faults))
            else:
                self.faults.add(_line(node), where, _("Keys with values are expected here."))
        return found

    def _sequence(self, key: str) -> list[Node]:
        node = self._nodes.get(key)
        if node is None:
            return []
        if not isinstance(node, SequenceNode):
            self.fault(key, _("A list is expected here."))
            return []
        return list(node.value)


def read_document(text: str, name: str) -> Block:
    """The top mapping of a YAML text. Broken YAML, an alias or another shape is refused at once."""
    faults = Faults(name)
    node: Node | None = None
    try:
        _refuse_aliases(text, faults)
        node = yaml.compose(text, Loader=Loader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        reason = getattr(error, "problem", None) or str(error).splitlines()[0]
        line = mark.line + 1 if mark else 1
        faults.add(line, "", _("This is not readable YAML: %(reason)s."), reason=reason)
    faults.refuse()
    if not isinstance(node, MappingNode):
        faults.add(1, "", _("Keys with values are expected here."))
        faults.refuse()
        raise AssertionError("unreachable")  # pragma: no cover
    return Block(node, "", faults)


def _refuse_aliases(text: str, faults: Faults) -> None:
    """An alias (*name) could make a small file endless; these files need none."""
    for event in yaml.parse(text, Loader=Loader):
        if isinstance(event, yaml.AliasEvent):
            line = event.start_mark.line + 1 if event.start_mark else 1
            faults.add(line, "", _("References (*name) are not allowed."))


def _line(node: Node) -> int:
    return int(node.start_mark.line) + 1
