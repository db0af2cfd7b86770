"""The indicators of an invented programme: what its document states, and how their figures run."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from indicators.method.facts import Comparator, Frequency, Kind, Nature, Wanted
from indicators.programme_file import BaselineSpec, Collection, IndicatorSpec, TargetSpec
from reports.demonstration.seeds import seed
from reports.load.courses import MILLION, Course, mixed, text
from reports.load.size import Size
from reports.load.words import (
    CENTRAL_COUNTS,
    CENTRAL_SHARES,
    CENTRAL_VALUES,
    FALLING,
    GROUPS,
    LOCAL_COUNTS,
    LOCAL_SHARES,
    SOURCE,
)

_CENTRAL = ("value", "value", "share", "value", "band", "value", "count", "about", "value", "value")
"""What the indicators of departments are, in turn."""
_TENTH = Decimal("0.1")


@dataclass(frozen=True)
class Measure:
    """An indicator with the straight line that its figures follow more or less.

    `start` and `end` are in the smallest unit shown, of a share in millionths, of a local count
    those of an average unit; `pace` is the percentage of the way to the target really made.
    """

    spec: IndicatorSpec
    key: int
    start: int
    end: int
    pace: int

    @property
    def is_local(self) -> bool:
        """Whether each local unit reports it."""
        return self.spec.collection is Collection.LOCAL

    @property
    def is_annual(self) -> bool:
        """Whether there is one figure a year."""
        return self.spec.frequency is Frequency.ANNUAL

    def course(self, steps: int, place: int = 0) -> Course:
        """The figures of the province, or of the local unit `place`, each another one."""
        chance = mixed(self.key, -1 - place)
        start, end, pace, base = self.start, self.end, self.pace, 0
        decimals = self.spec.decimals
        if self.spec.kind is Kind.RATIO:
            base = 800 + chance % 6000 if self.is_local else 30_000 + chance % 90_000
            decimals = 0
        if self.is_local:
            pace += (chance >> 16) % 41 - 20
            size = 70 + (chance >> 24) % 61
            start, end = start * size // 100, end * size // 100
        slope = (end - start) * pace * 10 // steps
        wobble = max(abs(end - start) // 30, start // 100, 1)
        return Course(self.key ^ chance, start, slope, wobble, decimals, base)


def measures(
    size: Size, programme: str, *, clauses: Sequence[str], leads: Sequence[str]
) -> Iterator[Measure]:
    """The indicators in the order of the document: every third is collected from local units."""
    drawn = {"local": 0, "central": 0}
    for place in range(size.indicators):
        where = "central" if place % 3 else "local"
        number = drawn[where]
        drawn[where] += 1
        key = seed(str(size.seed), programme, str(place))
        draft = _local(number, key) if where == "local" else _central(number, key)
        frame = _Frame(
            group=GROUPS[place * len(GROUPS) // size.indicators],
            clause=clauses[place % len(clauses)],
            lead=leads[place % len(leads)],
            other=leads[(place + 5) % len(leads)],
            is_annual=where == "central" and number % 4 == 3,
        )
        # The way that is made goes from a third of the straight one to more than all of it.
        pace = 35 + (key >> 20) % 95
        yield Measure(_spec(draft, frame, size), key, draft.start, draft.end, pace)


@dataclass(frozen=True)
class _Draft:
    """What is particular to one indicator."""

    code: str
    name: str
    unit: str
    kind: Kind
    start: int
    end: int
    comparator: Comparator
    wanted: Wanted = Wanted.HIGHER
    decimals: int = 0
    counted: str = ""
    is_local: bool = False


@dataclass(frozen=True)
class _Frame:
    """Where it stands in the document and who answers for it."""

    group: tuple[str, str]
    clause: str
    lead: str
    other: str
    is_annual: bool


def _local(number: int, key: int) -> _Draft:
    """Three of four are shares of households, the fourth a count."""
    turn, again = divmod(number, 4)
    if again == 3:
        code, name, unit = LOCAL_COUNTS[turn % len(LOCAL_COUNTS)]
        start = 40 + key % 160
        end = start + start * (20 + (key >> 8) % 60) // 100
        return _named(
            _Draft(code, name, unit, Kind.COUNT, start, end, Comparator.GE, is_local=True),
            turn // len(LOCAL_COUNTS),
        )
    place = turn * 3 + again
    code, name, is_falling = LOCAL_SHARES[place % len(LOCAL_SHARES)]
    draft = _share(code, name, "hộ", key, is_falling=is_falling, is_local=True)
    return _named(draft, place // len(LOCAL_SHARES))


def _share(
    code: str, name: str, counted: str, key: int, *, is_falling: bool = False, is_local: bool
) -> _Draft:
    start = 60_000 + key % 140_000 if is_falling else 250_000 + key % 350_000
    end = start // 3 if is_falling else min(start + 100_000 + (key >> 8) % 250_000, 780_000)
    comparator = Comparator.LE if is_falling else (Comparator.GE, Comparator.GT)[key >> 16 & 1]
    return _Draft(
        code,
        name,
        "%",
        Kind.RATIO,
        start,
        end,
        comparator,
        wanted=Wanted.LOWER if is_falling else Wanted.HIGHER,
        decimals=1,
        counted=counted,
        is_local=is_local,
    )


def _central(number: int, key: int) -> _Draft:
    what = _CENTRAL[number % len(_CENTRAL)]
    if what == "share":
        place = number // len(_CENTRAL)
        code, name, counted = CENTRAL_SHARES[place % len(CENTRAL_SHARES)]
        draft = _share(code, name, counted, key, is_local=False)
        return _named(draft, place // len(CENTRAL_SHARES))
    if what == "count":
        place = number // len(_CENTRAL)
        code, name, unit = CENTRAL_COUNTS[place % len(CENTRAL_COUNTS)]
        start = 900 + key % 4000
        draft = _Draft(code, name, unit, Kind.COUNT, start, start * 8 // 5, Comparator.GE)
        return _named(draft, place // len(CENTRAL_COUNTS))
    return _value(number, what, key)


def _value(number: int, what: str, key: int) -> _Draft:
    """A value with one decimal: to be reached, to be kept within a band, or about so much."""
    code, name, unit = CENTRAL_VALUES[number % len(CENTRAL_VALUES)]
    is_falling = code in FALLING
    start = 150 + key % 350
    way = start * (20 + (key >> 8) % 60) // 100
    end = start - way // 2 if is_falling else start + way
    comparator, wanted = Comparator.GE, Wanted.HIGHER
    if is_falling:
        comparator, wanted = Comparator.LE, Wanted.LOWER
    elif what == "band":
        comparator, wanted = Comparator.RANGE, Wanted.NEITHER
    elif what == "about":
        comparator = Comparator.APPROX
    draft = _Draft(code, name, unit, Kind.VALUE, start, end, comparator, wanted, decimals=1)
    return _named(draft, number // len(CENTRAL_VALUES))


def _named(draft: _Draft, again: int) -> _Draft:
    """Another code and name where the words are used again."""
    if not again:
        return draft
    changes = {"code": f"{draft.code}-{again + 1}", "name": f"{draft.name} (nhóm {again + 1})"}
    return _Draft(**{**vars(draft), **changes})


def _spec(draft: _Draft, frame: _Frame, size: Size) -> IndicatorSpec:
    return IndicatorSpec(
        code=draft.code,
        name=draft.name,
        group=frame.group[0],
        kind=draft.kind,
        wanted=draft.wanted,
        decimals=draft.decimals,
        frequency=Frequency.ANNUAL if frame.is_annual else Frequency.QUARTERLY,
        collection=Collection.LOCAL if draft.is_local else Collection.PROVINCE,
        targets=tuple(_targets(draft, frame.clause, size)),
        unit=draft.unit,
        counted=draft.counted,
        baseline=BaselineSpec(
            size.baseline_year, SOURCE, Nature.OFFICIAL, value=_shown(draft, draft.start, size)
        ),
        lead=frame.lead,
        coordinating=(frame.other,),
        minimum=Decimal(0),
    )


def _targets(draft: _Draft, clause: str, size: Size) -> Iterator[TargetSpec]:
    """Half of the way at the interim year, all of it at the final one."""
    for year in filter(None, (size.interim_year, size.final_year)):
        done = year - size.baseline_year
        level = draft.start + (draft.end - draft.start) * done // (size.steps // 4)
        value = _shown(draft, level, size)
        wording = (
            f"{draft.name} năm {year}: {_WORDS.get(draft.comparator, '')} {_local_text(value)}"
        )
        low = high = None
        if draft.comparator is Comparator.RANGE:
            margin = (value / 10).quantize(_TENTH)
            low, high = value - margin, value + margin
            wording = f"từ {_local_text(low)} đến {_local_text(high)}"
        yield TargetSpec(
            year=year,
            comparator=draft.comparator,
            wording=f"{wording}{'%' if draft.unit == '%' else f' {draft.unit}'}",
            clause=clause,
            value=value if low is None else None,
            low=low,
            high=high,
        )


_WORDS = {
    Comparator.GE: "đạt ít nhất",
    Comparator.GT: "đạt trên",
    Comparator.LE: "giảm còn không quá",
    Comparator.APPROX: "đạt khoảng",
}


def _local_text(value: Decimal) -> str:
    return str(value).replace(".", ",")


def _shown(draft: _Draft, level: int, size: Size) -> Decimal:
    """A level as the document states it: a share in percent, a local count over all units."""
    if draft.kind is Kind.RATIO:
        return (Decimal(level * 100) / MILLION).quantize(_TENTH)
    if draft.is_local:
        return Decimal(level * size.units)
    return Decimal(text(level, draft.decimals))
