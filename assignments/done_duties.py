"""A duty that proves to be done where it was: it stays there, though it had passed on already."""

from __future__ import annotations

from collections.abc import Sequence

from assignments.models import Assignment, Inheritance, Origin, Part
from tracker.accounts.models import User
from tracker.audit.ledger import Subject, record_all


def keep_where_done(done: Sequence[Assignment], *, by: User | None) -> list[Assignment]:
    """Closed duties of units that have ended stand again; what their heirs had only from them ends.

    So it is when a report of the old unit is approved after its end, or a task is done between the
    decision and its day. Returns the heirs' assignments that never came to hold. Call it inside the
    transaction of the deed.
    """
    passed = [row for row in done if row.closed_on is not None and row.valid_to is not None]
    if not passed:
        return []
    keys = {row.pk for row in passed}
    passed_on = Inheritance.objects.filter(source__in=keys, succession__isnull=False)
    inherited = set(passed_on.values_list("source_id", flat=True))
    idle = _without_source(inherited)
    for row in idle:
        row.valid_to = row.valid_from
    Assignment.objects.bulk_update(idle, ["valid_to"], batch_size=500)
    back = [row for row in passed if row.pk in inherited and row.withdrawn_on is None]
    for row in back:
        row.valid_to = None
    Assignment.objects.bulk_update(back, ["valid_to"], batch_size=500)
    record_all([_deed(row) for row in back], by=by)
    return idle


def _without_source(closed: set[int]) -> list[Assignment]:
    """Heirs, and their heirs, that have no open lead left from which they came."""
    idle: dict[int, Assignment] = {}
    ahead = set(closed)
    while ahead:
        lines = Inheritance.objects.filter(source__in=ahead, heir__closed_on__isnull=True)
        lines = lines.filter(heir__origin=Origin.SUCCESSION, succession__isnull=False)
        heirs = {line.heir_id: line.heir for line in lines.select_related("heir")}
        others = Inheritance.objects.filter(heir__in=list(heirs), source__part=Part.LEAD)
        others = others.exclude(source__in=closed | set(idle)).filter(source__closed_on=None)
        kept = set(others.values_list("heir_id", flat=True))
        fresh = {key: row for key, row in heirs.items() if key and row and key not in kept}
        ahead = set(fresh) - set(idle)
        idle |= {key: fresh[key] for key in ahead}
    return list(idle.values())


def _deed(row: Assignment) -> tuple[str, Subject, None, dict[str, str]]:
    subject = Subject("assignment", row.subject_code, row.programme.code)
    return "assignment.kept", subject, None, {"unit": row.unit.code, "part": row.part}
