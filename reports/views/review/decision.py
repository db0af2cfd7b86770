"""A reviewer's decision as the form sends it: parsed here, carried out by reports.reviewing."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from reports.claiming import LostRaceError
from reports.models import Entry, EntryState, Report, ReportState, TaskUpdate
from reports.presenters.review.rows import Typed
from reports.reviewing import approve_entries, return_entries
from reports.workflow import LOST_RACE, WrongStateError
from tracker.accounts.models import User

APPROVE, RETURN = "approve", "return"
_ALL = "all"
_LONGEST_REASON = 2000
_KEY = re.compile(r"u?[0-9]{1,18}", re.ASCII)
"""A line in the form: 12 a figure, u34 a task update."""


@dataclass(frozen=True)
class Decision:
    """Approve or return: one line, the chosen ones or all that wait; figures and task updates."""

    verb: str
    scope: str
    chosen: frozenset[str]
    version: int
    versions: Mapping[str, int]
    reasons: Mapping[str, str] = field(default_factory=dict)
    common: str = ""

    @classmethod
    def read(cls, data: QueryDict) -> Decision:
        """From the form: verb `approve`, `return-all`, `approve-u17`, entry, reason-17."""
        verb, _dash, scope = data.get("verb", "").partition("-")
        return cls(
            verb=verb,
            scope=scope,
            chosen=frozenset(_keys(data.getlist("entry"))),
            version=next(iter(_numbers([data.get("version", "")])), 0),
            versions={
                key: version
                for key, text in _keyed(data, "version-")
                for version in _numbers([text])
            },
            reasons={key: text for key, text in _keyed(data, "reason-") if text.strip()},
            common=data.get("reason", "").replace("\0", "").strip(),
        )

    @property
    def typed(self) -> Typed:
        """What to show again if the decision is refused."""
        lacking = [
            key
            for key in self.keys
            if self.verb == RETURN and not (self.common or self.reasons.get(key, "").strip())
        ]
        return Typed(self.chosen, self.reasons, self.common, frozenset(lacking))

    @property
    def keys(self) -> list[str]:
        """The lines it is about; all of them are those that the page offered."""
        if self.scope == _ALL:
            return sorted(self.versions)
        if self.scope:
            return _keys([self.scope])
        return sorted(self.chosen)

    def carry_out(self, report: Report, *, by: User) -> str:
        """Do it, through the one door, to what was seen; the sentence that tells of it."""
        figures, updates = _split(self.keys)
        if self.verb not in (APPROVE, RETURN):
            raise WrongStateError(_("Choose what to do: approve or return."))
        if self._is_done(report, figures, updates):
            return _("This was done already.")
        if report.version != self.version:
            raise LostRaceError(LOST_RACE)
        seen = {"seen": self._seen(""), "seen_updates": self._seen("u")}
        if self.verb == APPROVE:
            approve_entries(report=report, keys=figures, updates=updates, by=by, **seen)
            return _approved(report, len(figures), len(updates))
        return_entries(
            report=report,
            reasons={key: self.reason(str(key)) for key in figures},
            updates={key: self.reason(f"u{key}") for key in updates},
            by=by,
            **seen,
        )
        return _returned(len(figures), len(updates))

    def _seen(self, prefix: str) -> dict[int, int]:
        """The versions that the page showed: of figures, of task updates with `u`."""
        is_task = bool(prefix)
        return {
            int(key.removeprefix("u")): version
            for key, version in self.versions.items()
            if key.startswith("u") == is_task
        }

    def reason(self, key: str) -> str:
        """The line's own reason, else the common one."""
        text = self.reasons.get(key, "").strip() or self.common
        if len(text) > _LONGEST_REASON:
            raise WrongStateError(_("A reason has at most 2,000 characters."))
        return text

    def _is_done(self, report: Report, figures: list[int], updates: list[int]) -> bool:
        """A second click on the same button, or the back button: nothing is done twice."""
        entries = list(Entry.objects.filter(report=report, pk__in=figures))
        tasks = list(TaskUpdate.objects.filter(report=report, pk__in=updates))
        told = {str(one.pk): one for one in entries} | {f"u{one.pk}": one for one in tasks}
        if not told or len(told) < len(figures) + len(updates):
            return False
        if self.verb == APPROVE:
            return all(one.state == EntryState.APPROVED for one in told.values())
        return all(
            one.state == EntryState.RETURNED and one.return_reason == self.reason(key)
            for key, one in told.items()
        )


def _approved(report: Report, figures: int, updates: int) -> str:
    """What was approved; it counts at once."""
    if report.state == ReportState.APPROVED:
        text = _("The report of %(unit)s is approved as a whole.") % {"unit": report.unit}
    elif not updates:
        text = ngettext(
            "%(count)d figure was approved.", "%(count)d figures were approved.", figures
        ) % {"count": figures}
    elif not figures:
        text = ngettext(
            "%(count)d task update was approved.", "%(count)d task updates were approved.", updates
        ) % {"count": updates}
    else:
        text = _("Approved: %(figures)d figures and %(tasks)d task updates.") % {
            "figures": figures,
            "tasks": updates,
        }
    if not figures:
        return f"{text} " + _("They count from today.")
    return f"{text} " + _("The figures count from today.")


def _returned(figures: int, updates: int) -> str:
    """What went back to the unit."""
    if figures and updates:
        return _("Returned to the unit: %(figures)d figures and %(tasks)d task updates.") % {
            "figures": figures,
            "tasks": updates,
        }
    if updates:
        return ngettext(
            "%(count)d task update was returned to the unit.",
            "%(count)d task updates were returned to the unit.",
            updates,
        ) % {"count": updates}
    return ngettext(
        "%(count)d figure was returned to the unit.",
        "%(count)d figures were returned to the unit.",
        figures,
    ) % {"count": figures}


def _split(keys: list[str]) -> tuple[list[int], list[int]]:
    """The numbers of the figures, and of the task updates."""
    figures = [int(key) for key in keys if not key.startswith("u")]
    return figures, [int(key[1:]) for key in keys if key.startswith("u")]


def _keys(texts: list[str]) -> list[str]:
    return [text for text in texts if _KEY.fullmatch(text)]


def _numbers(texts: list[str]) -> list[int]:
    return [int(text) for text in texts if text.isdecimal() and len(text) < 19]


def _keyed(data: QueryDict, prefix: str) -> list[tuple[str, str]]:
    """The fields `<prefix><line>` by line."""
    found = []
    for name in data:
        key = name.removeprefix(prefix)
        if name.startswith(prefix) and _KEY.fullmatch(key):
            found.append((key, str(data[name]).replace("\0", "")))
    return found
