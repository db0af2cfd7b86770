"""Whether a report is complete enough to be sent: nothing missing, every warning explained."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from reports.checks import Warning_, warnings_of
from reports.models import Entry, Report, TaskUpdate
from reports.queries.history import entry_contexts
from reports.sums import mismatches
from tracker.common.errors import SentenceError
from tracker.common.numbers import format_number


class IncompleteReportError(SentenceError):
    """Figures are missing, or warnings have no reason; the lines are those concerned."""

    def __init__(
        self, sentence: str, entries: list[Entry], updates: Sequence[TaskUpdate] = ()
    ) -> None:
        super().__init__(sentence)
        self.entries = entries
        self.updates = list(updates)


def warnings_by_entry(report: Report) -> dict[int, tuple[Warning_, ...]]:
    """The soft warnings of every filled entry, by key; entries without any are left out."""
    contexts = entry_contexts(report)
    found = {key: warnings_of(context) for key, context in contexts.items()}
    return {key: warnings for key, warnings in found.items() if warnings}


def check_complete(report: Report) -> None:
    """IncompleteReportError for a missing figure or task update, classes that do not add up to
    their total, or a warning or an unchanged figure without a reason."""
    entries = list(report.entries.select_related("indicator"))
    missing = [entry for entry in entries if not entry.is_filled]
    if missing:
        sentence = ngettext(
            "%(count)d figure is still missing.", "%(count)d figures are missing.", len(missing)
        )
        raise IncompleteReportError(sentence % {"count": len(missing)}, missing)
    _check_updates(report)
    _check_sums(entries)
    warned = warnings_by_entry(report)
    silent = [entry for entry in entries if entry.pk in warned and not entry.note]
    if silent:
        sentence = ngettext(
            "%(count)d warning needs a reason.", "%(count)d warnings need a reason.", len(silent)
        )
        raise IncompleteReportError(sentence % {"count": len(silent)}, silent)
    kept = [entry for entry in entries if entry.is_unchanged and not entry.note]
    if kept:
        sentence = ngettext(
            "%(count)d figure is kept from the last period without a reason.",
            "%(count)d figures are kept from the last period without a reason.",
            len(kept),
        )
        raise IncompleteReportError(sentence % {"count": len(kept)}, kept)


def _check_updates(report: Report) -> None:
    updates = report.task_updates.select_related("assignment__task")
    missing = [update for update in updates if not update.is_filled]
    if missing:
        sentence = ngettext(
            "%(count)d task update is still missing.",
            "%(count)d task updates are still missing.",
            len(missing),
        )
        raise IncompleteReportError(sentence % {"count": len(missing)}, [], missing)


def _check_sums(entries: list[Entry]) -> None:
    for one in mismatches(entries):
        sentence = _("The classes of “%(name)s” add up to %(sum)s, the total says %(total)s.") % {
            "name": one.classes.display_name,
            "sum": format_number(one.added_up),
            "total": format_number(one.stated),
        }
        raise IncompleteReportError(sentence, list(one.entries))
