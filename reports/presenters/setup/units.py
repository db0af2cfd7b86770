"""What loading units would do, in words."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from assignments.actions import UnitsLoaded
from assignments.models import UnitKind
from assignments.units_file import UnitKind as Kind
from assignments.units_file import UnitsFile
from tracker.common.timestamps import today


@dataclass(frozen=True)
class UnitsPreview:
    """The province, how many units of each kind exist today, and what would be new or changed."""

    province: str
    code: str
    kinds: tuple[tuple[str, int], ...]
    ended: int
    successions: int
    new: int
    changed: int
    names: tuple[tuple[str, str, str], ...]
    """Code, name and kind of those that exist today."""


def units_preview(file: UnitsFile, loaded: UnitsLoaded) -> UnitsPreview:
    """The units of a file as they would stand."""
    living = file.valid_on(today())
    counts = Counter(one.kind for one in living if one.kind is not Kind.PROVINCE)
    return UnitsPreview(
        province=file.province.name,
        code=file.province.code,
        kinds=tuple((str(UnitKind(kind).label), count) for kind, count in counts.most_common()),
        ended=len(file.units) - len(living),
        successions=len(file.successions),
        new=loaded.new,
        changed=loaded.changed,
        names=tuple((one.code, one.name, str(UnitKind(one.kind).label)) for one in living),
    )
