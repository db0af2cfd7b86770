"""Random verbs by random people: the rules of the machine, and what must hold after each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import time_machine
from django.db import transaction
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from indicators.method.facts import Nature
from reports.calendar import lock, reopen
from reports.filling import content_of
from reports.models import Entry, EntryState, Figure, Report
from reports.reporting import (
    Filling,
    fill_entry,
    revise,
    send_back,
    sign,
    submit,
    withdraw,
)
from reports.reviewing import (
    approve_entries,
    approve_report,
    approve_reports,
    return_entries,
    return_report,
)
from tests.reports.workflow.steps import World, entry_of, filled, key_of, last_event, stored
from tracker.accounts.models import User
from tracker.audit.models import Event
from tracker.common.errors import SentenceError

TOLD_BY = {
    "draft": {"report.opened", "report.revised", "report.sent_back", "report.withdrawn"},
    "signing": {"report.sent_for_sign_off"},
    "submitted": {"report.submitted"},
    "returned": {"report.returned"},
    "approved": {"report.approved"},
}
STEPS = {
    ("draft", "signing"),
    ("draft", "submitted"),
    ("signing", "submitted"),
    ("signing", "draft"),
    ("submitted", "draft"),
    ("submitted", "returned"),
    ("submitted", "approved"),
    ("returned", "signing"),
    ("returned", "submitted"),
}
"""Every way from state to state, written by hand."""
PEOPLE = ("reporter", "colleague", "head", "reviewer", "second_reviewer", "double", "stranger")
CONTENT = ("value", "numerator", "denominator", "done_on", "nature", "note")

SENSIBLE = {
    "draft": ("fill", "complete", "submit", "submit", "submit"),
    "signing": ("sign", "sign", "send_back", "withdraw"),
    "submitted": ("approve", "approve_all", "approve_some", "return", "return_some", "withdraw"),
    "returned": ("fill", "submit", "submit", "approve_some", "return_some"),
    "approved": ("revise",),
}
"""What can go on from a state; most steps are of this sort, the others are anything at all."""
_OFFICES = ("approve", "approve_all", "approve_some", "return", "return_some", "lock")
RIGHT = {
    "sign": ("head", "double"),
    "send_back": ("head",),
    **dict.fromkeys(_OFFICES, ("reviewer", "reviewer", "double")),
}
UNIT = ("reporter", "reporter", "colleague", "double")
VERBS = ("lock", *sorted({verb for verbs in SENSIBLE.values() for verb in verbs}))
PLACES = (("department", 4), ("ward", 4), ("ward", 3))


@dataclass(frozen=True)
class Step:
    """What somebody is about to do, and with which words and figures."""

    verb: str
    by: User
    which: list[int]
    value: Decimal
    nature: Nature
    reason: str


def _lock_or_reopen(report: Report, step: Step) -> None:
    if report.period.is_locked:
        reopen(period=report.period, by=step.by, reason=step.reason)
    else:
        lock(period=report.period, by=step.by)


MOVES: dict[str, Callable[[Report, Step], Any]] = {
    "submit": lambda report, step: submit(report=report, by=step.by),
    "sign": lambda report, step: sign(report=report, by=step.by),
    "send_back": lambda report, step: send_back(report=report, by=step.by, reason=step.reason),
    "withdraw": lambda report, step: withdraw(report=report, by=step.by),
    "revise": lambda report, step: revise(report=report, by=step.by, reason=step.reason),
    "approve": lambda report, step: approve_report(report=report, by=step.by),
    "return": lambda report, step: return_report(report=report, reason=step.reason, by=step.by),
    "lock": _lock_or_reopen,
    "approve_some": lambda report, step: approve_entries(
        report=report, keys=_keys(report, step.which), by=step.by
    ),
    "return_some": lambda report, step: return_entries(
        report=report,
        reasons=dict.fromkeys(_keys(report, step.which), step.reason),
        by=step.by,
    ),
}


class Reporting(RuleBasedStateMachine):
    """Two units, two periods; `world` is set by the test. Each run is taken back at its end."""

    world: World

    def __init__(self) -> None:
        super().__init__()
        self.savepoint = transaction.savepoint()
        self.day = date(2026, 12, 10)
        self.clock = time_machine.travel(self.noon, tick=False)
        self.clock.start()
        self.states: dict[int, str] = {}
        self.late: set[tuple[int, int]] = set()
        self.fillers: dict[tuple[int, str], set[int]] = defaultdict(set)
        self.old: dict[tuple[str, int], Report] = {}
        self.event = self.decided = last_event()

    def teardown(self) -> None:
        self.clock.stop()
        transaction.savepoint_rollback(self.savepoint)

    @property
    def noon(self) -> str:
        return f"{self.day.isoformat()}T12:00:00+07:00"

    @initialize()
    def every_report_is_begun(self) -> None:
        """The department's head signs off, the ward's does not."""
        self.world.department.wants_sign_off = True
        self.world.department.save()
        for unit, quarter in PLACES:
            report = filled(self.world, getattr(self.world, unit), quarter)
            for entry in report.entries.select_related("indicator"):
                self.fillers[report.pk, key_of(entry)].add(self.world["reporter"].pk)

    @rule(data=st.data(), place=st.sampled_from(PLACES), is_sensible=st.sampled_from([1, 1, 1, 0]))
    def somebody_acts(self, data, place, is_sensible) -> None:
        """On the report as it stands, or as it was read some steps ago (the back button)."""
        self.days_pass(data.draw(st.sampled_from([0, 0, 0, 1, 4])))
        report = self.report(place)
        is_locked = report.period.is_locked
        usual = ("lock", "approve") if is_locked else SENSIBLE[report.state]
        verb = data.draw(st.sampled_from(usual if is_sensible else VERBS))
        who = data.draw(st.sampled_from(RIGHT.get(verb, UNIT) if is_sensible else PEOPLE))
        step = Step(
            verb=verb,
            by=self.world[who],
            which=data.draw(st.lists(st.integers(0, 3), min_size=1, max_size=3)),
            value=Decimal(data.draw(st.integers(70, 90))),
            nature=data.draw(st.sampled_from([Nature.OFFICIAL, Nature.OFFICIAL, Nature.ESTIMATE])),
            reason=data.draw(st.sampled_from(["xem lại", "xem lại", "xem lại", " "])),
        )
        is_old = not is_sensible and place in self.old
        used, self.old[place] = self.old[place] if is_old else report, report
        if verb == "complete":
            for entry in report.entries.select_related("indicator"):
                self.fill(report, key_of(entry), step)
        elif verb == "fill":
            entries = report.entries.select_related("indicator")
            self.fill(report, key_of(entries[step.which[0] % len(entries)]), step)
        elif verb == "approve_all":
            reports = [one for one in map(self.report, PLACES) if one.state == "submitted"]
            self.attempt(lambda: approve_reports(reports=reports, by=step.by))
        else:
            self.attempt(lambda: MOVES[verb](used, step))

    def days_pass(self, days: int) -> None:
        self.clock.stop()
        self.day += timedelta(days=days)
        self.clock = time_machine.travel(self.noon, tick=False)
        self.clock.start()

    def report(self, place: tuple[str, int]) -> Report:
        unit, quarter = place
        return self.world.report(getattr(self.world, unit), quarter)

    def fill(self, report: Report, key: str, step: Step) -> None:
        entry = entry_of(report, key)
        filling, version = _filling(entry, step), entry.version
        if self.attempt(
            lambda: fill_entry(entry=entry, filling=filling, version=version, by=step.by)
        ) and not _says(entry, filling):
            self.fillers[report.pk, key].add(step.by.pk)

    def attempt(self, act: Callable[[], Any]) -> bool:
        """A refusal is a sentence and leaves everything as it was."""
        before = stored()
        try:
            with transaction.atomic():
                act()
        except SentenceError as refusal:
            assert str(refusal)
            assert stored() == before
            return False
        return True

    @invariant()
    def every_change_of_state_is_legal_and_in_the_ledger(self) -> None:
        events = Event.objects.filter(pk__gt=self.event)
        self.event = last_event()
        told = {(one.subject_key, one.verb) for one in events}
        for report in Report.objects.select_related("unit", "period"):
            before = self.states.get(report.pk)
            if before == report.state:
                continue
            assert before is None or (before, report.state) in STEPS
            assert any((report.ledger_key, verb) in told for verb in TOLD_BY[report.state])
            self.states[report.pk] = report.state

    @invariant()
    def approved_figures_equal_approved_entries(self) -> None:
        entries = Entry.objects.filter(state=EntryState.APPROVED).select_related("report")
        expected = {_key(one): _content(one) for one in entries.order_by("report__revision")}
        current = Figure.objects.filter(superseded_on=None, approved_at__isnull=False)
        assert {_key(one): _content(one) for one in current} == expected

    @invariant()
    def one_report_in_work_and_approved_means_every_figure(self) -> None:
        in_work = Report.objects.exclude(state="approved").values_list("unit", "period")
        assert len(set(in_work)) == len(in_work)
        undecided = Entry.objects.exclude(state=EntryState.APPROVED)
        assert not undecided.filter(report__state="approved").exists()

    @invariant()
    def late_is_late_for_ever(self) -> None:
        for unit, period, is_late in Report.objects.values_list("unit", "period", "is_late"):
            if is_late:
                self.late.add((unit, period))
        on_time = Report.objects.filter(is_late=False).values_list("unit", "period")
        assert not self.late & set(on_time)

    @invariant()
    def nobody_decided_on_their_own(self) -> None:
        for report in Report.objects.filter(approved_at__isnull=False):
            assert report.approved_by_id not in (report.submitted_by_id, report.signed_by_id)
        decided = Event.objects.filter(verb__in=["entry.approved", "entry.returned"])
        for event in decided.filter(pk__gt=self.decided):
            place = _report_and_key(event.subject_key)
            assert event.actor_id not in self.fillers[place], event.subject_key
        self.decided = last_event()


def _report_and_key(ledger_key: str) -> tuple[int, str]:
    unit, period, revision, key = ledger_key.split("/", 3)
    year, quarter = period.split("-Q")
    report = Report.objects.get(
        unit__code=unit, period__year=year, period__quarter=quarter, revision=revision
    )
    return report.pk, key


def _keys(report: Report, which: list[int]) -> list[int]:
    keys = list(report.entries.values_list("pk", flat=True))
    return [keys[one % len(keys)] for one in which]


def _filling(entry: Entry, step: Step) -> Filling:
    note = {"nature": step.nature, "note": "lý do"}
    if entry.indicator.kind == "milestone":
        return Filling(is_not_done=True, **note)
    if entry.indicator.code in ("housing", "broadband"):
        return Filling(numerator=step.value, denominator=Decimal(100), **note)
    return Filling(value=step.value, **note)


def _says(entry: Entry, filling: Filling) -> bool:
    return all(getattr(entry, name) == value for name, value in content_of(filling).items())


def _key(one: Entry | Figure) -> tuple[Any, ...]:
    unit = one.report.unit_id if isinstance(one, Entry) else one.unit_id
    return one.indicator_id, unit, one.year, one.quarter, one.class_code


def _content(one: Entry | Figure) -> list[Any]:
    return [getattr(one, name) for name in CONTENT]
