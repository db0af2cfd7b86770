"""How far the set-up has come, read from the data each time."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Q

from assignments.models import LOCAL_KINDS, Assignment, Membership, Part, Unit
from assignments.permissions import office_units
from indicators.models import Programme, Province
from reports.models import DraftKind, Report, ReportingPeriod, SetupDraft
from reports.obligations import obligations_by_unit
from tracker.accounts.models import User
from tracker.accounts.roles import Role
from tracker.common.timestamps import today


@dataclass(frozen=True)
class ProvinceFacts:
    """A province and how many units it has today, the province itself not counted."""

    code: str
    name: str
    units: int
    local_units: int


@dataclass(frozen=True)
class SetupFacts:
    """What the steps are computed from; of the programme that was set up last, or was asked for."""

    provinces: tuple[ProvinceFacts, ...]
    drafts: int
    programmes: tuple[Programme, ...] = ()
    programme: Programme | None = None
    indicators: int = 0
    without_lead: int = 0
    reviewers: int = 0
    answering: int = 0
    """Units from which figures are wanted."""
    unstaffed: tuple[str, ...] = ()
    """Names of those of them for which nobody reports yet, by code."""
    period: ReportingPeriod | None = None
    """The next one that is due."""
    has_reports: bool = False


def setup_facts(by: User, code: str = "") -> SetupFacts:
    """The state of every step."""
    programmes = tuple(Programme.objects.select_related("province").order_by("-pk"))
    asked = (one for one in programmes if one.code == code)
    programme = next(asked, programmes[0] if programmes else None)
    kinds = (DraftKind.TABLE, DraftKind.FILE)
    drafts = SetupDraft.objects.filter(kept_by=by, kind__in=kinds).count()
    provinces = province_facts()
    if programme is None:
        return SetupFacts(provinces, drafts)
    day = today()
    periods = ReportingPeriod.objects.filter(programme=programme)
    period = periods.filter(deadline__gte=day).order_by("deadline").first()
    wanted = _answering(programme, period)
    office = office_units(programme)
    living = programme.indicators.filter(retired_at=None)
    led = Assignment.objects.on(day).filter(programme=programme, part=Part.LEAD)
    return SetupFacts(
        provinces=provinces,
        drafts=drafts,
        programmes=programmes,
        programme=programme,
        indicators=living.count(),
        without_lead=living.filter(collection="province")
        .exclude(pk__in=led.exclude(indicator=None).values("indicator"))
        .count(),
        reviewers=_people(Role.REVIEWER, set(office)),
        answering=len(wanted),
        unstaffed=_unstaffed(wanted),
        period=period,
        has_reports=Report.objects.filter(period__programme=programme).exists(),
    )


def province_facts() -> tuple[ProvinceFacts, ...]:
    """Every province with the units that exist today."""
    counts = (
        Unit.objects.filter(_begun(), _not_ended())
        .exclude(kind="province")
        .values("province")
        .annotate(all=Count("pk"), local=Count("pk", filter=Q(kind__in=LOCAL_KINDS)))
    )
    found = {one["province"]: one for one in counts}
    nothing = {"all": 0, "local": 0}
    return tuple(
        ProvinceFacts(
            one.code,
            one.name,
            found.get(one.pk, nothing)["all"],
            found.get(one.pk, nothing)["local"],
        )
        for one in Province.objects.order_by("code")
    )


def units_today(province: Province) -> list[Unit]:
    """Its units that have not ended, those still to come among them; the newest first."""
    return list(Unit.objects.filter(_not_ended(), province=province).order_by("-pk"))


def known_units(province: str = "") -> list[Unit]:
    """The units that exist today, of one province or of all, by code; for lists to choose from."""
    living = Unit.objects.filter(_begun(), _not_ended())
    units = living.exclude(kind="province").order_by("code")
    return list(units.filter(province__code=province) if province else units)


def province_choices() -> list[tuple[str, str]]:
    """Code and short name of every province."""
    return list(Province.objects.order_by("code").values_list("code", "short_name"))


def _begun() -> Q:
    return Q(valid_from=None) | Q(valid_from__lte=today())


def _not_ended() -> Q:
    return Q(valid_to=None) | Q(valid_to__gt=today())


def _answering(programme: Programme, period: ReportingPeriod | None) -> set[int]:
    """Who owes something in the period; without one, who leads an indicator."""
    if period is not None:
        return set(obligations_by_unit(period))
    led = Assignment.objects.on(today()).filter(programme=programme, part=Part.LEAD, task=None)
    return set(led.exclude(indicator=None).values_list("unit_id", flat=True))


def _people(role: Role, units: set[int]) -> int:
    held = Membership.objects.filter(role=role, unit__in=units, user__is_active=True)
    return held.values("user").distinct().count()


def _unstaffed(units: set[int]) -> tuple[str, ...]:
    held = Membership.objects.filter(role=Role.REPORTER, user__is_active=True)
    alone = Unit.objects.filter(pk__in=units).exclude(pk__in=held.values("unit"))
    return tuple(alone.order_by("code").values_list("name", flat=True))
