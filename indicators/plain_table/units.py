"""Units as people name them in a table: by code, name or short name, accents optional."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from indicators.programme_file.section import suggestion
from tracker.common.errors import SentenceError
from tracker.common.folding import fold


class UnknownNameError(SentenceError):
    """No unit, or more than one, is called so."""


@dataclass(frozen=True)
class UnitNames:
    """Folded name → the codes of the units of that name; code → the name."""

    codes: Mapping[str, str]
    names: Mapping[str, frozenset[str]]

    @classmethod
    def of(cls, units: Iterable[tuple[str, str, str]]) -> UnitNames:
        """From code, name and short name of each unit."""
        names: dict[str, set[str]] = defaultdict(set)
        codes: dict[str, str] = {}
        for code, name, short_name in units:
            codes[code] = name
            for one in filter(None, (name, short_name)):
                names[fold(one)].add(code)
        return cls(codes, {name: frozenset(held) for name, held in names.items()})

    def code(self, text: str) -> str:
        """The code of the unit that is meant; UnknownNameError, with the nearest name."""
        text = text.strip()
        if text in self.codes:
            return text
        found = sorted(self.names.get(fold(text), ()))
        if len(found) == 1:
            return found[0]
        if found:
            raise UnknownNameError(
                _("Several units are called “%(name)s”. Write the code: %(codes)s.")
                % {"name": text, "codes": ", ".join(found)}
            )
        meant = suggestion(fold(text), self.names)
        if meant is not None:
            nearest = ", ".join(map(self._called, sorted(self.names[meant])))
            raise UnknownNameError(
                _("No unit is called “%(name)s”. Is %(code)s meant?")
                % {"name": text[:80], "code": nearest}
            )
        raise UnknownNameError(
            _("No unit of the province is called “%(name)s”.") % {"name": text[:80]}
        )

    def code_if_named(self, text: str) -> str:
        """The code of the one unit that is called so; any other text as it is."""
        try:
            return self.code(text)
        except UnknownNameError:
            return text

    def _called(self, code: str) -> str:
        """`Sở Xây dựng (42-sxd)`."""
        return f"{self.codes[code]} ({code})"
