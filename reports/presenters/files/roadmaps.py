"""Local targets as lines of a file: the wholes, the units behind them, one unit's roadmap."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from django.utils.translation import gettext as _

from assignments.models import LocalTarget, Unit
from reports.presenters.roadmaps.rollup import RoadmapsPage, standing
from reports.presenters.roadmaps.sheet import aim_text
from reports.roadmaps.frame import Frame
from reports.roadmaps.rollup import ProgrammeRoadmaps, RollUpLine
from tracker.common.decimals import round_half_up
from tracker.common.table_file import Table, Value

_DECIMALS = 6


def whole_table(found: ProgrammeRoadmaps) -> Table:
    """Whether the local targets add up, for each indicator and year."""
    header = [
        *(_("Code"), _("Indicator"), _("Unit of measure"), _("Year"), _("Province wants")),
        *(_("Basis"), _("Whole of the local targets"), _("Gap"), _("Judgement")),
        *(_("Units counted"), _("Units that owe"), _("Coverage, %")),
    ]
    return Table(_("Do the local targets add up?"), header, [_whole(one) for one in found.lines])


def _whole(one: RollUpLine) -> list[Value]:
    indicator, found = one.indicator, one.found
    return [
        *(indicator.code, indicator.display_name, indicator.display_unit, one.year),
        aim_text(one.aim, indicator),
        _("target") if one.aim.is_target else _("trajectory"),
        *(_short(found.whole), _short(found.gap), standing(one.aim, found).word),
        *(found.counted, found.owing, round_half_up(100 * found.coverage, 1)),
    ]


def _short(number: Decimal | None) -> Decimal | None:
    return None if number is None else round_half_up(number, _DECIMALS)


def share_table(found: ProgrammeRoadmaps, year: int) -> Table:
    """Every unit's part of the whole in one year, not only the worst."""
    header = [
        *(_("Code"), _("Indicator"), _("Unit of measure"), _("Unit"), _("Code of the unit")),
        *(_("Its target"), _("Denominator"), _("Denominator is"), _("Weight, %")),
        _("Part of the gap"),
    ]
    rows: list[Sequence[Value]] = [
        [
            *(line.indicator.code, line.indicator.display_name, line.indicator.display_unit),
            *(found.units[one.unit].name, one.unit, one.value, one.size),
            _("last reported") if one.unit in line.found.by_fallback else "",
            None if one.weight is None else round_half_up(100 * one.weight, 2),
            _short(one.contribution),
        ]
        for line in found.lines
        if line.year == year
        for one in line.found.shares
    ]
    return Table(_("Local targets of the units, %(year)d") % {"year": year}, header, rows)


def standing_table(page: RoadmapsPage) -> Table:
    """How far each unit is with its roadmap."""
    header = [_("Unit"), _("State"), _("Note"), _("Since")]
    rows = [[one.name, one.mark.word, one.mark.note, one.since] for one in page.states + page.idle]
    return Table(_("Roadmaps of the units"), header, rows, is_illustrative=False)


def roadmap_table(frame: Frame, unit: Unit, stored: Mapping[tuple[int, int], LocalTarget]) -> Table:
    """One unit's targets by indicator and year, what the province wants beside them."""
    header = [
        *(_("Code"), _("Indicator"), _("Unit of measure"), _("Year"), _("Province wants")),
        *(_("Target"), _("Denominator"), _("Note, basis")),
    ]
    rows: list[Sequence[Value]] = []
    for one in frame.indicators:
        for year in frame.years:
            cell = stored.get((one.pk, year))
            rows.append(
                [
                    *(one.code, one.display_name, one.display_unit, year),
                    aim_text(frame.aim(one, year), one),
                    *((cell.value, cell.denominator, cell.note) if cell else (None, None, None)),
                ]
            )
    return Table(_("Roadmap of %(unit)s") % {"unit": unit.name}, header, rows)
