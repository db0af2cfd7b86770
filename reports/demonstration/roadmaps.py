"""The demonstration of local roadmaps: invented targets in every state, marked as such.

Hà Tĩnh's wards and the communes with a former township; most are approved, so that they add up to
something. Rows are written at once, each deed with its line in the ledger at its own moment.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal
from itertools import groupby

from django.db import transaction

from assignments.models import LocalTarget, Roadmap, RoadmapState, Unit
from indicators.models import Indicator, Programme
from reports.demonstration.clock import at, moment_of
from reports.demonstration.ha_tinh_places import TOWN_COMMUNES, WARDS
from reports.demonstration.reporting_plan import HELPER, HELPER_NAME, LOCAL_REPORTER
from reports.demonstration.seeds import noise
from reports.queries.roadmaps import last_denominators
from reports.roadmaps.filling import as_ledger
from reports.roadmaps.frame import Frame, frame_of
from reports.roadmaps.workflow import subject_of
from tracker.accounts.models import User
from tracker.audit.ledger import Subject, record_all
from tracker.common.decimals import round_half_up
from tracker.common.timestamps import today

WITH_ROADMAPS = "ha-tinh-15-ctr-tu"
NOTE = "Số liệu minh họa"
OWN_UNIT = "18073"
DRAFT, SENT = "18775", "18568"
MISSING = ("18676",)
"""Who is not done; everybody else with an urban area is approved."""
REVISIONS = {
    OWN_UNIT: RoadmapState.DRAFT,
    "18229": RoadmapState.SUBMITTED,
    "18313": RoadmapState.RETURNED,
}
"""Who works on a new roadmap beside the approved one, and how far it has come."""

_SPREAD, _GROWTH = Decimal("0.06"), Decimal("1.02")
_LEAN = {"dat-giao-thong": "0.985", "thanh-toan-dien-tu": "0.96", "cay-xanh": "1.04"}
_WITHOUT_DENOMINATOR = ("18118", "18484")
"""These expect none; the last one reported weighs for them."""
_REASON = (
    "Chỉ tiêu năm 2030 thấp hơn mục tiêu của tỉnh mà chưa nêu căn cứ; đề nghị rà soát lại "
    "mẫu số dự kiến và bổ sung giải trình."
)
_WHY = "Cập nhật mẫu số theo số liệu dân số mới."
_SET, _SUBMITTED, _APPROVED, _REVISED, _RESUBMITTED, _RETURNED = 75, 60, 45, 20, 8, 5
"""Days before today on which the deeds were done."""
Ledger = tuple[int, User, str, Roadmap, str]


def load_roadmaps(programme: Programme, office: User) -> bool:
    """Write the roadmaps once: nothing is done for another programme, or where one exists."""
    if programme.code != WITH_ROADMAPS or programme.roadmaps.exists():
        return False
    with transaction.atomic():
        _Writer(programme, office).write()
    return True


@dataclass
class _Writer:
    """Puts together all roadmaps, then stores them in a handful of statements."""

    programme: Programme
    office: User
    frame: Frame = field(init=False)
    sizes: Mapping[tuple[int, int], Decimal] = field(init=False)

    def __post_init__(self) -> None:
        self.frame = frame_of(self.programme, today())
        self.sizes = last_denominators(self.frame.indicators, today())

    def write(self) -> None:
        """Roadmaps, their cells, and the ledger in order of time."""
        units = Unit.objects.filter(
            province=self.programme.province_id, code__in=[*WARDS, *TOWN_COMMUNES]
        ).exclude(code__in=MISSING)
        living = [unit for unit in units.order_by("code") if unit.is_valid_on(today())]
        people = self._people()
        roadmaps = []
        for revision, days in ((1, _SET), (2, _REVISED)):
            begun = [
                self._roadmap(unit, people[unit.code == OWN_UNIT], revision)
                for unit in living
                if revision == 1 or unit.code in REVISIONS
            ]
            with at(_moment(days)):
                roadmaps += Roadmap.objects.bulk_create(begun)
        cells = [cell for roadmap in roadmaps for cell in self._cells(roadmap)]
        LocalTarget.objects.bulk_create(cells)
        self._tell(roadmaps, cells)

    def _people(self) -> tuple[User, User]:
        """Who fills for most units, and who fills for the ward with an account of its own."""
        helper = User.objects.filter(username=HELPER).first()
        helper = helper or User.objects.create_user(
            HELPER, full_name=HELPER_NAME, is_demonstration=True
        )
        return helper, User.objects.filter(username=LOCAL_REPORTER).first() or helper

    def _roadmap(self, unit: Unit, by: User, revision: int) -> Roadmap:
        roadmap = Roadmap(programme=self.programme, unit=unit, revision=revision, created_by=by)
        roadmap.state = _state(unit.code) if revision == 1 else REVISIONS[unit.code]
        if roadmap.state != RoadmapState.DRAFT:
            days = _SUBMITTED if revision == 1 else _RESUBMITTED
            roadmap.submitted_at, roadmap.submitted_by = _moment(days), by
        if roadmap.state == RoadmapState.RETURNED:
            roadmap.returned_at, roadmap.returned_by = _moment(_RETURNED), self.office
            roadmap.return_reason = _REASON
        if roadmap.state == RoadmapState.APPROVED:
            roadmap.approved_at, roadmap.approved_by = _moment(_APPROVED), self.office
        return roadmap

    def _cells(self, roadmap: Roadmap) -> Iterator[LocalTarget]:
        """A draft has half of its indicators; nothing is set for years gone by before 2025."""
        indicators = self.frame.indicators
        is_begun = roadmap.state == RoadmapState.DRAFT and roadmap.revision == 1
        count = 2 if is_begun else len(indicators)
        for indicator in indicators[:count]:
            size = self.sizes.get((roadmap.unit_id, indicator.pk))
            for year in (one for one in self.frame.years if one >= 2025):
                value = self._value(roadmap.unit.code, indicator, year)
                if value is None or not size:
                    continue
                yield LocalTarget(
                    roadmap=roadmap,
                    indicator=indicator,
                    year=year,
                    value=value,
                    denominator=_expected(roadmap.unit.code, size, year),
                    note=NOTE,
                    updated_at=_moment(_SET),
                    updated_by=roadmap.created_by,
                )

    def _value(self, unit: str, indicator: Indicator, year: int) -> Decimal | None:
        """The province's line, times what the unit is by itself, within the indicator's bounds."""
        line = self.frame.lines[indicator.pk].at(Decimal(year + 1))
        if line is None:
            return None
        character = 1 + _SPREAD * noise("roadmap", indicator.code, unit)
        value = line * character * Decimal(_LEAN.get(indicator.code, "1.015"))
        high = indicator.bound_max
        value = value if high is None else min(value, high)
        return round_half_up(value, indicator.decimals)

    def _tell(self, roadmaps: Iterable[Roadmap], cells: Iterable[LocalTarget]) -> None:
        """The ledger: day by day, person by person."""
        with at(_moment(_SET)):
            for by, own in _by_author(one for one in cells if one.roadmap.revision == 1):
                deeds = [("local_target.set", _subject(one), None, as_ledger(one)) for one in own]
                record_all(deeds, by=by)
        deeds_of = sorted(_deeds(roadmaps, self.office), key=lambda one: (-one[0], one[1].pk))
        for (days, _key), group in groupby(deeds_of, key=lambda one: (one[0], one[1].pk)):
            rows = list(group)
            with at(_moment(days)):
                for reason, same in groupby(rows, key=lambda one: one[4]):
                    told = [(verb, subject_of(one), None, None) for _d, _by, verb, one, _r in same]
                    record_all(told, by=rows[0][1], reason=reason)


def _deeds(roadmaps: Iterable[Roadmap], office: User) -> Iterator[Ledger]:
    for one in roadmaps:
        if one.revision > 1:
            yield _REVISED, one.created_by, "roadmap.revised", one, _WHY
        else:
            yield _SET, one.created_by, "roadmap.begun", one, ""
        if one.submitted_by is not None:
            days = _SUBMITTED if one.revision == 1 else _RESUBMITTED
            yield days, one.submitted_by, "roadmap.submitted", one, ""
        if one.state == RoadmapState.RETURNED:
            yield _RETURNED, office, "roadmap.returned", one, _REASON
        if one.state == RoadmapState.APPROVED:
            yield _APPROVED, office, "roadmap.approved", one, ""


def _by_author(cells: Iterable[LocalTarget]) -> Iterator[tuple[User, list[LocalTarget]]]:
    ordered = sorted(cells, key=lambda one: one.updated_by.pk)
    for _key, group in groupby(ordered, key=lambda one: one.updated_by.pk):
        own = list(group)
        yield own[0].updated_by, own


def _state(unit: str) -> RoadmapState:
    first = {DRAFT: RoadmapState.DRAFT, SENT: RoadmapState.SUBMITTED}
    return first.get(unit, RoadmapState.APPROVED)


def _expected(unit: str, size: Decimal, year: int) -> Decimal | None:
    """The last denominator, grown by two per cent a year; some units expect none."""
    if unit in _WITHOUT_DENOMINATOR:
        return None
    years = max(0, year - today().year)
    return round_half_up(size * _GROWTH**years, 0)


def _moment(days: int) -> datetime:
    return moment_of(today() - timedelta(days=days))


def _subject(cell: LocalTarget) -> Subject:
    roadmap = cell.roadmap
    key = f"{roadmap.ledger_key}/{cell.indicator.code}/{cell.year}"
    return Subject("local_target", key, roadmap.programme.code)
