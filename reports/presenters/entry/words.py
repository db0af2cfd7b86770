"""How deadlines and moments read on the unit's pages."""

from __future__ import annotations

from datetime import date, datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tracker.common.labels import day_label
from tracker.common.timestamps import today


def saved_text(at: datetime | None) -> str:
    """`14:32` today, `20/11/2026` on another day."""
    if at is None:
        return ""
    local = timezone.localtime(at)
    if local.date() == today():
        return date_format(local, "H:i")
    return day_label(local.date())


def left_text(deadline: date) -> str:
    """How long there is until the deadline, or how long it has passed."""
    days = (deadline - today()).days
    if days < 0:
        return ngettext("%(days)d day overdue", "%(days)d days overdue", -days) % {"days": -days}
    if days == 0:
        return _("due today")
    return ngettext("%(days)d day left", "%(days)d days left", days) % {"days": days}
