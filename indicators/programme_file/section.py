"""One mapping of a programme file: the shared strict reading, with this format's shapes and limits.

Reading a key never raises: what is wrong becomes a fault, and a harmless empty value comes back.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from difflib import get_close_matches

from django.utils.translation import gettext_lazy as _
from yaml.nodes import MappingNode, Node, ScalarNode

from indicators.programme_file.document import has_control_character, line_of
from tracker.common.yaml_nodes import Block

_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_CLAUSE = re.compile(r"[^\W_]+([.-][^\W_]+)*")
_PROVINCE = re.compile(r"[0-9]{2}")
_COUNT = re.compile(r"[0-9]{1,6}")
CODE_LENGTH, _CLAUSE_LENGTH = 80, 40
_MAX_DIGITS, MAX_DECIMALS = 15, 6  # what both databases keep exactly
_EARLIEST_YEAR, _LATEST_YEAR = 1990, 2100


def is_code(text: str) -> bool:
    """Whether a text is a code such as `do-thi-hoa` or `42-sxd-2025`."""
    return _SLUG.fullmatch(text) is not None


def suggestion(word: str, known: Iterable[str]) -> str | None:
    """The known word that was probably meant, None where none is near."""
    near = get_close_matches(word[:60], list(known), n=1)
    return near[0] if near else None


class Section(Block):
    """A mapping; its faults are noted under a path such as `indicators[cay-xanh].targets[2025]`."""

    def names(self) -> tuple[str, ...]:
        """Every key that stands in the file, also without a value."""
        return tuple(self._lines)

    def only(self, *known: str) -> None:
        """Note a fault for every key that the format does not know."""
        for key in self.names():
            if key in known:
                continue
            if meant := suggestion(key, known):
                self.fault(key, _("Unknown key. Did you mean “%(meant)s”?"), meant=meant)
            else:
                self.fault(key, _("Unknown key. Known here: %(known)s."), known=", ".join(known))

    def require(self, *keys: str) -> None:
        """Note a fault for every key that is absent or empty."""
        for key in keys:
            node = self._nodes.get(key)
            if node is None or (isinstance(node, ScalarNode) and not node.value.strip()):
                self.fault(key, _("This key is required."))

    def optional(self, key: str) -> str | None:
        """A text without control characters, NFC and stripped; None where the key is absent."""
        value = super().optional(key)
        if value is not None and has_control_character(value):
            self.fault(key, _("The text holds an invisible control character."))
            return None
        return value

    def phrase(self, key: str, limit: int) -> str:
        """A text of one line of at most `limit` characters; "" where the key is absent."""
        value = self.optional(key) or ""
        if "\n" in value:
            self.fault(key, _("The text must be one line."))
        if len(value) > limit:
            self.fault(key, _("The text is longer than %(limit)s characters."), limit=limit)
        return value

    def passage(self, key: str) -> str:
        """A text of any length and any number of lines; "" where the key is absent."""
        return self.optional(key) or ""

    def code(self, key: str) -> str:
        """A code such as `do-thi-hoa` or `42-sxd-2025`; "" where the key is absent."""
        value = self.phrase(key, CODE_LENGTH)
        self.check_code(key, value)
        return value

    def check_code(self, key: str, value: str) -> None:
        """Note a fault where a text is no code."""
        if value and not is_code(value):
            message = _("“%(value)s” is not a code: use a-z, 0-9 and single hyphens.")
            self.fault(key, message, value=value)

    def codes(self, key: str) -> tuple[str, ...]:
        """A list of different codes; () where the key is absent."""
        found = self.different(key)
        for value in found:
            self.check_code(key, value)
        return found

    def different(self, key: str) -> tuple[str, ...]:
        """A list of texts, none of them twice; () where the key is absent."""
        found = self.texts(key)
        for value in sorted({text for text in found if found.count(text) > 1}):
            self.fault(key, _("“%(value)s” stands twice in this list."), value=value)
        return found

    def clause_id(self, key: str) -> str:
        """The number of a clause, such as `II.1` or `1.2.c`."""
        value = self.phrase(key, _CLAUSE_LENGTH)
        if value and not _CLAUSE.fullmatch(value):
            message = _("“%(value)s” is not a clause number such as II.1 or 1.2.c.")
            self.fault(key, message, value=value)
        return value

    def province(self, key: str) -> str:
        """The two digits of a province."""
        value = self.phrase(key, CODE_LENGTH)
        if value and not _PROVINCE.fullmatch(value):
            message = _("“%(value)s” is not a province code of two digits.")
            self.fault(key, message, value=value)
        return value

    def year(self, key: str) -> int | None:
        """A year from 1990 to 2100, or None where the key is absent or wrong."""
        return self.whole(key, _EARLIEST_YEAR, _LATEST_YEAR)

    def whole(self, key: str, low: int, high: int) -> int | None:
        """A whole number from `low` to `high`, or None where the key is absent or wrong."""
        value = self.optional(key)
        if value is None:
            return None
        if _COUNT.fullmatch(value) and low <= int(value) <= high:
            return int(value)
        message = _("“%(value)s” is not a whole number from %(low)s to %(high)s.")
        self.fault(key, message, value=value[:40], low=low, high=high)
        return None

    def decimal(self, key: str) -> Decimal | None:
        """An exact number with a decimal point, or None where the key is absent or wrong."""
        value = super().decimal(key)
        if value is None:
            return None
        _sign, digits, exponent = value.as_tuple()
        if len(digits) > _MAX_DIGITS or -int(exponent) > MAX_DECIMALS:
            message = _("The number has more than %(digits)s digits or %(decimals)s decimals.")
            self.fault(key, message, digits=_MAX_DIGITS, decimals=MAX_DECIMALS)
            return None
        return value

    def flag(self, key: str) -> bool:
        """true or false; false where the key is absent."""
        value = self.optional(key)
        if value not in (None, "true", "false"):
            self.fault(key, _("“%(value)s” is neither true nor false."), value=value)
        return value == "true"

    def counts(self, key: str, order: tuple[str, ...]) -> dict[str, int] | None:
        """How many there are of each class, in the order of the classes; None where absent."""
        block = self.block(key)
        if block is None:
            return None
        if order:
            block.only(*order)
        block.require(*block.names())
        if not block.names():
            self.fault(key, _("At least one entry is needed."))
        found = {name: block.whole(name, 0, 999_999) for name in order if name in block}
        return {name: count for name, count in found.items() if count is not None}

    def block(self, key: str) -> Section | None:
        """A mapping below this one, or None where the key is absent."""
        node = self._nodes.get(key)
        if node is None:
            return None
        if not isinstance(node, MappingNode):
            self.fault(key, _("Keys with values are expected here."))
            return None
        return Section(node, self.key(key), self.faults)

    def entries(self, key: str, named_by: str) -> list[Section]:
        """A list of mappings, each called by its `named_by`, else by its number from 0."""
        found = []
        for number, node in enumerate(self._sequence(key)):
            where = f"{self.key(key)}[{_name_of(node, named_by) or number}]"
            if isinstance(node, MappingNode):
                found.append(Section(node, where, self.faults))
            else:
                self.faults.add(line_of(node), where, _("Keys with values are expected here."))
        return found

    def some(self, key: str, named_by: str) -> list[Section]:
        """Like `entries`, for a list that must not be empty."""
        self.require(key)
        found = self.entries(key, named_by)
        if key in self and not self._nodes[key].value:
            self.fault(key, _("At least one entry is needed."))
        return found


def refuse_repeats(sections: Iterable[Section], key: str) -> None:
    """Note a fault for every value of `key` that an earlier section already has."""
    first: dict[str, int] = {}
    for section in sections:
        value = section.optional(key)
        if value and value in first:
            message = _("“%(value)s” already stands on line %(at)s.")
            section.fault(key, message, value=value, at=first[value])
        elif value:
            first[value] = section.line_of(key)


def _name_of(node: Node, key: str) -> str:
    """The short text under `key` of a mapping, a code whole; "" where there is none."""
    for name, value in node.value if isinstance(node, MappingNode) else ():
        if name.value == key and isinstance(value, ScalarNode):
            return str(value.value).strip()[:CODE_LENGTH]
    return ""
