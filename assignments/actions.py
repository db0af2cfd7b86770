"""Storing a units file: units and their successions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import transaction

from assignments.duties import pass_on
from assignments.memberships import join_unit
from assignments.models import Succession, Unit
from assignments.units_file import UnitEntry, UnitsFile
from indicators.models import Province
from tracker.accounts.models import User
from tracker.audit.ledger import Subject, record_all
from tracker.common.folding import fold

__all__ = ["UnitsLoaded", "join_unit", "load_units"]


@dataclass(frozen=True)
class UnitsLoaded:
    """How many units and successions were new or changed."""

    new: int
    changed: int


def load_units(file: UnitsFile, *, by: User | None) -> UnitsLoaded:
    """Bring a province's units to what the file states; nothing is ever deleted here.

    Open duties of units that have ended pass to their successors.
    """
    with transaction.atomic():
        province = _load_province(file)
        stored = {unit.code: unit for unit in Unit.objects.filter(province=province)}
        fresh, changed = [], []
        for entry in file.units:
            unit = stored.get(entry.code)
            if unit is None:
                fresh.append(Unit(code=entry.code, province=province, **_unit_content(entry)))
            elif _update(unit, _unit_content(entry)):
                changed.append(unit)
        Unit.objects.bulk_create(fresh)
        for unit in changed:
            unit.save()
        deeds = [("unit.created", unit) for unit in fresh]
        deeds += [("unit.changed", unit) for unit in changed]
        record_all(
            [(verb, Subject("unit", one.code), None, _ledger(one, file)) for verb, one in deeds],
            by=by,
            reason=file.source,
        )
        successions = _load_successions(file, province)
        pass_on(province, by=by)
        return UnitsLoaded(len(fresh) + successions, len(changed))


def _ledger(unit: Unit, file: UnitsFile) -> dict[str, str]:
    return {"name": unit.name, "unit": unit.code, "province": file.province.code}


def _load_province(file: UnitsFile) -> Province:
    entry = file.province
    province, _created = Province.objects.update_or_create(
        code=entry.code,
        defaults={
            "name": entry.name,
            "short_name": entry.short_name,
            "name_en": entry.name_en,
        },
    )
    return province


def _unit_content(entry: UnitEntry) -> dict[str, Any]:
    return {
        "name": entry.name,
        "short_name": entry.short_name,
        "folded_name": fold(entry.name),
        "kind": entry.kind.value,
        "valid_from": entry.valid_from,
        "valid_to": entry.valid_to,
        "population": entry.population,
        "area_km2": entry.area_km2,
        "note": entry.note,
    }


def _update(unit: Unit, content: dict[str, Any]) -> bool:
    """Set the fields; whether any of them changed."""
    changed = [name for name, value in content.items() if getattr(unit, name) != value]
    for name in changed:
        setattr(unit, name, content[name])
    return bool(changed)


def _load_successions(file: UnitsFile, province: Province) -> int:
    units = {unit.code: unit for unit in Unit.objects.filter(province=province)}
    stored = set(
        Succession.objects.filter(predecessor__province=province).values_list(
            "predecessor__code", "successor__code", "happened_on"
        )
    )
    fresh = [
        Succession(
            predecessor=units[row.from_code],
            successor=units[row.to_code] if row.to_code else None,
            happened_on=row.on,
            kind=row.kind.value,
            legal_basis=row.basis,
            note=row.note,
        )
        for row in file.successions
        if (row.from_code, row.to_code, row.on) not in stored
    ]
    return len(Succession.objects.bulk_create(fresh))
