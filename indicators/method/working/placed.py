"""The value expected on the line, the share of the way, and what they were compared with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from indicators.method.age import LIMITS, age_months
from indicators.method.classes import class_rows
from indicators.method.criterion import Criterion, due_position
from indicators.method.facts import Comparator, Observation, Wanted
from indicators.method.figures import FULL_COVERAGE, baseline_figure
from indicators.method.outcome import GoalJudgement, Judgement
from indicators.method.status import Progress, Reason
from indicators.method.thresholds import Thresholds
from indicators.method.trajectory import Leg

from .lines import Check, Line, Rule, Side, Step


@dataclass(frozen=True)
class Axis:
    """How the scale on which more is better reads in plain signs: figure, start, expected.

    `turn` is -1 where less is better: lower wanted, a distance, promotions missing.
    """

    x: str
    b: str
    e: str
    turn: int

    def raw(self, progress: Decimal) -> Decimal:
        """The number as people write it."""
        return self.turn * progress


UP, DOWN = Axis("x", "b", "E", 1), Axis("x", "b", "E", -1)
DISTANCE, MISSING = Axis("k", "k0", "k1", -1), Axis("h", "h0", "h1", -1)


def axis_of(bounds: Criterion | None) -> Axis:
    """The signs of a goal; None is a goal by classes."""
    if bounds is None:
        return MISSING
    return {Wanted.HIGHER: UP, Wanted.LOWER: DOWN}.get(bounds.wanted, DISTANCE)


def expected(judged: GoalJudgement, judgement: Judgement, axis: Axis) -> tuple[Line, ...]:
    """E on its piece of the line; of a flow the total of the year and the share elapsed."""
    leg = judged.leg
    if leg is None:
        return ()
    symbol, formula, numbers = _on_leg(leg, judged, judgement, axis)
    level = leg.level if axis is not MISSING else -leg.level
    if leg.share is None:
        return (Step(Rule.EXPECTED, symbol, formula, numbers, level),)
    share = {"Y": level, "s": leg.share}
    return (
        Step(Rule.YEAR_TOTAL, "Y", formula, numbers, level),
        Step(Rule.EXPECTED, "E", "Y × s", share, leg.value),
    )


def _on_leg(
    leg: Leg, judged: GoalJudgement, judgement: Judgement, axis: Axis
) -> tuple[str, str, Mapping[str, Decimal]]:
    turn, symbol = (-1, "h1") if axis is MISSING else (1, "E")
    first = _first_sign(leg, judged, judgement, axis)
    if leg.end is None:
        return symbol, first, {first: turn * leg.start[1]}
    last = _last_sign(leg.end[0], judged, axis)
    formula = f"{first} + ({last} − {first}) × (t − t0) / (t1 − t0)"
    numbers = {
        first: turn * leg.start[1],
        last: turn * leg.end[1],
        "t": leg.position,
        "t0": leg.start[0],
        "t1": leg.end[0],
    }
    return symbol, formula, numbers


def _first_sign(leg: Leg, judged: GoalJudgement, judgement: Judgement, axis: Axis) -> str:
    """b for the baseline, T0 for the target of an earlier year; T alone where no line leads."""
    if leg.end is None and axis is not MISSING:
        return _last_sign(leg.start[0], judged, axis)
    if axis is MISSING:
        return "h0" if starts_at_baseline(leg, judgement) else "H0"
    return "b" if starts_at_baseline(leg, judgement) else "T0"


def starts_at_baseline(leg: Leg, judgement: Judgement) -> bool:
    """Whether the piece of the line begins at the baseline, not at the target of some year."""
    baseline = judgement.baseline
    return baseline is not None and leg.start[0] == baseline.year + 1


def _last_sign(position: Decimal, judged: GoalJudgement, axis: Axis) -> str:
    """T (L or U of a band to reach) for the target in question, T1 for one before it."""
    if axis is MISSING:
        return "H1"
    if position != due_position(judged.goal):
        return "T1"
    if judged.goal.comparator is not Comparator.RANGE:
        return "T"
    return {UP: "L", DOWN: "U"}.get(axis, "N")


def distances(judged: GoalJudgement, bounds: Criterion, start: Decimal) -> tuple[Line, ...]:
    """Of figure, baseline and expected value to what is accepted, where neither side is wanted."""
    found = []
    named = (("k", "x", judged.value), ("k0", "b", start), ("k1", "E", judged.expected))
    for symbol, sign, value in named:
        if value is None:
            continue
        is_band = bounds.reference is None
        nearest = "N" if is_band else "T"
        numbers = {sign: value, nearest: bounds.aim_from(value)}
        result = -bounds.progress(value)
        formula = f"|{sign} − {nearest}|"
        found.append(Step(Rule.DISTANCE, symbol, formula, numbers, result, sign))
    return tuple(found)


def promotions(judged: GoalJudgement, judgement: Judgement, progress: Progress) -> tuple[Line, ...]:
    """Promotions still missing, now and at the baseline: the shortfalls of every class added up."""
    baseline, observation = judgement.baseline, judged.observation
    named = (
        ("h", "x", observation.classes if observation else None, progress.figure),
        ("h0", "b", baseline.classes if baseline else None, progress.start),
    )
    found = []
    for symbol, of, counts, result in named:
        rows = class_rows(judgement.measure.class_order, judged.goal.classes or {}, counts or {})
        short = {f"s{place}": Decimal(max(0, -row.gap)) for place, row in enumerate(rows, 1)}
        found.append(Step(Rule.PROMOTIONS, symbol, " + ".join(short), short, -result, of))
    return tuple(found)


def ratio(judged: GoalJudgement, progress: Progress, axis: Axis) -> tuple[Line, ...]:
    """R; where the line leads away from what is wanted, in the form that still reads "above the
    line is better"."""
    if judged.ratio is None:
        return ()
    x, b, e = axis.x, axis.b, axis.e
    if progress.expected > progress.start:
        formula = f"({x} − {b}) / ({e} − {b})" if axis is UP else f"({b} − {x}) / ({b} − {e})"
    else:
        ahead = f"{x} − {e}" if axis is UP else f"{e} − {x}"
        formula = f"1 + ({ahead}) / |{e} − {b}|"
    numbers = {
        x: axis.raw(progress.figure),
        b: axis.raw(progress.start),
        e: axis.raw(progress.expected),
    }
    return (Step(Rule.RATIO, "R", formula, numbers, judged.ratio),)


def cut(value: Decimal, thresholds: Thresholds) -> tuple[Line, ...]:
    """R beside the cut-points, as far as they were asked."""
    first = Check(Rule.THRESHOLD, Side("R", value), "≥", Side("", thresholds.on_track))
    if first.holds:
        return (first,)
    return (first, Check(Rule.THRESHOLD, Side("R", value), "≥", Side("", thresholds.behind)))


def level(progress: Progress, axis: Axis) -> tuple[Line, ...]:
    """A line that rises by less than a display unit: held, unless more than a unit is lost."""
    start, end = axis.raw(progress.start), axis.raw(progress.expected)
    rise, unit = abs(progress.expected - progress.start), progress.unit
    lost = axis.raw(progress.start - unit)
    sign, edge = ("≥", f"{axis.b} − u") if axis is UP else ("≤", f"{axis.b} + u")
    formula = f"|{axis.e} − {axis.b}|"
    return (
        Step(Rule.LEVEL, "v", formula, {axis.e: end, axis.b: start}, rise),
        Check(Rule.LEVEL, Side("v", rise), "<", Side("u", unit)),
        Check(Rule.HELD, Side(axis.x, axis.raw(progress.figure)), sign, Side(edge, lost)),
    )


def regaining(progress: Progress, axis: Axis) -> tuple[Line, ...]:
    """Whether the figure is better than the one before it; nothing where there is none."""
    if progress.previous is None:
        return ()
    sign = ">" if axis is UP else "<"
    figure, before = axis.raw(progress.figure), axis.raw(progress.previous)
    return (Check(Rule.PREVIOUS, Side(axis.x, figure), sign, Side("p", before)),)


def slipping(judged: GoalJudgement, judgement: Judgement, bounds: Criterion) -> tuple[Line, ...]:
    """The mean annual change that points the wrong way, or where it leads by the due date."""
    change, seen = judgement.mean_change, judged.observation
    if not judged.slipping or change is None or seen is None or judged.value is None:
        return ()
    first, last = change.first, change.last
    numbers = {"y1": last.value, "y0": first.value, "t1": last.position, "t0": first.position}
    step = Step(Rule.CHANGE, "m", "(y1 − y0) / (t1 − t0)", numbers, change.value)
    if bounds.wanted is not Wanted.NEITHER:
        sign = "<" if bounds.wanted is Wanted.HIGHER else ">"
        return step, Check(Rule.SLIPPING, Side("m", change.value), sign, Side("", Decimal(0)))
    years = due_position(judged.goal) - seen.period.position
    ahead = {"x": judged.value, "m": change.value, "j": years}
    place = judged.value + change.value * years
    found: list[Line] = [step, Step(Rule.AHEAD, "w", "x + m × j", ahead, place)]
    for edge, sign, symbol in ((bounds.low, "≥", "L"), (bounds.high, "≤", "U")):
        if edge is not None:
            found.append(Check(Rule.SLIPPING, Side("w", place), sign, Side(symbol, edge)))
    return tuple(found)


def unjudged(reason: Reason, observation: Observation, judgement: Judgement) -> tuple[Line, ...]:
    """What kept a figure from being judged: its counts, its coverage, or its age."""
    n, d = observation.numerator, observation.denominator
    if reason is Reason.DATA_ERROR:
        if n is None or d is None or n <= d:
            return ()
        return (Check(Rule.COUNTS, Side("n", n), "≤", Side("d", d)),)
    if reason is Reason.NOT_APPLICABLE:
        return () if d is None else (Check(Rule.COUNTS, Side("d", d), ">", Side("", Decimal(0))),)
    if reason is Reason.PARTIAL:
        share = Side("", 100 * observation.coverage)
        return (Check(Rule.COVERAGE, share, "≥", Side("", 100 * FULL_COVERAGE)),)
    months = Side("", Decimal(age_months(observation.period, judgement.as_of)))
    late = LIMITS[judgement.measure.frequency][1]
    return (Check(Rule.AGE, months, "≤", Side("", Decimal(late))),)


def start_of(judgement: Judgement) -> Decimal:
    """b as the line has it; 0 for a running total and where there is none."""
    value = baseline_figure(judgement.baseline)
    return Decimal(0) if judgement.measure.is_flow or value is None else value
