"""Chưa phân công: tasks and indicators that nobody leads, who led last, and who could follow."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assignments.models import Task
from reports.presenters.rows import Link, UnitView, unit_view
from reports.queries.unled import Unled
from tracker.common.labels import day_label


@dataclass(frozen=True)
class UnledLine:
    """One task or indicator without a lead."""

    key: str
    field: str
    kind: str
    code: str
    name: str
    url: str
    last: UnitView | None
    ended: str
    why: str
    basis: str
    followers: tuple[UnitView, ...]
    is_chosen: bool


def unled_lines(
    rows: Sequence[Unled], link: Link, chosen: Sequence[str] = ()
) -> tuple[UnledLine, ...]:
    """Each with its last lead; `chosen` are the keys that were ticked."""
    return tuple(_line(row, link, row.key in chosen, place) for place, row in enumerate(rows))


def _line(row: Unled, link: Link, is_chosen: bool, place: int) -> UnledLine:
    subject = row.subject
    is_task = isinstance(subject, Task)
    ended = row.last.valid_to if row.last else None
    return UnledLine(
        key=row.key,
        field=f"item-{place}",
        kind=_("task") if is_task else _("indicator"),
        code=subject.code if is_task else "",
        name=subject.display_title if isinstance(subject, Task) else subject.display_name,
        url=link("task" if is_task else "indicator", subject.code),
        last=unit_view(row.last.unit, link) if row.last else None,
        ended=day_label(ended) if ended else "",
        why=_why(row),
        basis=row.step.legal_basis if row.step else "",
        followers=tuple(unit_view(unit, link) for unit in row.followers),
        is_chosen=is_chosen,
    )


def _why(row: Unled) -> str:
    """Why the last lead ended."""
    if row.last is None:
        return _("The document names nobody.")
    if row.reason:
        return row.reason
    if row.step is None:
        return _("The lead was taken away.")
    if len(row.followers) > 1:
        return _("The unit ended; which of its successors leads is not decided.")
    return _("The unit ended without a successor for this.")


def unled_sentence(rows: Sequence[Unled]) -> str:
    """How many tasks and how many indicators nobody leads."""
    tasks = sum(isinstance(row.subject, Task) for row in rows)
    indicators = len(rows) - tasks
    parts = []
    if tasks:
        parts.append(ngettext("%(count)d task", "%(count)d tasks", tasks) % {"count": tasks})
    if indicators:
        sentence = ngettext("%(count)d indicator", "%(count)d indicators", indicators)
        parts.append(sentence % {"count": indicators})
    return _("Without a lead unit: %(what)s.") % {"what": ", ".join(parts)} if parts else ""
