"""On what an indicator's observations rest besides its figures. No queries."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from functools import cached_property

from assignments.models import Unit
from indicators.models import Collection, Indicator
from reports.models import ObservationBasis

_RULES = "1"
"""To be raised when figures are rolled up by other rules: what was kept by the old ones is then
not used."""


class Bases:
    """The digests of a province's indicators on the units that it has now, each made once."""

    def __init__(self, local_units: Mapping[int, Unit]) -> None:
        self._units = local_units

    def of(self, indicator: Indicator) -> str:
        """What its observations rest on: kind, factor, whose figures count; units with validity."""
        parts = [_RULES, indicator.kind, indicator.collection, str(indicator.factor)]
        if indicator.collection == Collection.LOCAL:
            parts.append(self._of_units)
        return _digest("|".join(parts))

    def is_kept(self, indicator: Indicator) -> bool:
        """Whether the indicator (read with its `observation_basis`) can be read from the table."""
        basis = basis_of(indicator)
        return basis is not None and basis.digest == self.of(indicator)

    @cached_property
    def _of_units(self) -> str:
        rows = sorted((key, one.valid_from, one.valid_to) for key, one in self._units.items())
        return _digest("|".join(f"{key} {start} {end}" for key, start, end in rows))


def basis_of(indicator: Indicator) -> ObservationBasis | None:
    """On what its observations were made, if they ever were; no query if it was read with it."""
    found: ObservationBasis | None = getattr(indicator, "observation_basis", None)
    return found


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
