"""How a unit stands in a period, as icon and word."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from reports.models import ReportState
from reports.queries.completeness import SENT, Standing

NONE, OVERDUE, UNSENT, NOT_OWED, IMPORTED = "none", "overdue", "unsent", "not_owed", "imported"
_ICONS = {
    OVERDUE: "cross",
    UNSENT: "cross",
    ReportState.RETURNED: "warning",
    NONE: "dash",
    ReportState.DRAFT: "clock",
    ReportState.SIGNING: "person",
    SENT: "up",
    ReportState.SUBMITTED: "up",
    IMPORTED: "download",
    ReportState.APPROVED: "tick",
}
WORST_FIRST = tuple(str(key) for key in _ICONS)
"""Every state of a unit that owes something, the most worrying first."""

_OWN_WORDS = {
    OVERDUE: gettext_noop("Overdue"),
    UNSENT: gettext_noop("Never sent"),
    NONE: gettext_noop("Not begun"),
    SENT: gettext_noop("Sent"),
    NOT_OWED: gettext_noop("Nothing owed"),
    IMPORTED: gettext_noop("From a file"),
}


@dataclass(frozen=True)
class StateCell:
    """A unit in a period: icon, word, what must be added, and where its report is shown."""

    key: str
    icon: str
    label: str
    late: str = ""
    note: str = ""
    url: str = ""
    is_focus: bool = False


def state_key(standing: Standing | None) -> str:
    """The key of a standing; a correction under way leaves the approved report approved."""
    if standing is None or not (standing.owed or standing.state):
        return NOT_OWED
    if standing.is_sent:
        is_back = standing.state == ReportState.RETURNED
        return ReportState.APPROVED if standing.is_corrected and not is_back else standing.state
    if standing.is_imported:
        return IMPORTED
    if standing.period.is_locked:
        return UNSENT
    return OVERDUE if standing.is_missing else standing.state or NONE


def state_word(key: str) -> str:
    """The word of a state in the current language."""
    own = _OWN_WORDS.get(key)
    return _(own) if own else str(capfirst(ReportState(key).label))


def state_cell(standing: Standing | None, url: str = "", *, is_focus: bool = False) -> StateCell:
    """What stands in the table for one unit and period."""
    key = state_key(standing)
    if standing is None or key == NOT_OWED:
        return StateCell(NOT_OWED, "", state_word(NOT_OWED), is_focus=is_focus)
    return StateCell(
        key=key,
        icon=_ICONS[key],
        label=state_word(key),
        late=_days(standing.days_late) if key == OVERDUE else late_text(standing),
        note=_("correction under way") if standing.is_corrected else "",
        url=url,
        is_focus=is_focus,
    )


def _days(count: int) -> str:
    return ngettext("%(days)d day", "%(days)d days", count) % {"days": count}


def late_text(standing: Standing) -> str:
    """The late mark, which stays for ever, or by how many days the report is overdue."""
    days = standing.days_late
    if standing.is_late and not days:
        return _("sent late")
    if not days:
        return ""
    if standing.is_late:
        return ngettext("%(days)d day late", "%(days)d days late", days) % {"days": days}
    return ngettext("%(days)d day overdue", "%(days)d days overdue", days) % {"days": days}


def days_text(standing: Standing) -> str:
    """What the deadline still leaves, or the late mark."""
    left = standing.days_left
    if left is None:
        return late_text(standing)
    if left == 0:
        return _("due today")
    return ngettext("%(days)d day left", "%(days)d days left", left) % {"days": left}
