"""What must hold for every number: properties of the method under Hypothesis."""

from __future__ import annotations

from decimal import Decimal, localcontext
from itertools import permutations
from typing import Any

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from indicators.method.classes import steps_short
from indicators.method.comparison import Verdict, compare, verdict
from indicators.method.contributions import contributions, decompose
from indicators.method.criterion import criterion
from indicators.method.facts import Goal, Measure
from indicators.method.heads import missing_heads
from indicators.method.judgement import Status
from indicators.method.outcome import GoalJudgement
from indicators.method.rollup import UnitFigure, roll_up
from indicators.method.rounding import displayed, displayed_gap, displayed_pair
from tests.indicators.method.build import (
    CLASSES,
    LOWER,
    NEITHER,
    ORDER,
    PERCENT,
    VALUE,
    D,
    base,
    goal,
    near,
    obs,
    only,
    run,
)

HUNDRED = D(100)


def decimals(low: int = -1000, high: int = 1000, places: int = 3) -> st.SearchStrategy[Decimal]:
    scale = 10**places
    return st.integers(low * scale, high * scale).map(lambda n: D(n).scaleb(-places))


def bands(low: Decimal, width: Decimal) -> list[tuple[Measure, Goal]]:
    names = {VALUE: ["gt", "ge", "approx"], LOWER: ["lt", "le", "approx"], NEITHER: ["approx"]}
    pairs = [(m, goal(low, comparator=name)) for m in names for name in names[m]]
    band = goal(comparator="range", low=low, high=low + width)
    return pairs + [(m, band) for m in names]


GOALS = st.builds(bands, decimals(places=2), decimals(1, 90, 2)).flatmap(st.sampled_from)
COUNTS = st.tuples(st.integers(0, 400), st.integers(0, 400)).map(lambda p: (min(p), max(p)))
UNITS = st.lists(COUNTS, min_size=1, max_size=8).map(
    lambda pairs: [UnitFigure(f"u{i}", D(n), D(d)) for i, (n, d) in enumerate(pairs)]
)
CLASS_COUNTS = st.fixed_dictionaries({name: st.integers(0, 6) for name in ORDER})


@given(GOALS, decimals())
def test_display_keeps_the_verdict_and_the_sign_of_the_gap(pair: Any, x: Decimal) -> None:
    measure, target = pair
    shown = displayed(measure, x, [target])
    assert verdict(measure, target, shown) is verdict(measure, target, x)
    gap = displayed_gap(measure, target, x)
    if target.comparator not in ("approx",):
        assert (gap < 0) <= (verdict(measure, target, x) is Verdict.NOT_MET)


@given(st.integers(1, 5000), st.integers(1, 5000))
def test_a_share_prints_100_only_when_it_is_all(n: int, d: int) -> None:
    assume(n <= d)
    x = roll_up([UnitFigure("u", D(n), D(d))], HUNDRED).value
    assert (displayed(PERCENT, x) == 100) is (n == d)


@given(decimals(), decimals(), st.integers(0, 2))
def test_a_displayed_pair_keeps_its_order(a: Decimal, b: Decimal, places: int) -> None:
    first, second = displayed_pair(a, b, places)
    assert first.compare(second) == a.compare(b)


@given(GOALS, decimals())
def test_met_follows_from_the_gap(pair: Any, x: Decimal) -> None:
    measure, target = pair
    found = compare(measure, target, obs(2025, x))
    if target.comparator in ("gt", "lt"):
        assert found.met is (found.gap > 0)
    elif target.comparator == "approx" and measure is not NEITHER:
        assert found.met is (found.gap >= -D("0.02") * abs(target.value))
    else:
        assert found.met is (found.gap >= 0)


@given(UNITS, decimals(0, 100, 1))
def test_contributions_add_up_exactly(units: list[UnitFigure], target: Decimal) -> None:
    parts = contributions(units, target, HUNDRED)
    whole = roll_up(units, HUNDRED)
    if whole.value is None:
        assert parts == ()
        return
    with localcontext(prec=50):
        gap = (whole.value - target).quantize(D("1e-24"))
        assert sum(part.contribution for part in parts) == gap
        assert abs(sum(part.weight for part in parts) - 1) < D("1e-40")


@given(UNITS, UNITS)
def test_decomposition_leaves_no_residual(old: list[UnitFigure], new: list[UnitFigure]) -> None:
    before, after = roll_up(old, HUNDRED).value, roll_up(new, HUNDRED).value
    parts = decompose(old, new, HUNDRED)
    if before is None or after is None:
        assert parts == ()
        return
    with localcontext(prec=50):
        assert sum(part.total for part in parts) == (after - before).quantize(D("1e-24"))


@given(UNITS)
def test_a_roll_up_lies_between_its_units(units: list[UnitFigure]) -> None:
    shares = [100 * u.numerator / u.denominator for u in units if u.denominator]
    whole = roll_up(units, HUNDRED)
    assert (whole.value is None) is (not shares)
    if shares:
        assert near(min(shares)) <= near(whole.value) <= near(max(shares))


@given(decimals(), decimals(), decimals(), decimals(1, 50, 1), decimals())
def test_attainment_is_affine_invariant(
    b: Decimal, target: Decimal, x: Decimal, scale: Decimal, shift: Decimal
) -> None:
    assume(b < target)
    plain = only(obs(2023, x), goal(target), base(b)).attainment
    moved = only(
        obs(2023, x * scale + shift), goal(target * scale + shift), base(b * scale + shift)
    ).attainment
    assert near(plain) == near(moved)


RANK = {Status.AT_RISK: 0, Status.BEHIND: 1, Status.ON_TRACK: 2, Status.MET: 3}


@given(decimals(), decimals(), decimals(), decimals(), decimals())
def test_status_never_worsens_with_a_better_figure(
    b: Decimal, target: Decimal, before: Decimal, x: Decimal, better: Decimal
) -> None:
    assume(x <= better)

    def rank(value: Decimal, sign: int = 1) -> int:
        name, measure = ("ge", VALUE) if sign > 0 else ("le", LOWER)
        figures = [obs(2022, sign * before), obs(2023, sign * value)]
        return RANK[
            only(figures, goal(sign * target, comparator=name), base(sign * b), measure).status
        ]

    assert rank(x) <= rank(better)
    assert rank(x) == rank(x, sign=-1)


@given(CLASS_COUNTS, CLASS_COUNTS, st.integers(1, 4))
def test_a_promotion_is_never_a_loss(target: Any, actual: Any, place: int) -> None:
    assume(actual[ORDER[place]] > 0)
    promoted = actual | {
        ORDER[place]: actual[ORDER[place]] - 1,
        ORDER[place - 1]: actual[ORDER[place - 1]] + 1,
    }
    wanted = goal(comparator="classes", classes=target)
    met = [compare(CLASSES, wanted, obs(2025, classes=c)).met for c in (actual, promoted)]
    assert met[0] <= met[1]
    steps = [steps_short(ORDER, target, c) for c in (actual, promoted)]
    assert steps[0] - steps[1] in (0, 1)
    assert [count == 0 for count in steps] == met


@given(COUNTS, decimals(0, 100, 1), st.sampled_from(["ge", "gt", "le", "lt"]))
def test_the_missing_heads_are_just_enough(counts: Any, target: Decimal, name: str) -> None:
    n, d = counts
    measure = (
        PERCENT if name in ("ge", "gt") else Measure(PERCENT.kind, LOWER.wanted, factor=HUNDRED)
    )
    bounds = criterion(measure, goal(target, comparator=name))
    missing = missing_heads(bounds, D(n), D(d))
    assume(missing is not None)
    sign = 1 if name in ("ge", "gt") else -1
    assert bounds.accepts(HUNDRED * (n + sign * missing) / d)
    assert missing == 0 or not bounds.accepts(HUNDRED * (n + sign * (missing - 1)) / d)


FIGURES = st.lists(
    st.builds(
        obs,
        st.sampled_from(["2021", "2022", "2022-Q3", "2023-Q4", "2023", "2024", "2025"]),
        decimals(0, 100, 1),
        nature=st.sampled_from(["official", "estimate", "illustrative"]),
        same_definition=st.booleans(),
        coverage=st.sampled_from([D(1), D("0.5")]),
    ),
    max_size=4,
)


@settings(max_examples=60)
@given(FIGURES)
def test_the_order_of_observations_does_not_matter(figures: list[Any]) -> None:
    goals = [goal(50, 2024), goal(80, 2030)]
    judged = {repr(run(list(order), *goals, baseline=base(20))) for order in permutations(figures)}
    assert len(judged) == 1


def consistent(one: GoalJudgement) -> bool:
    """A verdict says the same as `met`, and judged statuses have one."""
    is_judged = one.status in (Status.MET, Status.MISSED)
    says = None if one.verdict is None else one.verdict is not Verdict.NOT_MET
    return (one.verdict is not None) is is_judged and (not is_judged or says is one.met)


@given(GOALS, FIGURES, st.none() | decimals(0, 100, 1))
def test_every_judgement_is_consistent(pair: Any, figures: list[Any], b: Decimal | None) -> None:
    measure, target = pair
    start = None if b is None else base(b)
    judgement = run(figures, target, baseline=start, measure=measure)
    one = judgement.goals[0]
    assert consistent(one)
    assert (one.attainment is None) or one.attainment_reason is None
    assert one.status is not Status.ON_TRACK or not one.met
    for value in (one.gap, one.ratio, one.expected, one.attainment, one.required_pace):
        assert value is None or isinstance(value, Decimal)
