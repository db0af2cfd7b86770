"""Whatever passes into whatever: no open duty stays behind, is held twice or has no source."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assignments.duties import pass_on
from assignments.models import Assignment, Origin, Part, SuccessionKind
from tests.assignments.small_world import a_task, a_unit, follow, joins, leads, own_part

DAYS = (date(2025, 1, 1), date(2025, 7, 1), date(2026, 3, 1))
OLD, NEW, LAST = range(4), range(4, 7), range(7, 10)
KINDS = [one for one in SuccessionKind if one is not SuccessionKind.ENDED]
MOMENTS = st.sampled_from([None, DAYS[0], DAYS[1], date(2026, 6, 1)])
HELD = st.tuples(st.sampled_from(OLD), st.sampled_from("LOC"), st.sampled_from("123"), MOMENTS)
PASSES = st.tuples(
    st.sampled_from(OLD),
    st.sampled_from(DAYS[:2]),
    st.sets(st.sampled_from(NEW), max_size=3),
    st.sampled_from(KINDS),
)
AGAIN = st.tuples(
    st.sampled_from(NEW), st.sets(st.sampled_from(LAST), max_size=2), st.sampled_from(KINDS)
)


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(held=st.lists(HELD, max_size=10), first=st.lists(PASSES), second=st.lists(AGAIN))
def test_after_passing_on(programme, held, first, second):
    with transaction.atomic():
        units = [a_unit(f"2000{number}") for number in range(10)]
        _give(programme, units, held)
        ended = {}
        for old, day, heirs, kind in first:
            _follow(units, ended, old, day, heirs, kind)
        for old, heirs, kind in second:
            _follow(units, ended, old, DAYS[2], heirs, kind)
        open_before = {row.task_id for row in Assignment.objects.standing().filter(part=Part.LEAD)}
        pass_on(programme.province, by=None)
        _check(open_before, ended)
        assert pass_on(programme.province, by=None) == 0
        transaction.set_rollback(True)


def _give(programme, units, held):
    """A sole lead (L), an own part (O) or coordination (C), as far as the database allows."""
    tasks = {code: a_task(programme, code) for code in "123"}
    sole = {code for _unit, part, code, _since in held if part == "L"}
    seen = set()
    for unit, part, code, since in held:
        is_lead = part != "C"
        once = (code, "lead") if code in sole and is_lead else (code, unit)
        if once in seen or (code, unit) in seen:
            continue
        seen |= {once, (code, unit)}
        give = joins if part == "C" else leads if code in sole else own_part
        give(tasks[code], units[unit], valid_from=since)


def _follow(units, ended, old, day, heirs, kind):
    if old in ended:
        return
    ended[old] = (heirs, kind)
    follow(units[old], *[units[one] for one in heirs] or [None], on=day, kind=kind)


def _check(led, ended):
    standing = Assignment.objects.standing().filter(closed_on=None)
    assert not standing.filter(unit__valid_to__isnull=False).exists()
    inherited = Assignment.objects.filter(origin=Origin.SUCCESSION)
    assert not inherited.filter(came_from__isnull=True).exists()
    for day in (*DAYS, date(2024, 12, 31), date(2026, 6, 1)):
        rows = list(Assignment.objects.on(day).values_list("task_id", "unit_id"))
        rows = [row for row in rows if row[0]]
        assert len(rows) == len(set(rows)), day
    if all(len(heirs) == 1 for heirs, _kind in ended.values()):
        assert {row.task_id for row in standing.filter(part=Part.LEAD)} == led
