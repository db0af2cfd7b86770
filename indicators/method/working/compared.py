"""The figure, the target as numbers, and the one beside the other."""

from __future__ import annotations

from decimal import Decimal

from indicators.method.comparison import CLEARLY_BETTER, Verdict
from indicators.method.criterion import DEFAULT_TOLERANCE, Criterion
from indicators.method.facts import Comparator, Kind, Measure, Observation, Wanted
from indicators.method.heads import is_surplus
from indicators.method.outcome import GoalJudgement

from .lines import Check, Line, Rule, Side, Step

GAP_FORMULAS = {
    Comparator.GT: "x − T",
    Comparator.GE: "x − T",
    Comparator.FULL: "x − T",
    Comparator.LT: "T − x",
    Comparator.LE: "T − x",
}
"""Where the comparator alone says how the gap is measured; `about` and `range` ask which way is
wanted (`gap_formula`)."""


def gap_formula(comparator: Comparator, wanted: Wanted) -> str:
    """The gap in signs: T the target, L and U the ends of a band, tol the tolerance."""
    if comparator in GAP_FORMULAS:
        return GAP_FORMULAS[comparator]
    if comparator is Comparator.APPROX:
        return {Wanted.HIGHER: "x − T", Wanted.LOWER: "T − x"}.get(wanted, "tol − |x − T|")
    return {Wanted.HIGHER: "x − L", Wanted.LOWER: "U − x"}.get(wanted, "min(x − L; U − x)")


def counted(measure: Measure, observation: Observation, x: Decimal | None) -> tuple[Line, ...]:
    """x from its numerator and denominator, where it was made of them."""
    n, d = observation.numerator, observation.denominator
    is_made = measure.kind is Kind.RATIO or observation.value is None
    if x is None or n is None or d is None or not is_made:
        return ()
    if measure.factor == 1:
        return (Step(Rule.FIGURE, "x", "n / d", {"n": n, "d": d}, x),)
    return (Step(Rule.FIGURE, "x", "f × n / d", {"f": measure.factor, "n": n, "d": d}, x),)


def edges(judged: GoalJudgement, bounds: Criterion) -> tuple[Line, ...]:
    """The tolerance of `about`, and the ends that it gives."""
    target, goal = bounds.reference, judged.goal
    if goal.comparator is not Comparator.APPROX or target is None:
        return ()
    slack = _slack(bounds)
    found: list[Line] = []
    if goal.tolerance is None:
        share = {"c": DEFAULT_TOLERANCE, "T": target}
        found.append(Step(Rule.TOLERANCE, "tol", "c × |T|", share, slack))
    numbers = {"T": target, "tol": slack}
    if bounds.low is not None:
        found.append(Step(Rule.EDGE, "L", "T − tol", numbers, bounds.low))
    if bounds.high is not None:
        found.append(Step(Rule.EDGE, "U", "T + tol", numbers, bounds.high))
    return tuple(found)


def _slack(bounds: Criterion) -> Decimal:
    edge = bounds.low if bounds.low is not None else bounds.high
    if edge is None or bounds.reference is None:
        raise ValueError("no tolerance")
    return abs(edge - bounds.reference)


def _signs(judged: GoalJudgement, bounds: Criterion) -> dict[str, Decimal]:
    """T, L, U and tol of a goal, those that it has."""
    is_banded = judged.goal.comparator in (Comparator.RANGE, Comparator.APPROX)
    found = {}
    if bounds.reference is not None and judged.goal.comparator is not Comparator.RANGE:
        found["T"] = bounds.reference
    if is_banded and bounds.low is not None:
        found["L"] = bounds.low
    if is_banded and bounds.high is not None:
        found["U"] = bounds.high
    if judged.goal.comparator is Comparator.APPROX:
        found["tol"] = _slack(bounds)
    return found


def against(judged: GoalJudgement, bounds: Criterion) -> tuple[Line, ...]:
    """The gap, whether the target is met, by how much it is exceeded, heads still needed."""
    x, gap = judged.value, judged.gap
    if x is None or gap is None:
        return ()
    signs = {"x": x, **_signs(judged, bounds)}
    formula = gap_formula(judged.goal.comparator, bounds.wanted)
    used = {sign: value for sign, value in signs.items() if _holds_sign(formula, sign)}
    found: list[Line] = [Step(Rule.GAP, "g", formula, used, gap)]
    if judged.comparison.met is not None:
        found += _met(judged, bounds, x)
    if judged.verdict is Verdict.EXCEEDED:
        found += _exceeded(judged, bounds, x, gap)
    return (*found, *_heads(judged, bounds))


def _holds_sign(formula: str, sign: str) -> bool:
    words = formula.replace("(", " ").replace(")", " ").replace("|", " ").replace(";", " ")
    return sign in words.split()


def _met(judged: GoalJudgement, bounds: Criterion, x: Decimal) -> list[Check]:
    observation = judged.observation
    n = observation.numerator if observation else None
    d = observation.denominator if observation else None
    if judged.goal.comparator is Comparator.FULL and n is not None and d is not None:
        return [Check(Rule.MET, Side("n", n), "=", Side("d", d))]
    is_banded = judged.goal.comparator in (Comparator.RANGE, Comparator.APPROX)
    found = []
    for edge, sign, symbol in ((bounds.low, "≥", "L"), (bounds.high, "≤", "U")):
        if edge is not None:
            strict = {"≥": ">", "≤": "<"}[sign] if bounds.is_strict else sign
            right = Side(symbol if is_banded else "T", edge)
            found.append(Check(Rule.MET, Side("x", x), strict, right))
    return found


def _exceeded(judged: GoalJudgement, bounds: Criterion, x: Decimal, gap: Decimal) -> list[Line]:
    goal, relative = judged.goal, judged.relative_gap
    if goal.comparator is Comparator.RANGE:
        if bounds.wanted is Wanted.HIGHER and goal.high is not None:
            return [Check(Rule.EXCEEDED, Side("x", x), ">", Side("U", goal.high))]
        return [Check(Rule.EXCEEDED, Side("x", x), "<", Side("L", goal.low or Decimal(0)))]
    if goal.comparator in (Comparator.GE, Comparator.LE) or relative is None:
        return []
    numbers = {"g": gap, "T": bounds.reference or Decimal(0)}
    return [
        Step(Rule.RELATIVE_GAP, "q", "g / |T|", numbers, relative),
        Check(Rule.EXCEEDED, Side("q", relative), ">", Side("", CLEARLY_BETTER)),
    ]


def by_a_unit(judged: GoalJudgement, measure: Measure) -> tuple[Line, ...]:
    """`at least` and `at most` are exceeded by a display unit."""
    is_plain = judged.goal.comparator in (Comparator.GE, Comparator.LE)
    if judged.verdict is not Verdict.EXCEEDED or not is_plain or judged.gap is None:
        return ()
    return (Check(Rule.EXCEEDED, Side("g", judged.gap), "≥", Side("u", measure.unit)),)


def _heads(judged: GoalJudgement, bounds: Criterion) -> list[Line]:
    """Heads that a percentage still needs; where lower is wanted, by how many there are too many.

    Above and below a strict target the next whole head counts.
    """
    observation, missing = judged.observation, judged.missing
    if not missing or observation is None:
        return []
    n, d = observation.numerator, observation.denominator
    if n is None or d is None:
        return []
    rule, edge = Rule.HEADS, bounds.low
    strict, plain = ("⌊T × d / 100⌋ + 1 − n", "⌈T × d / 100⌉ − n")
    if is_surplus(bounds, n * 100 / d):
        rule, edge = Rule.SURPLUS, bounds.high
        strict, plain = ("n − (⌈T × d / 100⌉ − 1)", "n − ⌊T × d / 100⌋")
    formula = strict if bounds.is_strict else plain
    numbers = {"T": edge or Decimal(0), "d": d, "n": n}
    return [Step(rule, "k", formula, numbers, Decimal(missing))]


def by_class(judged: GoalJudgement) -> tuple[Line, ...]:
    """One line for each "class k or better", and the totals."""
    observation, goal = judged.observation, judged.goal
    if observation is None or judged.gap is None or not observation.classes or not goal.classes:
        return ()
    totals = {
        "n": Decimal(sum(observation.classes.values())),
        "T": Decimal(sum(goal.classes.values())),
    }
    return (
        *(
            Check(
                Rule.CLASS,
                Side("", Decimal(row.actual)),
                "≥",
                Side("", Decimal(row.target)),
                row.name,
            )
            for row in judged.class_rows
        ),
        Step(Rule.GAP, "g", "n − T", totals, judged.gap),
    )
