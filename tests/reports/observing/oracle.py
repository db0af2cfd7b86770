"""Observations as they were made before any were kept: from the figures of one day, at once.

Shares nothing with the product but the method: what is kept must be exactly this.
"""

from __future__ import annotations

from collections import defaultdict

from indicators.method.facts import Kind, Nature, Observation
from indicators.method.precision import exact
from indicators.method.rollup import UnitFigure, roll_up

CAUTION = [Nature.OFFICIAL, Nature.ESTIMATE, Nature.ILLUSTRATIVE]


@exact
def observations(indicator, rows, local_units) -> dict[str, list[Observation]]:
    """By definition, in order of time; `rows` in the order in which they became known."""
    found = defaultdict(list)
    last = defaultdict(dict)
    periods = sorted({(row.period.sort_key, row.definition) for row in rows})
    for sort_key, definition in periods:
        here = [r for r in rows if (r.period.sort_key, r.definition) == (sort_key, definition)]
        theirs = [r for r in here if indicator.collection == "local" and r.unit_id in local_units]
        ours = [row for row in here if row not in theirs]
        for row in theirs:
            if row.denominator is not None:
                last[definition][row.unit_id] = row.denominator
        period = here[0].period
        if ours:
            found[definition].append(given(indicator, period, ours, definition))
        else:
            known = last[definition]
            found[definition].append(added_up(indicator, period, theirs, local_units, known))
    return dict(found)


def given(indicator, period, rows, definition) -> Observation:
    last = rows[-1]
    n, d = last.numerator, last.denominator
    is_classes = indicator.kind == Kind.CLASSES
    value = indicator.factor * n / d if n is not None and d else last.value
    natures = rows if is_classes else [last]
    return Observation(
        period=period,
        value=None if is_classes else value,
        numerator=n,
        denominator=d,
        classes={r.class_code: int(r.value or 0) for r in rows} if is_classes else None,
        done_on=last.done_on,
        nature=max((Nature(row.nature) for row in natures), key=CAUTION.index),
        same_definition=not definition,
    )


def added_up(indicator, period, rows, local_units, known) -> Observation:
    reported = {row.unit_id: row for row in rows}
    figures = []
    for key, unit in local_units.items():
        row = reported.get(key)
        if row is None and not unit.is_valid_on(period.ends_on):
            continue
        numbers = (row.numerator, row.denominator, row.value) if row else (None, None, None)
        figures.append(UnitFigure(unit.code, *numbers, known_denominator=known.get(key)))
    whole = roll_up(figures, factor=indicator.factor)
    return Observation(
        period=period,
        value=whole.value,
        numerator=whole.numerator,
        denominator=whole.denominator,
        nature=max((Nature(row.nature) for row in rows), key=CAUTION.index),
        coverage=whole.coverage,
        same_definition=not rows[0].definition,
        error=whole.error,
    )
