"""Who administers a province's units; adding one, correcting what is said of it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assignments.models import Assignment, Membership, Part, Unit, UnitKind
from assignments.units_file import CODE
from indicators.models import Province
from tracker.accounts.models import User
from tracker.accounts.roles import Role
from tracker.audit.ledger import Subject, record
from tracker.common.errors import NotAllowedError, SentenceError
from tracker.common.folding import fold
from tracker.common.timestamps import today


class UnitError(SentenceError):
    """What was entered of a unit cannot stand; `field` says where it was entered."""

    def __init__(self, sentence: str, field: str = "") -> None:
        super().__init__(sentence)
        self.field = field


class ChangedMeanwhileError(SentenceError):
    """Somebody else was faster; nothing was stored."""


_UNIT_CHANGED = gettext_lazy("Somebody else has just changed this unit. Look at it again.")


@dataclass(frozen=True)
class UnitContent:
    """What may be corrected of a unit at any time; from when to when it exists may not."""

    name: str
    short_name: str = ""
    population: int | None = None
    note: str = ""
    wants_sign_off: bool = False


def may_administer(user: User, province: Province) -> bool:
    """An administrator, or a reviewer of an office that monitors a programme of the province."""
    if user.is_administrator:
        return True
    monitors = Assignment.objects.on(today()).filter(
        programme__province=province, part=Part.MONITOR
    )
    held = Membership.objects.filter(user=user, role=Role.REVIEWER)
    return held.filter(unit__in=monitors.values("unit")).exists()


def check_may_administer(user: User, province: Province) -> None:
    """NotAllowedError unless the person administers the province's units."""
    if not may_administer(user, province):
        raise NotAllowedError(_("Only the reviewing office and administrators may do this."))


def monitoring_units(province: Province) -> frozenset[int]:
    """Keys of the units that review for a programme of the province, now or from a later day.

    Only administrators change who belongs to them, and how they are reorganised.
    """
    rows = Assignment.objects.filter(
        programme__province=province, part=Part.MONITOR, valid_to__isnull=True
    )
    held = Assignment.objects.on(today()).filter(programme__province=province, part=Part.MONITOR)
    return frozenset((rows | held).values_list("unit_id", flat=True))


def check_code(code: str, province: Province) -> str:
    """UnitError unless the code can be one of a unit of the province."""
    if not CODE.fullmatch(code):
        raise UnitError(
            _("“%(code)s” is not a code such as 42, 436 or 42-sxd.") % {"code": code}, "code"
        )
    if "-" in code and not code.startswith(f"{province.code}-"):
        raise UnitError(
            _("The code must start with the province's: %(code)s.") % {"code": province.code},
            "code",
        )
    return code


def add_unit(
    *,
    province: Province,
    code: str,
    kind: UnitKind,
    content: UnitContent,
    valid_from: date | None,
    by: User,
) -> Unit:
    """A unit that follows no other; one that does begins with a reorganisation."""
    check_may_administer(by, province)
    check_code(code, province)
    if kind == UnitKind.PROVINCE:
        raise UnitError(_("A province has one unit of this kind only."), "kind")
    _check_content(content)
    unit = Unit(code=code, province=province, kind=kind, valid_from=valid_from, **_fields(content))
    try:
        with transaction.atomic():
            unit.save(force_insert=True)
            record("unit.created", unit_subject(unit), by=by, after=unit_ledger(unit))
    except IntegrityError as error:
        raise UnitError(_("The code %(code)s is taken.") % {"code": code}, "code") from error
    return unit


def content_of(unit: Unit) -> UnitContent:
    """What is said of the unit now."""
    return UnitContent(unit.name, unit.short_name, unit.population, unit.note, unit.wants_sign_off)


def content_mark(unit: Unit) -> str:
    """A short mark of what is said of the unit: a page carries it to say what it has shown."""
    return hashlib.sha256(repr(content_of(unit)).encode()).hexdigest()[:16]


def change_unit(*, unit: Unit, content: UnitContent, mark: str, by: User, reason: str = "") -> Unit:
    """Correct what is said of a unit, if it still says what the page with this mark has shown.

    ChangedMeanwhileError if somebody else has changed it since.
    """
    check_may_administer(by, unit.province)
    _check_content(content)
    if content_mark(unit) != mark:
        raise ChangedMeanwhileError(_UNIT_CHANGED)
    wanted = _fields(content)
    before = {name: getattr(unit, name) for name in wanted}
    changed = {name: value for name, value in wanted.items() if before[name] != value}
    if not changed:
        return unit
    with transaction.atomic():
        if not Unit.objects.filter(pk=unit.pk, **before).update(**changed):
            raise ChangedMeanwhileError(_UNIT_CHANGED)
        told = [name for name in changed if name != "folded_name"]
        record(
            "unit.changed",
            unit_subject(unit),
            by=by,
            before=_told({name: before[name] for name in told}, unit),
            after=_told({name: changed[name] for name in told}, unit),
            reason=reason,
        )
    for name, value in changed.items():
        setattr(unit, name, value)
    return unit


def unit_subject(unit: Unit) -> Subject:
    """The unit for the ledger."""
    return Subject("unit", unit.code)


def unit_ledger(unit: Unit) -> dict[str, Any]:
    """What the ledger keeps of a new unit."""
    since = unit.valid_from.isoformat() if unit.valid_from else None
    return _told({"name": unit.name, "kind": str(unit.kind), "valid_from": since}, unit)


def _told(content: Mapping[str, Any], unit: Unit) -> dict[str, Any]:
    return {**content, "unit": unit.code, "province": unit.province.code}


def _fields(content: UnitContent) -> dict[str, Any]:
    return {
        "name": content.name,
        "short_name": content.short_name,
        "folded_name": fold(content.name),
        "population": content.population,
        "note": content.note,
        "wants_sign_off": content.wants_sign_off,
    }


def _check_content(content: UnitContent) -> None:
    if not content.name.strip():
        raise UnitError(_("A unit needs a name."), "name")
    if content.population is not None and content.population < 0:
        raise UnitError(_("The population cannot be negative."), "population")
