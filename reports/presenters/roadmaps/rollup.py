"""Do local targets add up? Each indicator and year as a line, and the units behind its gap."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assignments.models import RoadmapState, Unit
from indicators.method.cascade import Cascade, Share
from indicators.method.facts import Observation
from indicators.method.judgement import judge
from indicators.method.rounding import displayed
from indicators.models import Indicator
from reports.assessment import measure_of
from reports.presenters.review.words import number_text
from reports.presenters.roadmaps.sheet import aim_text
from reports.presenters.roadmaps.states import (
    IDLE,
    MISSING,
    RoadmapMark,
    UnitState,
    mark_of,
    unit_state,
)
from reports.presenters.rows import Link
from reports.presenters.values import EMPTY, measured
from reports.roadmaps.frame import Aim
from reports.roadmaps.rollup import ProgrammeRoadmaps, RollUpLine
from reports.sentences import gap_phrase
from tracker.common.decimals import decimal_places, round_half_up
from tracker.common.numbers import format_number
from tracker.common.periods import Period

WORST = 10
_MORE_DECIMALS = 2
_ORDER = (
    *(RoadmapState.SUBMITTED, RoadmapState.RETURNED, RoadmapState.DRAFT),
    *(MISSING, RoadmapState.APPROVED),
)


@dataclass(frozen=True)
class Standing:
    """Whether the whole reaches what the province wants: icon and word."""

    status: str
    word: str


@dataclass(frozen=True)
class WholeLine:
    """One indicator in one year."""

    code: str
    name: str
    url: str
    unit: str
    year: int
    aim: str
    is_target: bool
    whole: str
    standing: Standing
    gap: str
    coverage: str
    counted: str
    is_focus: bool


@dataclass(frozen=True)
class ShareLine:
    """One unit behind a gap."""

    name: str
    url: str
    value: str
    size: str
    is_fallback: bool
    weight: str
    contribution: str
    is_short: bool


@dataclass(frozen=True)
class GapPart:
    """Where the gap of one indicator lies in the chosen year, the worst units first."""

    code: str
    name: str
    year: int
    finding: str
    shares: tuple[ShareLine, ...]
    more: int
    remarks: tuple[str, ...]


@dataclass(frozen=True)
class StateCount:
    """How many units stand so."""

    mark: RoadmapMark
    count: int


@dataclass(frozen=True)
class RoadmapsPage:
    """Everything on the programme's page."""

    lede: str
    lines: tuple[WholeLine, ...]
    parts: tuple[GapPart, ...]
    states: tuple[UnitState, ...]
    idle: tuple[UnitState, ...]
    """Units that have nothing to count and owe no roadmap."""
    counts: tuple[StateCount, ...]


def roadmaps_page(found: ProgrammeRoadmaps, year: int, link: Link) -> RoadmapsPage:
    """The page with the parts of one year."""
    states = tuple(
        unit_state(one, link, is_idle=one.unit.code in found.idle) for one in found.standings
    )
    ranks = {key: rank for rank, key in enumerate(_ORDER)}
    tally = Counter(one.mark.key for one in states)
    return RoadmapsPage(
        lede=_lede(tally[RoadmapState.APPROVED], len(states) - tally[IDLE]),
        lines=tuple(whole_line(one, link, year) for one in found.lines),
        parts=tuple(_part(one, found.units, link) for one in found.lines if one.year == year),
        states=tuple(
            sorted(
                (one for one in states if one.mark.key != IDLE),
                key=lambda one: ranks[one.mark.key],
            )
        ),
        idle=tuple(one for one in states if one.mark.key == IDLE),
        counts=tuple(StateCount(mark_of(key), tally[key]) for key in _ORDER if tally[key]),
    )


def _lede(approved: int, units: int) -> str:
    return ngettext(
        "%(approved)d of %(count)d unit has an approved roadmap.",
        "%(approved)d of %(count)d units have an approved roadmap.",
        units,
    ) % {"approved": approved, "count": units}


def whole_line(one: RollUpLine, link: Link, focus: int) -> WholeLine:
    """One line of the table; every text is in the current language."""
    indicator, found = one.indicator, one.found
    return WholeLine(
        code=indicator.code,
        name=indicator.display_name,
        url=link("indicator", indicator.code),
        unit=indicator.display_unit,
        year=one.year,
        aim=aim_text(one.aim, indicator),
        is_target=one.aim.is_target,
        whole=_whole(one),
        standing=standing(one.aim, found),
        gap=_gap(one) or EMPTY,
        coverage=_percent(found.coverage),
        counted=f"{found.counted}/{found.owing}",
        is_focus=one.year == focus,
    )


def standing(aim: Aim, found: Cascade) -> Standing:
    """The verdict; where there is none, why."""
    if found.whole is None:
        return Standing("no_data", _("nothing to add up yet"))
    if found.met is not None:
        return Standing("met", _("adds up")) if found.met else Standing("missed", _("falls short"))
    if aim.goal is None:
        return Standing("no_data", _("nothing to hold it against"))
    return Standing("no_data", _("too few units for a verdict"))


def _whole(one: RollUpLine) -> str:
    if one.found.whole is None:
        return EMPTY
    goals = [one.aim.goal] if one.aim.goal else []
    shown = displayed(measure_of(one.indicator), one.found.whole, goals)
    places = max(one.indicator.decimals, decimal_places(shown))
    return measured(shown, one.indicator, places=places)


def _gap(one: RollUpLine) -> str:
    """The gap in the words of every other page, by the one method."""
    if one.found.whole is None or one.aim.goal is None:
        return ""
    period = Period(one.year)
    seen = Observation(period, one.found.whole, coverage=one.found.coverage)
    measure = measure_of(one.indicator)
    judgement = judge(measure, None, [seen], [one.aim.goal], period.ends_on)
    unit = one.indicator.display_unit
    return gap_phrase(judgement.goals[0], judgement, unit, format_number)


def _percent(share: Decimal) -> str:
    """Whole per cent, with decimals where 90 or 100 would be printed wrongly."""
    percent = 100 * share
    for places in range(3):
        shown = round_half_up(percent, places)
        if all((shown >= cut) == (percent >= cut) for cut in (90, 100)):
            break
    return f"{format_number(shown, places)}\u00a0%"


def _part(one: RollUpLine, units: dict[str, Unit], link: Link) -> GapPart:
    short = [share for share in one.found.shares if _is_worth_naming(share)]
    return GapPart(
        code=one.indicator.code,
        name=one.indicator.display_name,
        year=one.year,
        finding=_finding(one),
        shares=tuple(_share(share, one, units, link) for share in short[:WORST]),
        more=max(0, len(short) - WORST),
        remarks=tuple(_remarks(one.found, units)),
    )


def _is_worth_naming(share: Share) -> bool:
    """Units that pull the whole down; where no parts can be named, all of them."""
    return share.contribution is None or share.contribution < 0


def _finding(one: RollUpLine) -> str:
    gap = _gap(one)
    if one.found.whole is None or not gap:
        return standing(one.aim, one.found).word
    return _("%(whole)s against %(aim)s: %(gap)s") % {
        "whole": _whole(one),
        "aim": aim_text(one.aim, one.indicator),
        "gap": gap,
    }


def _share(share: Share, one: RollUpLine, units: dict[str, Unit], link: Link) -> ShareLine:
    part = share.contribution
    return ShareLine(
        name=units[share.unit].name,
        url=link("roadmap", share.unit),
        value=number_text(share.value, one.indicator),
        size=format_number(share.size),
        is_fallback=share.unit in one.found.by_fallback,
        weight="" if share.weight is None else _percent(share.weight),
        contribution=EMPTY if part is None else part_text(part, one.indicator),
        is_short=part is not None and part < 0,
    )


def part_text(part: Decimal, indicator: Indicator) -> str:
    """`−0,352 điểm phần trăm`: two decimals more than the figure has, with its sign."""
    number = format_number(part, indicator.decimals + _MORE_DECIMALS)
    share = indicator.unit.startswith("%")
    unit = _("percentage points") if share else indicator.display_unit
    return f"{'+' if part > 0 else ''}{number}\u00a0{unit}".strip("\u00a0")


def _remarks(found: Cascade, units: dict[str, Unit]) -> list[str]:
    """What is not in the whole, and why."""
    said = []
    if found.unweighted:
        said.append(
            _("Cannot be weighted, for want of a denominator: %(units)s.")
            % {"units": _names(found.unweighted, units)}
        )
    if found.silent:
        said.append(
            _("Have set no target for this year: %(units)s.")
            % {"units": _names(found.silent, units)}
        )
    if found.idle:
        said.append(
            ngettext(
                "%(count)d unit has nothing to count and owes nothing.",
                "%(count)d units have nothing to count and owe nothing.",
                len(found.idle),
            )
            % {"count": len(found.idle)}
        )
    return said


def _names(codes: tuple[str, ...], units: dict[str, Unit]) -> str:
    """The first few by name, the others by their number."""
    named = ", ".join(units[code].name for code in codes[:WORST])
    others = len(codes) - WORST
    if others <= 0:
        return named
    return ngettext("%(names)s and %(count)d other", "%(names)s and %(count)d others", others) % {
        "names": named,
        "count": others,
    }
