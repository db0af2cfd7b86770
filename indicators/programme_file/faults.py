"""What is wrong in a programme file: every fault with its place, raised together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tracker.common import yaml_nodes

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

_ENOUGH = 500  # a file this broken is refused with what was found so far
_QUOTED = 300


@dataclass(frozen=True)
class Fault(yaml_nodes.Fault):
    """One thing wrong: `file`, `line` from 1, `key` as a path, and `sentence` for the reader."""

    file: str = ""


class ProgrammeFileError(yaml_nodes.FaultyFileError):
    """A programme file refused whole; `faults` holds all that was found, in order of lines."""

    faults: tuple[Fault, ...]


class ProgrammeFaults(yaml_nodes.Faults):
    """The faults found so far; `refuse()` raises ProgrammeFileError where there are any."""

    def add(self, line: int, key: str, message: str | _StrPromise, **values: object) -> None:
        """Note one fault, once; `values` fill the %(name)s places of the message."""
        shown = {name: _shortened(value) for name, value in values.items()}
        fault = Fault(line, key, message, shown, file=self.name)
        if fault not in self._found:
            self._found.append(fault)
        if len(self._found) >= _ENOUGH:
            self.refuse()

    def refuse(self) -> None:
        """Raise ProgrammeFileError with everything found; do nothing if nothing was."""
        if self._found:
            raise ProgrammeFileError(self.name, self._found)


def _shortened(value: object) -> object:
    """A quoted text cut to what a sentence can carry."""
    is_long = isinstance(value, str) and len(value) > _QUOTED
    return f"{str(value)[:_QUOTED]}…" if is_long else value
