"""Random verbs by random people: the rules of the machine, and what must hold after each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import time_machine
from django.db import transaction
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from assignments.models import Assignment, Part
from indicators.method.facts import Nature
from reports.calendar import lock, reopen
from reports.filling import update_content, update_ledger
from reports.models import Entry, EntryState, Figure, Report, TaskUpdate
from reports.reporting import (
    TaskFilling,
    fill_entry,
    fill_update,
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
from tests.reports.workflow.machine_lines import (
    STEPS,
    TOLD_BY,
    Step,
    figure_content,
    figure_key,
    filling_of,
    line_keys,
    reasons_of,
    report_and_key,
    says,
    some,
)
from tests.reports.workflow.steps import (
    World,
    entry_of,
    filled,
    last_event,
    stored,
    update_of,
)
from tracker.audit.models import Event
from tracker.common.errors import SentenceError

PEOPLE = ("reporter", "colleague", "head", "reviewer", "second_reviewer", "double", "stranger")

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
TASKS, MOSTLY = ("1.1", "1.2"), 82
DECISIONS = [
    f"{line}.{deed}" for line in ("entry", "task_update") for deed in ("approved", "returned")
]
_LEDGERED = ("report__unit", "report__period", "assignment__task", "assignment__indicator")


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
        report=report, by=step.by, **some(report, step.which, ("keys", "updates"))
    ),
    "return_some": lambda report, step: return_entries(
        report=report, by=step.by, **reasons_of(report, step)
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
            for key in line_keys(report):
                self.fillers[report.pk, key].add(self.world["reporter"].pk)

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
            which=data.draw(st.lists(st.integers(0, 4), min_size=1, max_size=3)),
            value=Decimal(data.draw(st.integers(70, 90))),
            nature=data.draw(st.sampled_from([Nature.OFFICIAL, Nature.OFFICIAL, Nature.ESTIMATE])),
            reason=data.draw(st.sampled_from(["xem lại", "xem lại", "xem lại", " "])),
        )
        is_old = not is_sensible and place in self.old
        used, self.old[place] = self.old[place] if is_old else report, report
        if verb == "complete":
            for key in line_keys(report):
                self.fill(report, key, step)
        elif verb == "fill":
            keys = line_keys(report)
            self.fill(report, keys[step.which[0] % len(keys)], step)
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
        if key in TASKS:
            self.tell(report, key, step)
            return
        entry = entry_of(report, key)
        filling, version = filling_of(entry, step), entry.version
        if self.attempt(
            lambda: fill_entry(entry=entry, filling=filling, version=version, by=step.by)
        ) and not says(entry, filling):
            self.fillers[report.pk, key].add(step.by.pk)

    def tell(self, report: Report, code: str, step: Step) -> None:
        """Say how far a task is; sometimes it is done."""
        update = update_of(report, code)
        is_done = step.value >= MOSTLY
        filling = TaskFilling(
            progress=100 if is_done else int(step.value),
            words=f"Tiến độ {step.value}",
            products=step.nature,
            done_on=self.day if is_done else None,
        )
        is_same = all(getattr(update, name) == is_ for name, is_ in update_content(filling).items())
        version = update.version
        if (
            self.attempt(
                lambda: fill_update(update=update, filling=filling, version=version, by=step.by)
            )
            and not is_same
        ):
            self.fillers[report.pk, code].add(step.by.pk)

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
        expected = {
            figure_key(one): figure_content(one) for one in entries.order_by("report__revision")
        }
        current = Figure.objects.filter(superseded_on=None, approved_at__isnull=False)
        assert {figure_key(one): figure_content(one) for one in current} == expected

    @invariant()
    def one_report_in_work_and_approved_means_every_figure(self) -> None:
        in_work = Report.objects.exclude(state="approved").values_list("unit", "period")
        assert len(set(in_work)) == len(in_work)
        for lines in (Entry.objects, TaskUpdate.objects):
            undecided = lines.exclude(state=EntryState.APPROVED)
            assert not undecided.filter(report__state="approved").exists()

    @invariant()
    def a_task_is_done_as_its_last_approved_update_says(self) -> None:
        """Nothing that is filled, returned or corrected counts before it is approved (anew)."""
        approved = TaskUpdate.objects.filter(state=EntryState.APPROVED)
        last = {one.assignment_id: one.done_on for one in approved.order_by("report__revision")}
        for row in Assignment.objects.filter(task__isnull=False, part=Part.LEAD):
            assert row.closed_on == last.get(row.pk)
        for update in TaskUpdate.objects.all():
            assert (update.approved_on is not None) == (update.state == EntryState.APPROVED)

    @invariant()
    def the_ledger_tells_every_task_update(self) -> None:
        """The last thing filled is what stands there; what is approved was approved there."""
        told: dict[str, dict[str, Any]] = defaultdict(dict)
        for event in Event.objects.filter(subject_kind="task_update").order_by("pk"):
            told[event.subject_key][event.verb] = event.after or {}
        for update in TaskUpdate.objects.select_related(*_LEDGERED):
            said = told[update.ledger_key]
            if update.version > 1:
                assert said["task_update.filled"] == update_ledger(update)
            is_approved = update.state == EntryState.APPROVED
            assert is_approved == ("task_update.approved" in said)
            assert update.state != EntryState.RETURNED or "task_update.returned" in said

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
        decided = Event.objects.filter(verb__in=DECISIONS)
        for event in decided.filter(pk__gt=self.decided):
            place = report_and_key(event.subject_key)
            assert event.actor_id not in self.fillers[place], event.subject_key
        self.decided = last_event()
