"""Storing units and who answers for what."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from assignments.models import Assignment, Membership, Part, Succession, Unit
from assignments.units_file import UnitEntry, UnitsFile
from indicators.actions import Applied, apply_programme
from indicators.models import Indicator, Programme, Province
from indicators.programme_file import IndicatorSpec, ProgrammeSpec
from tracker.accounts.models import User
from tracker.accounts.roles import Role
from tracker.audit.ledger import Subject, record, record_all
from tracker.common.errors import SentenceError
from tracker.common.folding import fold


class UnknownUnitError(SentenceError):
    """A programme file names a unit that is not loaded."""


@dataclass(frozen=True)
class UnitsLoaded:
    """How many units and successions were new or changed."""

    new: int
    changed: int


def load_units(file: UnitsFile, *, by: User | None) -> UnitsLoaded:
    """Bring a province's units to what the file states; nothing is ever deleted here."""
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
            [(verb, Subject("unit", unit.code), None, {"name": unit.name}) for verb, unit in deeds],
            by=by,
            reason=file.source,
        )
        successions = _load_successions(file, province)
        return UnitsLoaded(len(fresh) + successions, len(changed))


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


def load_programme(spec: ProgrammeSpec, *, by: User | None, reason: str = "") -> Applied:
    """A programme with its owners, in one transaction.

    Raises UnknownUnitError, and what `apply_programme` raises.
    """
    with transaction.atomic():
        applied = apply_programme(spec, by=by, reason=reason)
        units = {unit.code: unit for unit in Unit.objects.filter(province__code=spec.province)}
        programme = Programme.objects.get(code=spec.code)
        indicators = {indicator.code: indicator for indicator in programme.indicators.all()}
        wanted: list[tuple[Indicator | None, str, Part, int]] = [
            (None, spec.monitor, Part.MONITOR, 0)
        ]
        for one in spec.indicators:
            wanted += _owners(indicators[one.code], one)
        changed = _assign(programme, units, wanted, by=by, reason=reason)
        return Applied(applied.new, applied.changed + changed, applied.withdrawn)


def _owners(
    indicator: Indicator, spec: IndicatorSpec
) -> list[tuple[Indicator | None, str, Part, int]]:
    lead = [(indicator, spec.lead, Part.LEAD, 0)] if spec.lead else []
    others = [
        (indicator, code, Part.COORDINATING, place)
        for place, code in enumerate(spec.coordinating, start=1)
    ]
    return [*lead, *others]


def _assign(
    programme: Programme,
    units: dict[str, Unit],
    wanted: list[tuple[Indicator | None, str, Part, int]],
    *,
    by: User | None,
    reason: str,
) -> int:
    """Make the assignments those of the file; the number of differences."""
    _check_units(units, [code for _indicator, code, _part, _place in wanted])
    stored = {
        (row.indicator_id, row.unit.code, row.part, row.position): row
        for row in programme.assignments.select_related("unit")
    }
    keys = {
        (indicator.pk if indicator else None, code, part.value, place): indicator
        for indicator, code, part, place in wanted
    }
    gone = [row for key, row in stored.items() if key not in keys]
    fresh = [key for key in keys if key not in stored]
    programme.assignments.filter(pk__in=[row.pk for row in gone]).delete()
    Assignment.objects.bulk_create(
        Assignment(
            programme=programme,
            indicator=keys[key],
            unit=units[key[1]],
            part=key[2],
            position=key[3],
        )
        for key in fresh
    )
    deeds = [("assignment.ended", row.indicator, row.unit.code, row.part) for row in gone]
    deeds += [("assignment.made", keys[key], key[1], key[2]) for key in fresh]
    record_all(
        [
            (
                verb,
                Subject(
                    "assignment", indicator.code if indicator else programme.code, programme.code
                ),
                None,
                {"unit": code, "part": part},
            )
            for verb, indicator, code, part in deeds
        ],
        by=by,
        reason=reason,
    )
    return len(gone) + len(fresh)


def _check_units(units: dict[str, Unit], codes: list[str]) -> None:
    for code in codes:
        if code not in units:
            raise UnknownUnitError(
                _("The province has no unit with the code “%(code)s”.") % {"code": code}
            )


def join_unit(*, user: User, unit: Unit, role: Role, by: User | None) -> Membership:
    """Give a person a role in a unit; giving it twice changes nothing."""
    with transaction.atomic():
        membership, created = Membership.objects.get_or_create(user=user, unit=unit, role=role)
        if created:
            subject = Subject("membership", f"{user.username}/{unit.code}")
            record("membership.made", subject, by=by, after={"role": role.value})
        return membership
