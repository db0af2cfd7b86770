"""Files beside figures: which of them a person may see."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from assignments.models import Membership
from assignments.permissions import UNIT_ROLES, is_office
from indicators.models import Programme
from reports.models import Entry, Evidence, Report, ReportState, TaskUpdate
from tracker.accounts.models import User

_LINES = ("entry__indicator", "task_update__assignment__task")
_RELATED = (*_LINES, "uploaded_by", "report__unit", "report__period__programme")


def visible_evidence(
    user: User, programme: Programme, *, of_office: bool | None = None
) -> QuerySet[Evidence]:
    """Of a programme that the person may see: their own unit's always, every unit's once its
    report is approved, and for the Office once it was sent. Removed files are among them.

    `of_office` is given where it is known already whether the person is of the Office."""
    own = Membership.objects.filter(user=user, role__in=UNIT_ROLES).values("unit")
    visible = Q(report__unit__in=own) | Q(report__state=ReportState.APPROVED)
    if is_office(user, programme) if of_office is None else of_office:
        visible |= Q(report__state__in=[ReportState.SUBMITTED, ReportState.RETURNED])
    files = Evidence.objects.filter(visible, report__period__programme=programme)
    return files.select_related(*_RELATED)


def evidence_of(
    report: Report, entry: Entry | None = None, update: TaskUpdate | None = None
) -> list[Evidence]:
    """The files of a report, or of one line of it, in the order in which they came."""
    files = Evidence.objects.filter(report=report, removed_at=None)
    if entry is not None:
        files = files.filter(entry=entry)
    if update is not None:
        files = files.filter(task_update=update)
    return list(files.select_related(*_LINES, "uploaded_by"))
