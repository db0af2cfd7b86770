"""What is kept follows every deed that brings figures."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assignments.models import Unit
from reports.actions import FigureConflictError, record_figures
from reports.assessment import assess_programme
from reports.models import Figure, ProvinceObservation
from reports.observing.kept import FOREVER
from tests.conftest import TODAY
from tests.reports.observing.deeds import (
    approve,
    entry,
    from_figures,
    import_history,
    not_kept,
    on,
    series,
    wrong,
)

LOCAL = ["436", "447", "448", "18073", "18754"]
numbers = st.sampled_from([None, "0", "1", "40", "97.5"])
figures = st.fixed_dictionaries(
    {
        "code": st.sampled_from(["housing", "broadband", "broadband", "towns"]),
        "unit": st.sampled_from([*LOCAL, *LOCAL, "42"]),
        "period": st.sampled_from(["2024", "2024-Q4", "2025-Q1", "2025", "2026-Q3"]),
        "class_code": st.sampled_from(["", "", "II"]),
        "definition": st.sampled_from(["", "", "", "census"]),
        "value": numbers,
        "numerator": numbers,
        "denominator": numbers,
    }
)
deeds = st.tuples(
    st.integers(0, 3),
    st.sampled_from([approve, approve, import_history]),
    st.lists(figures, min_size=1, max_size=5),
)


@given(history=st.lists(deeds, min_size=1, max_size=6))
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_course_of_deeds(kept, units, reviewer, history):
    with transaction.atomic():
        day = TODAY
        for days, bring, some in history:
            day += timedelta(days=days)
            with on(day):
                bring(kept, reviewer, *(entry(kept, units, **one) for one in some))
            assert (not_kept(kept), wrong(kept)) == (set(), [])
        for seen in (day, day - timedelta(days=1), TODAY, date(2025, 3, 20)):
            found = series(assess_programme(kept, seen))
            assert found == series(from_figures(kept, seen))
        transaction.set_rollback(True)


def test_a_silent_unit_leans_on_what_another_deed_corrected(kept, units, reviewer):
    """Sông Trí is silent in the last quarter; what it counted before is corrected later."""
    for unit, period in (("18073", "2026-Q3"), ("18754", "2026-Q3"), ("18073", "2026-Q4")):
        one = entry(kept, units, "broadband", unit, period, numerator="60", denominator="100")
        approve(kept, reviewer, one)
    assert coverage(kept, TODAY) == Decimal("0.5")
    corrected = entry(kept, units, "broadband", "18754", "2026-Q3", numerator="9", denominator="25")
    with on(TODAY + timedelta(days=1)):
        approve(kept, reviewer, corrected)
        assert coverage(kept, TODAY + timedelta(days=1)) == Decimal("0.8")
    assert coverage(kept, TODAY) == Decimal("0.5")
    assert wrong(kept) == []


def coverage(programme, day):
    (one,) = assess_programme(programme, day, ["broadband"]).indicators
    return one.series.own[-1].coverage


def test_a_correction_of_the_same_day_leaves_one_span(kept, units, reviewer):
    for value in ("36", "37", "38"):
        approve(kept, reviewer, entry(kept, units, "urban", "42", "2025", value=value))
    (row,) = ProvinceObservation.objects.filter(indicator__code="urban", year=2025)
    assert (row.value, row.known_on, row.until) == ("38.000000", TODAY, FOREVER)


def test_taking_a_correction_back_on_its_day_joins_the_spans_again(kept, units, reviewer):
    with on(TODAY - timedelta(days=9)):
        approve(kept, reviewer, entry(kept, units, "urban", "42", "2025", value="36"))
    for value in ("37", "36"):
        approve(kept, reviewer, entry(kept, units, "urban", "42", "2025", value=value))
    (row,) = ProvinceObservation.objects.filter(indicator__code="urban", year=2025)
    assert (row.known_on, row.until) == (TODAY - timedelta(days=9), FOREVER)
    assert wrong(kept) == []


def test_a_pending_figure_changes_nothing(kept, units, reviewer):
    before = list(ProvinceObservation.objects.values())
    one = entry(kept, units, "urban", "42", "2025", value="36")
    record_figures(programme=kept, entries=[one], by=reviewer, approve=False)
    assert list(ProvinceObservation.objects.values()) == before


def test_what_is_refused_changes_nothing(kept, units, reviewer, monkeypatch):
    before = list(ProvinceObservation.objects.values()), Figure.objects.count()
    one = entry(kept, units, "urban", "42", "2023", value="36")
    monkeypatch.setattr("reports.actions._end", _lost)
    with pytest.raises(FigureConflictError):
        approve(kept, reviewer, one)
    assert (list(ProvinceObservation.objects.values()), Figure.objects.count()) == before


def _lost(_ended):
    from django.db import IntegrityError

    raise IntegrityError


def test_queries_do_not_grow_with_units_or_indicators(kept, units, reviewer):
    for period in ("2025-Q3", "2025-Q4", "2026-Q1", "2026-Q2"):
        approved(kept, units, reviewer, "18073", period, "broadband", "housing")
    few = approved(kept, units, reviewer, "18073", "2026-Q3", "broadband")
    for number in range(20):
        _ward(units, number)
    approved(kept, units, reviewer, "ward-1", "2026-Q1", "broadband", "housing")  # kept again
    many = approved(kept, units, reviewer, "18754", "2026-Q3", "broadband", "housing")
    assert not_kept(kept) == set()
    # Those who never reported are looked for in one period, then in two, four, … more.
    assert many <= few + 3


def approved(kept, units, reviewer, unit, period, *codes) -> int:
    """How many queries an approval takes."""
    numbers = {"numerator": "60", "denominator": "100"}
    some = [entry(kept, units, code, unit, period, **numbers) for code in codes]
    with CaptureQueriesContext(connection) as queries:
        approve(kept, reviewer, *some)
    return len(queries)


def _ward(units, number):
    code = f"ward-{number}"
    old = units["18754"]
    more = {"kind": old.kind, "folded_name": code, "valid_from": old.valid_from}
    units[code] = Unit.objects.create(code=code, province=old.province, name=code, **more)
