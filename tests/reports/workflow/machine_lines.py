"""The lines of a report as the random machine names, chooses and compares them."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from indicators.method.facts import Nature
from reports.filling import content_of
from reports.models import Entry, Figure, Report
from reports.reporting import Filling
from tests.reports.workflow import steps
from tracker.accounts.models import User

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
CONTENT = ("value", "numerator", "denominator", "done_on", "nature", "note")


@dataclass(frozen=True)
class Step:
    """What somebody is about to do, and with which words and figures."""

    verb: str
    by: User
    which: list[int]
    value: Decimal
    nature: Nature
    reason: str


def report_and_key(ledger_key: str) -> tuple[int, str]:
    unit, period, revision, key = ledger_key.split("/", 3)
    year, quarter = period.split("-Q")
    report = Report.objects.get(
        unit__code=unit, period__year=year, period__quarter=quarter, revision=revision
    )
    return report.pk, key


def line_keys(report: Report) -> list[str]:
    """Every line by the end of its ledger key: indicator with class, task."""
    entries = [steps.key_of(entry) for entry in report.entries.select_related("indicator")]
    updates = report.task_updates.select_related("assignment__task")
    return [*entries, *(update.assignment.subject_code for update in updates)]


def some(report: Report, which: list[int], names: tuple[str, str]) -> dict[str, list[int]]:
    """Some figures and some task updates of the report, by the names of the two arguments."""
    entries = [("e", key) for key in report.entries.values_list("pk", flat=True)]
    updates = [("u", key) for key in report.task_updates.values_list("pk", flat=True)]
    lines = [*entries, *updates]
    chosen = [lines[one % len(lines)] for one in which]
    return {
        name: [key for kind, key in chosen if kind == wanted]
        for name, wanted in zip(names, "eu", strict=True)
    }


def reasons_of(report: Report, step: Step) -> dict[str, dict[int, str]]:
    chosen = some(report, step.which, ("reasons", "updates"))
    return {name: dict.fromkeys(keys, step.reason) for name, keys in chosen.items()}


def filling_of(entry: Entry, step: Step) -> Filling:
    note = {"nature": step.nature, "note": "lý do"}
    if entry.indicator.kind == "milestone":
        return Filling(is_not_done=True, **note)
    if entry.indicator.code in ("housing", "broadband"):
        return Filling(numerator=step.value, denominator=Decimal(100), **note)
    return Filling(value=step.value, **note)


def says(entry: Entry, filling: Filling) -> bool:
    return all(getattr(entry, name) == value for name, value in content_of(filling).items())


def figure_key(one: Entry | Figure) -> tuple[Any, ...]:
    unit = one.report.unit_id if isinstance(one, Entry) else one.unit_id
    return one.indicator_id, unit, one.year, one.quarter, one.class_code


def figure_content(one: Entry | Figure) -> list[Any]:
    return [getattr(one, name) for name in CONTENT]
