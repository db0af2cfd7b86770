"""What was done to a report: each deed of the ledger as a line, equal ones together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from reports.models import Entry
from reports.presenters.review.words import content_text, entry_name
from tracker.audit.models import Event


@dataclass(frozen=True)
class StoryLine:
    """Who did what when, why, and to which figures."""

    when: datetime
    who: str
    what: str
    reason: str = ""
    details: tuple[str, ...] = ()


@dataclass(frozen=True)
class Change:
    """What became of a figure since it was last returned."""

    when: datetime
    who: str
    reason: str
    old: str = ""
    new: str = ""
    note: str = ""

    @property
    def is_changed(self) -> bool:
        """Whether the unit has put in something else since."""
        return self.old != self.new or bool(self.note)


_TOLD_BY_FIGURES = frozenset({"report.returned"})
"""The figures that were returned stand in the story one by one."""


def story(events: Sequence[Event], entries: Iterable[Entry]) -> tuple[StoryLine, ...]:
    """The report's whole story, latest first; `events` are oldest first."""
    by_key = {entry.ledger_key: entry for entry in entries}
    told = [one for one in events if one.verb not in _TOLD_BY_FIGURES]
    runs = groupby(told, key=lambda one: (one.verb, one.actor_id, _day(one)))
    lines = [_line(list(run), by_key) for _key, run in runs]
    return tuple(reversed(lines))


def changes_since_return(events: Sequence[Event], entries: Iterable[Entry]) -> dict[int, Change]:
    """By entry key, for the figures that were ever returned: old beside new."""
    found = {}
    for entry in entries:
        own = [one for one in events if one.subject_key == entry.ledger_key]
        returns = [place for place, one in enumerate(own) if one.verb == "entry.returned"]
        if returns:
            fills = [one for one in own[returns[-1] :] if one.verb == "entry.filled"]
            found[entry.pk] = _change(entry, own[returns[-1]], fills)
    return found


def _change(entry: Entry, returned: Event, fills: Sequence[Event]) -> Change:
    old = (fills[0].before or {}) if fills else {}
    new = (fills[-1].after or {}) if fills else {}
    is_new_note = old.get("note", "") != new.get("note", "")
    return Change(
        when=returned.happened_at,
        who=_who(returned),
        reason=returned.reason,
        old=content_text(old, entry.indicator) if fills else "",
        new=content_text(new, entry.indicator) if fills else "",
        note=new.get("note", "") if is_new_note else "",
    )


def _day(event: Event) -> object:
    """Deeds on figures of one day stand together; each deed on the report stands alone."""
    return localtime(event.happened_at).date() if event.subject_kind == "entry" else event.pk


def _line(run: Sequence[Event], entries: Mapping[str, Entry]) -> StoryLine:
    last = run[-1]
    reasons = list(dict.fromkeys(one.reason for one in run if one.reason))
    is_one_reason = len(reasons) == 1
    return StoryLine(
        when=last.happened_at,
        who=_who(last),
        what=_what(run),
        reason=reasons[0] if is_one_reason else "",
        details=_details(run, entries, with_reason=not is_one_reason),
    )


def _who(event: Event) -> str:
    return event.actor.full_name if event.actor else _("the system")


def _what(run: Sequence[Event]) -> str:
    count = len({one.subject_key for one in run})
    verb = run[-1].verb
    if verb == "entry.filled":
        return ngettext("filled %(count)d figure", "filled %(count)d figures", count) % {
            "count": count
        }
    if verb == "entry.returned":
        return ngettext("returned %(count)d figure", "returned %(count)d figures", count) % {
            "count": count
        }
    if verb == "entry.approved":
        return ngettext("approved %(count)d figure", "approved %(count)d figures", count) % {
            "count": count
        }
    if verb == "report.submitted" and (run[-1].after or {}).get("late"):
        return _("sent the report to the Office, late")
    return _report_verbs().get(verb, verb)


def _report_verbs() -> dict[str, str]:
    return {
        "report.opened": _("opened the report"),
        "report.remarked": _("wrote remarks"),
        "report.sent_for_sign_off": _("sent the report to the head for sign-off"),
        "report.signed": _("signed the report off"),
        "report.sent_back": _("gave the report back to the reporting officer"),
        "report.submitted": _("sent the report to the Office"),
        "report.withdrawn": _("took the report back"),
        "report.revised": _("began a correction"),
        "report.approved": _("approved the whole report"),
    }


def _details(
    run: Sequence[Event], entries: Mapping[str, Entry], *, with_reason: bool
) -> tuple[str, ...]:
    lines = []
    for key in dict.fromkeys(one.subject_key for one in run):
        entry = entries.get(key)
        if entry is None:
            continue
        own = [one for one in run if one.subject_key == key]
        lines.append(_detail(entry, own, with_reason=with_reason))
    return tuple(lines)


def _detail(entry: Entry, own: Sequence[Event], *, with_reason: bool) -> str:
    name = entry_name(entry)
    if own[-1].verb == "entry.filled":
        old = content_text(own[0].before, entry.indicator)
        new = content_text(own[-1].after, entry.indicator)
        return f"{name}: {old} → {new}"
    reason = own[-1].reason
    return f"{name}: {reason}" if with_reason and reason else name
