"""The queue: one line for each report under review."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from indicators.models import Collection
from reports.four_eyes import lent
from reports.models import Report, ReportState
from reports.presenters.rows import Link
from reports.queries.review import Case
from reports.reviewing import OWN_FIGURES, is_own
from tracker.accounts.models import User
from tracker.common.labels import period_label
from tracker.common.numbers import format_number

STATE_LOOKS = {
    ReportState.SUBMITTED: "not_due",
    ReportState.RETURNED: "behind",
    ReportState.APPROVED: "met",
}
"""The status whose colour and icon a state borrows."""


@dataclass(frozen=True)
class QueueLine:
    """One report; `refusal` says why it cannot be approved together with others."""

    key: str
    unit: str
    period: str
    url: str
    revision: str
    sent_at: datetime | None
    sent_by: str
    is_late: bool
    returned_at: datetime | None
    filled: str
    warnings: int
    weight: str
    state: str
    state_look: str
    refusal: str


def queue_summary(cases: Iterable[Case]) -> str:
    """How many reports wait for the Office, and how many the units have back."""
    states = [ReportState(case.report.state) for case in cases]
    returned = states.count(ReportState.RETURNED)
    waiting = len(states) - returned
    text = ngettext(
        "%(count)d report to review, the most suspicious and weighty first",
        "%(count)d reports to review, the most suspicious and weighty first",
        waiting,
    ) % {"count": waiting}
    if not returned:
        return text
    back = ngettext(
        "%(count)d more is with its unit for correction",
        "%(count)d more are with their units for correction",
        returned,
    ) % {"count": returned}
    return f"{text}; {back}"


def queue_lines(cases: Iterable[Case], link: Link, reader: User) -> tuple[QueueLine, ...]:
    """The lines in the order of the cases; one or two queries."""
    cases = list(cases)
    refused = lent([case.report for case in cases], reader)
    return tuple(_line(case, link, reader, refused) for case in cases)


def _line(case: Case, link: Link, reader: User, refused: Mapping[int, str]) -> QueueLine:
    report = case.report
    return QueueLine(
        key=f"{report.pk}-{report.version}",
        unit=report.unit.name,
        period=period_label(report.period.period),
        url=link("review", str(report.period.period), report.unit.code),
        revision=revision_label(report),
        sent_at=report.submitted_at,
        sent_by=report.submitted_by.full_name if report.submitted_by else "",
        is_late=report.is_late,
        returned_at=report.returned_at,
        filled=f"{case.filled}/{len(case.lines)}",
        warnings=case.warning_count,
        weight=weight_label(case),
        state=report.get_state_display(),
        state_look=STATE_LOOKS[ReportState(report.state)],
        refusal=bulk_refusal(case, reader) or refused.get(report.pk, ""),
    )


def revision_label(report: Report) -> str:
    """Which correction it is; nothing for a first report."""
    if report.revision == 1:
        return ""
    return _("correction %(number)d") % {"number": report.revision - 1}


def weight_label(case: Case) -> str:
    """How many of its indicators are off track; a local unit's share beside it."""
    count = len(case.off_track)
    if not count:
        return ""
    text = ngettext("%(count)d indicator off track", "%(count)d indicators off track", count)
    shares = [
        case.share_in(one) for one in case.off_track if one.indicator.collection == Collection.LOCAL
    ]
    largest = max(shares, default=None)
    if not largest:
        return text % {"count": count}
    share = _("up to %(share)s %% of the province") % {"share": format_number(100 * largest, 1)}
    return f"{text % {'count': count}} · {share}"


def bulk_refusal(case: Case, reader: User) -> str:
    """Why the report cannot be approved unopened; empty if it can."""
    if case.report.state != ReportState.SUBMITTED:
        return _("It is with the unit for correction.")
    if case.warning_count:
        return _("It has warnings: open it to look at them.")
    if case.filled < len(case.lines):
        return _("Figures are missing.")
    if any(is_own(case.report, line, reader) for line in case.lines):
        return str(OWN_FIGURES)
    return ""
