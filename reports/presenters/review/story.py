"""What was done to a report: each deed of the ledger as a line, equal ones together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from reports.models import Entry, TaskUpdate
from reports.presenters.review.task_words import update_change, update_name
from reports.presenters.review.words import content_text, entry_name
from tracker.audit.models import Event

Line = Entry | TaskUpdate
_OF_LINES = ("entry", "task_update")


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


def story(events: Sequence[Event], lines: Iterable[Line]) -> tuple[StoryLine, ...]:
    """The report's whole story, latest first; `events` are oldest first."""
    by_key = {line.ledger_key: line for line in lines}
    told = [one for one in events if one.verb not in _TOLD_BY_FIGURES]
    runs = groupby(told, key=lambda one: (one.verb, one.actor_id, _day(one)))
    told_lines = [_line(list(run), by_key) for _key, run in runs]
    return tuple(reversed(told_lines))


def changes_since_return(events: Sequence[Event], lines: Iterable[Line]) -> dict[str, Change]:
    """By ledger key, for the lines that were ever returned: old beside new."""
    found = {}
    by_key: dict[str, list[Event]] = {}
    for event in events:
        by_key.setdefault(event.subject_key, []).append(event)
    for line in lines:
        own = by_key.get(line.ledger_key, [])
        returns = [place for place, one in enumerate(own) if one.verb.endswith(".returned")]
        if returns:
            fills = [one for one in own[returns[-1] :] if one.verb.endswith(".filled")]
            found[line.ledger_key] = _change(line, own[returns[-1]], fills)
    return found


def _change(line: Line, returned: Event, fills: Sequence[Event]) -> Change:
    old = (fills[0].before or {}) if fills else {}
    new = (fills[-1].after or {}) if fills else {}
    if isinstance(line, TaskUpdate):
        change = update_change(old, new)
        return Change(returned.happened_at, _who(returned), returned.reason, new=change)
    entry = line
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
    return localtime(event.happened_at).date() if event.subject_kind in _OF_LINES else event.pk


def _line(run: Sequence[Event], lines: Mapping[str, Line]) -> StoryLine:
    last = run[-1]
    reasons = list(dict.fromkeys(one.reason for one in run if one.reason))
    is_one_reason = len(reasons) == 1
    return StoryLine(
        when=last.happened_at,
        who=_who(last),
        what=_what(run),
        reason=reasons[0] if is_one_reason else "",
        details=_details(run, lines, with_reason=not is_one_reason),
    )


def _who(event: Event) -> str:
    return event.actor.full_name if event.actor else _("the system")


def _what(run: Sequence[Event]) -> str:
    count = len({one.subject_key for one in run})
    verb = run[-1].verb
    counted = _counted(verb, count)
    if counted:
        return counted % {"count": count}
    if verb == "report.submitted" and (run[-1].after or {}).get("late"):
        return _("sent the report to the Office, late")
    return _report_verbs().get(verb, verb)


def _counted(verb: str, count: int) -> str:
    """What was done to how many figures or tasks; nothing for a deed on the report."""
    return {
        "entry.filled": ngettext("filled %(count)d figure", "filled %(count)d figures", count),
        "entry.returned": ngettext(
            "returned %(count)d figure", "returned %(count)d figures", count
        ),
        "entry.approved": ngettext(
            "approved %(count)d figure", "approved %(count)d figures", count
        ),
        "task_update.filled": ngettext(
            "wrote about %(count)d task", "wrote about %(count)d tasks", count
        ),
        "task_update.returned": ngettext(
            "returned %(count)d task update", "returned %(count)d task updates", count
        ),
        "task_update.approved": ngettext(
            "approved %(count)d task update", "approved %(count)d task updates", count
        ),
    }.get(verb, "")


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
    run: Sequence[Event], lines: Mapping[str, Line], *, with_reason: bool
) -> tuple[str, ...]:
    by_key: dict[str, list[Event]] = {}
    for event in run:
        by_key.setdefault(event.subject_key, []).append(event)
    return tuple(
        _detail(lines[key], own, with_reason=with_reason)
        for key, own in by_key.items()
        if key in lines
    )


def _detail(line: Line, own: Sequence[Event], *, with_reason: bool) -> str:
    name = update_name(line) if isinstance(line, TaskUpdate) else entry_name(line)
    if own[-1].verb.endswith(".filled"):
        old, new = own[0].before, own[-1].after
        if isinstance(line, TaskUpdate):
            return f"{name}: {update_change(old, new)}"
        return f"{name}: {content_text(old, line.indicator)} → {content_text(new, line.indicator)}"
    reason = own[-1].reason
    return f"{name}: {reason}" if with_reason and reason else name
