"""How each worked case of method_cases.json is put to our method."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from indicators.method.classes import class_rows
from indicators.method.comparison import Verdict, compare
from indicators.method.contributions import contributions
from indicators.method.criterion import criterion
from indicators.method.facts import Comparator, Goal, Kind, Measure, Wanted
from indicators.method.heads import missing_heads
from indicators.method.pace import SeriesPoint, annual_change, pace_of
from indicators.method.projection import drift_sd, half_width
from indicators.method.rollup import UnitFigure, roll_up
from indicators.method.rounding import displayed
from tests.indicators.method import build
from tests.indicators.method.build import D, base, dec, goal, obs, run, series
from tracker.common.decimals import plain, round_half_up
from tracker.common.periods import Period, day_position

Given = dict[str, Any]
Answer = Callable[[Given], Given]
ANSWERS: dict[str, Answer] = {}


def answers(*ids: str) -> Callable[[Answer], Answer]:
    def register(function: Answer) -> Answer:
        ANSWERS.update(dict.fromkeys(ids, function))
        return function

    return register


WANTED = {"higher": Wanted.HIGHER, "lower": Wanted.LOWER, None: Wanted.NEITHER}


def measure_of(given: Given) -> Measure:
    is_downward = given.get("comparator") in ("lt", "le")
    side = "lower" if is_downward else "higher"
    if given.get("mode") == "stay" or ("desired" in given and given["desired"] is None):
        side = None
    return Measure(Kind.VALUE, WANTED[given.get("desired", side)], given.get("decimals", 1))


def goal_of(given: Given, year: int = 2025) -> Goal:
    return Goal(
        given.get("target_year", year),
        Comparator(given.get("comparator", "ge")),
        value=dec(given.get("target")),
        low=dec(given.get("lo")),
        high=dec(given.get("hi")),
        tolerance=dec(given.get("tol")),
    )


@answers("E01", "E02", "E03", "E04", "E06", "E08", "E09", "E10a", "E11a", "E11b", "E12a", "E12c")
def one_figure(given: Given) -> Given:
    measure, target, x = measure_of(given), goal_of(given), dec(given["value"])
    found = compare(measure, target, obs("2025", x))
    return {
        "met": found.met,
        "gap": found.gap,
        "exceeded": found.verdict is Verdict.EXCEEDED,
        "display": plain(displayed(measure, x, [target])).replace(".", ","),
    }


@answers("E13b", "E13c", "E13d")
def full_coverage(given: Given) -> Given:
    figure = obs("2025", counts=(given["n"], given["d"]))
    found = compare(build.PERCENT, goal_of(given), figure)
    return {"met": found.met, "error": found.error}


@answers("E14")
def heads(given: Given) -> Given:
    def fewest(comparator: str, d: int) -> int | None:
        bounds = criterion(build.PERCENT, goal(given["T"], comparator=comparator))
        return missing_heads(bounds, D(0), D(d))

    first, second = given["d"]
    return {"a": fewest("ge", first), "b": fewest("ge", second), "c": fewest("gt", second)}


@answers("E15", "E17", "E19", "E20", "E21", "E23")
def attained(given: Given) -> Given:
    year = given.get("year", 2024)
    figures = [obs(year, given["value"])]
    if "prev" in given:
        figures.append(obs(year - 1, given["prev"]))
    start = None
    if given["baseline"] is not None:
        start = base(given["baseline"], given.get("base_year", 2020))
    judged = run(figures, goal_of(given), baseline=start).goals[0]
    return {
        "attainment": judged.attainment,
        "reason": judged.attainment_reason,
        "share_of_target": judged.share_of_target,
        "status": judged.status,
        "met": judged.met,
        "gap": judged.gap,
        "growth_ratio": getattr(judged, "growth_ratio", None),
    }


def goals_of(given: Given) -> list[Goal]:
    name = given.get("comparator", "ge")
    return [goal(value, year, name) for year, value in given["targets"]]


@answers("E25", "E26", "E28")
def line(given: Given) -> Given:
    year, value = given["baseline"]
    drawn = run([], *goals_of(given), baseline=base(value, year)).trajectory
    found = {f"y{year}": drawn.at(Period(year).position) for year in range(2021, 2035)}
    if "q" in given:
        found["q"] = drawn.at(Period.parse(given["q"]).position)
        found["day"] = drawn.at(day_position(date.fromisoformat(given["day"])))
    return found


@answers("E29a", "E29c", "E30", "E31", "E32", "E34")
def on_the_line(given: Given) -> Given:
    (start_year, start), (period, value) = given["baseline"], given["value"]
    day = date.fromisoformat(given["as_of"]) if "as_of" in given else None
    judgement = run(
        obs(period, value),
        *goals_of(given),
        baseline=base(start, int(start_year)),
        measure=measure_of(given),
        as_of=day,
    )
    first, last = judgement.goals[0], judgement.goals[-1]
    line_at = judgement.trajectory.at
    return {
        "status": last.status,
        "R": last.ratio,
        "expected": last.expected,
        "met": last.met,
        "gap": last.gap,
        "wrong_if_today": (last.value - D(start)) / (last.expected_today - D(start)),
        "status_2025": first.status,
        "gap_2025": first.gap,
        "status_2030": last.status,
        "required_pace": last.required_pace,
        "original_pace": line_at(D(2031)) - line_at(D(2030)),
    }


@answers("E35")
def no_later_figure(given: Given) -> Given:
    year, value = given["baseline"]
    judgement = run(
        obs(year, value), goal_of(given), baseline=base(value, year), as_of=date(2024, 6, 1)
    )
    return {"status": judgement.goals[0].status}


@answers("E37")
def milestone(given: Given) -> Given:
    target = goal(comparator="milestone", due=date.fromisoformat(given["due"]))
    found = {}
    for letter, (report, day) in zip("abcd", given["cases"], strict=True):
        done = date.fromisoformat(report[-10:]) if report.startswith("yes") else None
        as_of = date.fromisoformat(day)
        figure = obs(Period.containing(as_of), done_on=done)
        judged = run(figure, target, measure=build.MILESTONE, as_of=as_of)
        found[letter] = judged.goals[0].status
    return found


@answers("E38")
def by_class(given: Given) -> Given:
    target = goal(comparator="classes", classes=given["target"])
    found = compare(build.CLASSES, target, obs("2025", classes=given["actual"]))
    rows = {row.name: (row.actual, row.target) for row in found.class_rows}
    assert rows == {"II": (2, 2), "III": (4, 3), "IV": (13, 13), "V": (21, 21)}
    assert found.class_rows == class_rows(build.ORDER, given["target"], given["actual"])
    return {
        "total_gap": found.gap,
        "at_least_met": found.met,
        "exact_met": given["actual"] == given["target"],
    }


@answers("E39")
def yearly_change(given: Given) -> Given:
    before, after = SeriesPoint(D(2024), D(given["prev"])), SeriesPoint(D(2025), D(given["value"]))
    drop = -annual_change(before, after)
    target = goal_of(given | {"comparator": "range"})
    found = compare(build.VALUE, target, obs("2025", drop))
    return {"change": drop, "met": found.met, "exceeded": found.verdict is Verdict.EXCEEDED}


@answers("E40", "E41", "E43", "E44")
def pace(given: Given) -> Given:
    year, value = given.get("target", [2030, 1000])
    judgement = run(series(given["series"]), goal(value, year))
    recent, judged = judgement.recent_pace, judgement.goals[0]
    assert recent == pace_of(recent.points)
    assert recent.is_unstable is (recent.mean == 5)
    assert recent.is_unchanged is (recent.mean == 0)
    return {
        "recent_avg": recent.mean,
        "avg_change": recent.mean,
        "slope": recent.theil_sen,
        "theil_sen": recent.theil_sen,
        "required": judged.required_pace,
        "pace_ratio": judged.pace_ratio,
        "sd": drift_sd(recent),
        "half": half_width(recent, D(6)),
        "point": judged.projection.point,
        "low": judged.projection.low,
        "high": judged.projection.high,
        "outlook": judged.projection.outlook,
    }


def units(given: Given) -> list[UnitFigure]:
    return [UnitFigure(row["u"], D(row["n"]), D(row["d"])) for row in given["rows"]]


@answers("E46", "E48")
def rolled_up(given: Given) -> Given:
    whole = roll_up(units(given), factor=D(100))
    shares = [100 * D(row["n"]) / row["d"] for row in given["rows"] if row["d"]]
    return {
        "value": whole.value,
        "shown": displayed(build.PERCENT, whole.value),
        "wrong_mean": sum(shares) / len(shares),
        "coverage": whole.coverage,
        "complete": not whole.is_partial and not whole.silent,
    }


@answers("E50")
def contributed(given: Given) -> Given:
    target = goal(given["target"])
    whole = roll_up(units(given), factor=D(100))
    figure = obs("2025", counts=(whole.numerator, whole.denominator))
    parts = contributions(units(given), D(given["target"]), factor=D(100))
    return {
        "contrib": {part.unit: part.contribution for part in parts},
        "sum": sum(part.contribution for part in parts),
        "gap": compare(build.PERCENT, target, figure).gap,
    }


@answers("E52")
def rounded(given: Given) -> Given:
    places = zip("abcde", given["values"], (2, 0, 0, 2, 1), strict=True)
    return {letter: round_half_up(D(value), n) for letter, value, n in places}


@answers("E53")
def parsed(given: Given) -> Given:
    """Reading numbers is the ground floor's; the case is kept whole here."""
    numbers = pytest.importorskip("tracker.common.numbers")
    found: Given = {}
    for letter, text in zip("abcde", given["values"], strict=True):
        try:
            found[letter] = numbers.parse_number(text)
        except numbers.NumberError:
            found[f"{letter}_ambiguous"] = True
    return found


@answers("E54")
def running_total(given: Given) -> Given:
    target = goal(given["annual_target"], 2025)
    judged = run(obs(given["period"], given["ytd"]), target, measure=build.FLOW).goals[0]
    return {"expected": judged.expected, "R": judged.ratio, "status": judged.status}


@answers("E56")
def definition_break(given: Given) -> Given:
    year, value, _name = given["baseline"]
    start = base(value, year, same_definition=False)
    judged = run(obs(*given["value"][:2]), goal(given["target"][1]), baseline=start).goals[0]
    assert (judged.met, judged.ratio) == (False, None)
    return {
        "attainment": judged.attainment,
        "reason": judged.attainment_reason,
        "gap": judged.gap,
    }
