"""A reviewer's decision as the form sends it: parsed here, carried out by reports.reviewing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from reports.models import Entry, EntryState, Report, ReportState
from reports.presenters.review.rows import Typed
from reports.reviewing import approve_entries, return_entries
from reports.workflow import LOST_RACE, LostRaceError, WrongStateError
from tracker.accounts.models import User

APPROVE, RETURN = "approve", "return"
_ALL = "all"
_LONGEST_REASON = 2000


@dataclass(frozen=True)
class Decision:
    """Approve or return: one figure, the chosen ones or all that wait."""

    verb: str
    scope: str
    chosen: frozenset[int]
    version: int
    versions: Mapping[int, int]
    reasons: Mapping[int, str] = field(default_factory=dict)
    common: str = ""

    @classmethod
    def read(cls, data: QueryDict) -> Decision:
        """From the form: verb `approve`, `return`, `approve-all`, `return-17`, entry, reason-17."""
        verb, _dash, scope = data.get("verb", "").partition("-")
        return cls(
            verb=verb,
            scope=scope,
            chosen=frozenset(_numbers(data.getlist("entry"))),
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
    def keys(self) -> list[int]:
        """The figures it is about; all of them are those that the page offered."""
        if self.scope == _ALL:
            return sorted(self.versions)
        if self.scope:
            return _numbers([self.scope])
        return sorted(self.chosen)

    def carry_out(self, report: Report, *, by: User) -> str:
        """Do it, through the one door, to what was seen; the sentence that tells of it."""
        keys = self.keys
        if self.verb not in (APPROVE, RETURN):
            raise WrongStateError(_("Choose what to do: approve or return."))
        if self._is_done(report, keys):
            return _("This was done already.")
        if report.version != self.version:
            raise LostRaceError(LOST_RACE)
        if self.verb == APPROVE:
            approve_entries(report=report, keys=keys, by=by, seen=self.versions)
            return _approved(report, len(keys))
        reasons = {key: self.reason(key) for key in keys}
        return_entries(report=report, reasons=reasons, by=by, seen=self.versions)
        return ngettext(
            "%(count)d figure was returned to the unit.",
            "%(count)d figures were returned to the unit.",
            len(keys),
        ) % {"count": len(keys)}

    def reason(self, key: int) -> str:
        """The figure's own reason, else the common one."""
        text = self.reasons.get(key, "").strip() or self.common
        if len(text) > _LONGEST_REASON:
            raise WrongStateError(_("A reason has at most 2,000 characters."))
        return text

    def _is_done(self, report: Report, keys: list[int]) -> bool:
        """A second click on the same button, or the back button: nothing is done twice."""
        entries = list(Entry.objects.filter(report=report, pk__in=keys))
        if not entries or len(entries) < len(keys):
            return False
        if self.verb == APPROVE:
            return all(one.state == EntryState.APPROVED for one in entries)
        return all(
            one.state == EntryState.RETURNED and one.return_reason == self.reason(one.pk)
            for one in entries
        )


def _approved(report: Report, count: int) -> str:
    """What was approved; it counts at once."""
    if report.state == ReportState.APPROVED:
        text = _("The report of %(unit)s is approved as a whole.") % {"unit": report.unit}
    else:
        text = ngettext(
            "%(count)d figure was approved.", "%(count)d figures were approved.", count
        ) % {"count": count}
    return f"{text} " + _("The figures count from today.")


def _numbers(texts: list[str]) -> list[int]:
    return [int(text) for text in texts if text.isdecimal() and len(text) < 19]


def _keyed(data: QueryDict, prefix: str) -> list[tuple[int, str]]:
    """The fields `<prefix><number>` by number."""
    found = []
    for name in data:
        number = name.removeprefix(prefix)
        if name.startswith(prefix) and number.isdecimal() and len(number) < 19:
            found.append((int(number), str(data[name]).replace("\0", "")))
    return found
