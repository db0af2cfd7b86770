"""Every verb once: from where, by whom, what the ledger says then and who is told."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from reports.models import Report
from reports.reporting import Filling, fill_entry, revise, send_back, sign, submit, withdraw
from reports.reviewing import approve_report, return_report
from reports.workflow import Verb
from tests.reports.workflow.steps import World, entry_of
from tracker.accounts.models import User

UNIT = {"reporter", "colleague", "head", "double"}
OFFICE = {"reviewer", "second_reviewer", "double"}


@dataclass(frozen=True)
class Deed:
    """A verb in its usual course; `told` are the people who get a notification."""

    verb: Verb
    state: str
    by: str
    act: Callable[..., Any]
    becomes: str
    ledger: tuple[str, ...]
    told: frozenset[str] = frozenset()
    wants_reason: bool = False
    notification: str = ""

    def do(self, report: Report, by: User, reason: str = "vì số liệu") -> Any:
        """Do it to the report as it was read."""
        more = {"reason": reason} if self.wants_reason else {}
        return self.act(report=report, by=by, **more)

    def do_as_usual(self, world: World) -> Any:
        return self.do(world.report(), world[self.by])


def _fill(*, report: Report, by: User) -> Any:
    entry = entry_of(report, "urban")
    entry.report = report
    return fill_entry(
        entry=entry, filling=Filling(value=Decimal("42.5")), version=entry.version, by=by
    )


def _bring(*, report: Report, by: User) -> Any:
    entry = entry_of(report, "urban")
    entry.report = report
    filling = Filling(value=Decimal("42.5"))
    return fill_entry(entry=entry, filling=filling, version=entry.version, by=by, verb=Verb.BRING)


_APPROVED = ("figure.approved",) * 4 + ("entry.approved",) * 4 + ("report.approved",)
DEEDS = (
    Deed(Verb.FILL, "draft", "reporter", _fill, "draft", ("entry.filled",)),
    Deed(Verb.BRING, "draft", "reviewer", _bring, "draft", ("entry.filled",)),
    Deed(
        verb=Verb.SUBMIT,
        state="draft",
        by="reporter",
        act=submit,
        becomes="submitted",
        ledger=("report.submitted",),
        told=frozenset(OFFICE),
        notification="report_submitted",
    ),
    Deed(
        verb=Verb.SIGN,
        state="signing",
        by="head",
        act=sign,
        becomes="submitted",
        ledger=("report.signed", "report.submitted"),
        told=frozenset(OFFICE),
        notification="report_submitted",
    ),
    Deed(
        verb=Verb.SEND_BACK,
        state="signing",
        by="head",
        act=send_back,
        becomes="draft",
        ledger=("report.sent_back",),
        told=frozenset(UNIT),
        wants_reason=True,
        notification="report_returned",
    ),
    Deed(Verb.WITHDRAW, "submitted", "reporter", withdraw, "draft", ("report.withdrawn",)),
    Deed(
        verb=Verb.RETURN,
        state="submitted",
        by="reviewer",
        act=return_report,
        becomes="returned",
        ledger=("entry.returned",) * 4 + ("report.returned",),
        told=frozenset(UNIT),
        wants_reason=True,
        notification="report_returned",
    ),
    Deed(
        verb=Verb.APPROVE,
        state="submitted",
        by="reviewer",
        act=approve_report,
        becomes="approved",
        ledger=_APPROVED,
        told=frozenset(UNIT),
        notification="report_approved",
    ),
    Deed(
        verb=Verb.REVISE,
        state="approved",
        by="reporter",
        act=revise,
        becomes="draft",
        ledger=("report.revised",),
        wants_reason=True,
    ),
)
