"""A person's inbox: each notification as a sentence in the reader's language."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from reports.models import Notification
from reports.models.dialogue import NotificationKind
from tracker.common.labels import period_label
from tracker.common.periods import Period, PeriodError

_BETWEEN = " · "


@dataclass(frozen=True)
class InboxLine:
    """What happened, about what, with which words."""

    key: int
    sentence: str
    words: str
    url: str
    when: datetime
    is_unread: bool


def inbox_lines(notifications: Iterable[Notification]) -> tuple[InboxLine, ...]:
    """The lines in the order given."""
    return tuple(
        InboxLine(
            key=one.pk,
            sentence=_sentence(one),
            words=one.words,
            url=one.url,
            when=one.created_at,
            is_unread=one.read_at is None,
        )
        for one in notifications
    )


def _sentence(one: Notification) -> str:
    subject = _subject(one.subject)
    template = {
        NotificationKind.REPORT_SUBMITTED: _("%(subject)s: the report was sent and waits for you."),
        NotificationKind.REPORT_RETURNED: _("%(subject)s: figures were returned for correction."),
        NotificationKind.REPORT_APPROVED: _("%(subject)s: the report is approved."),
        NotificationKind.REPORT_BROUGHT: _(
            "%(subject)s: the Office entered your form. Check it, then send the report yourselves."
        ),
        NotificationKind.SIGN_OFF_WANTED: _("%(subject)s: the report waits for your sign-off."),
        NotificationKind.REMINDER: _("%(subject)s: the report is still missing."),
        NotificationKind.EXPLANATION_ASKED: _("%(subject)s: an explanation is asked for."),
        NotificationKind.EXPLANATION_ANSWERED: _("%(subject)s: an explanation was given."),
        NotificationKind.EXTENSION_ASKED: _("%(subject)s: more time is asked for."),
        NotificationKind.EXTENSION_DECIDED: _("%(subject)s: the request for time is decided."),
        NotificationKind.ROADMAP_SUBMITTED: _("%(subject)s: the roadmap was sent and waits."),
        NotificationKind.ROADMAP_RETURNED: _("%(subject)s: the roadmap was returned."),
        NotificationKind.ROADMAP_APPROVED: _("%(subject)s: the roadmap is approved."),
    }.get(NotificationKind(one.kind), "%(subject)s")
    return template % {"subject": subject}


def _subject(text: str) -> str:
    """`Sở Xây dựng · 2026-Q4` with its period as people read it."""
    name, between, period = text.rpartition(_BETWEEN)
    try:
        return f"{name}{between}{period_label(Period.parse(period))}" if between else text
    except PeriodError:
        return text
