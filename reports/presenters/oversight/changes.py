"""From what to what: the content of a ledger entry before and after the deed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from indicators.method.facts import Kind
from indicators.models import Indicator
from reports.presenters.review.task_words import update_change
from reports.presenters.review.words import content_text
from reports.presenters.values import EMPTY
from tracker.audit.models import Event
from tracker.common.labels import day_label
from tracker.common.numbers import format_number

Content = Mapping[str, Any]
_ARROW = " → "
_NAMED_DUTIES = 8
_BOOKKEEPING = frozenset(
    {"position", "retired_at", "part", "unit", "late", "province", "wants_sign_off"}
)


def change_text(event: Event, indicator: Indicator | None) -> str:
    """`31,0 % → 33,5 %`, the new content alone where there was none; nothing if nothing is told."""
    before, after = event.before or {}, event.after or {}
    if event.subject_kind == "local_target" and indicator is not None:
        return _both(_local_target(before, indicator), _local_target(after, indicator))
    if event.subject_kind in ("entry", "figure"):
        return _figures(event, before, after, indicator) if indicator else ""
    tell = _TELLERS.get(event.subject_kind, _fields)
    return tell(before, after)


def _both(before: str, after: str) -> str:
    """Old and new; one alone without the arrow."""
    return _ARROW.join(text for text in (before, after) if text)


def _figures(event: Event, before: Content, after: Content, indicator: Indicator) -> str:
    """Old and new figure, and the note where it is new."""
    if not before and not after:
        return ""
    old, new = (_figure(event, content, indicator) for content in (before, after))
    parts = [new if old in (new, EMPTY) else _both(old, new)]
    note = after.get("note", "")
    if note and note != before.get("note", ""):
        parts.append(_("note: %(note)s") % {"note": note})
    return "; ".join(parts)


def _figure(event: Event, content: Content, indicator: Indicator) -> str:
    """A milestone figure without a day was not reached; other figures as the ledger keeps them."""
    if not content:
        return ""
    is_milestone = indicator.kind == Kind.MILESTONE and event.subject_kind == "figure"
    if is_milestone and "done_on" not in content:
        return _("Not done yet")
    if content.get("denominator") == "0":
        return _("nothing to count")
    return content_text(content, indicator)


def _local_target(content: Content, indicator: Indicator) -> str:
    """`32,5 m²/người (1.200)`: the target with the denominator that is expected."""
    if not content:
        return ""
    text = content_text({k: v for k, v in content.items() if k == "value"}, indicator)
    size = content.get("denominator")
    return f"{text} ({format_number(Decimal(size))})" if size else text


def _dates(content: Content) -> str:
    """`15/09/2026 – 14/12/2026, deadline 16/12/2026`."""
    if not content:
        return ""
    return _("%(start)s – %(cut_off)s, deadline %(deadline)s") % {
        "start": _day(content.get("starts_on")),
        "cut_off": _day(content.get("cut_off")),
        "deadline": _day(content.get("deadline")),
    }


def _day(text: Any) -> str:
    return day_label(date.fromisoformat(text)) if text else ""


def _fields(before: Content, after: Content) -> str:
    """What a change of the programme changed; a new thing is named by the sentence already."""
    if not before:
        return ""
    names = [name for name in after if name not in _BOOKKEEPING]
    return "; ".join(
        _both(str(before.get(name) or ""), str(after.get(name) or "")) for name in names
    )


def _period(before: Content, after: Content) -> str:
    if "lock_on" in before or "lock_on" in after:
        return _both(_day(before.get("lock_on")), _day(after.get("lock_on")))
    return _both(_dates(before), _dates(after))


def _extension(_before: Content, after: Content) -> str:
    day = _day(after.get("wanted_until") or after.get("granted_until"))
    return _("until %(day)s") % {"day": day} if day else ""


def _report(_before: Content, after: Content) -> str:
    if "added" in after:
        return _("lines added: %(added)s, dropped: %(dropped)s") % after
    if "file" in after:
        return _("rows: %(rows)s, from “%(file)s”") % after
    return _("sent late") if after.get("late") else str(after.get("remarks", ""))


def _evidence(before: Content, after: Content) -> str:
    return str(after.get("name") or before.get("name") or "")


def _target(before: Content, after: Content) -> str:
    return _both(str(before.get("wording", "")), str(after.get("wording", "")))


def _update(before: Content, after: Content) -> str:
    """`30 % → 60 %; “words”`; a decision has no content of its own."""
    return update_change(before, after)


def _assignment(before: Content, after: Content) -> str:
    """The duties that passed on, and on what basis; the person who answers now."""
    if "person" in after:
        return _both(str(before.get("person", "")), str(after["person"] or EMPTY))
    duties = [str(code) for code in after.get("duties", ())]
    if not duties:
        return ""
    count = ngettext("%(count)d duty", "%(count)d duties", len(duties)) % {"count": len(duties)}
    more = " …" if len(duties) > _NAMED_DUTIES else ""
    told = f"{count}: {', '.join(duties[:_NAMED_DUTIES])}{more}"
    return "; ".join(text for text in (told, str(after.get("basis", ""))) if text)


def _account(before: Content, after: Content) -> str:
    """`Nguyễn Văn An → Nguyễn Văn Ân; e-mail`: addresses stand in no ledger."""
    names = [str(content.get("full_name", "")) for content in (before, after)]
    parts = [_both(*names) if names[0] != names[1] else ""]
    parts.append(_("e-mail") if "email" in after else "")
    return "; ".join(part for part in parts if part)


def _nothing(_before: Content, _after: Content) -> str:
    return ""


_TELLERS: Mapping[str, Callable[[Content, Content], str]] = {
    "period": _period,
    "extension": _extension,
    "report": _report,
    "evidence": _evidence,
    "target": _target,
    "reminder": _nothing,
    "assignment": _assignment,
    "task_update": _update,
    "task_extension": _extension,
    "explanation": _nothing,
    "membership": _nothing,
    "account": _account,
    "succession": _nothing,
}
"""How each kind of subject tells its change; any other lists the fields that changed."""
