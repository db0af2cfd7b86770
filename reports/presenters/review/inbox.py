"""A person's inbox: each notification as a sentence in the reader's language."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from reports.models import Notification
from reports.models.dialogue import NotificationKind
from reports.notices import BETWEEN
from tracker.common.labels import day_label, period_label
from tracker.common.periods import Period, PeriodError


@dataclass(frozen=True)
class InboxLine:
    """What happened, about what, with which words."""

    key: int
    sentence: str
    words: str
    url: str
    when: datetime
    is_unread: bool
    actor: str = ""
    """Who did it; empty for the system and for the reader."""


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
            actor=one.actor.full_name if one.actor and one.actor_id != one.person_id else "",
        )
        for one in notifications
    )


ACCOUNT_NOTICES: dict[str, Promise] = {
    "account.password_reset": gettext_lazy(
        "%(person)s was given a one-time password. If nobody asked for it, tell the administrator."
    ),
    "account.factor_reset": gettext_lazy(
        "The two-step sign-in of %(person)s was reset. If nobody asked for it, tell the "
        "administrator."
    ),
    "account.corrected": gettext_lazy("The name or e-mail of %(person)s was corrected."),
    "account.administrator_made": gettext_lazy("%(person)s is an administrator now."),
    "account.password_changed": gettext_lazy(
        "Your password was changed. If it was not you, tell the administrator at once."
    ),
    "account.address_changed": gettext_lazy(
        "Your e-mail was changed. If it was not you, tell the administrator at once."
    ),
    "account.factor_begun": gettext_lazy(
        "Your two-step sign-in was turned on. If it was not you, tell the administrator at once."
    ),
    "account.factor_ended": gettext_lazy(
        "Your two-step sign-in was turned off. If it was not you, tell the administrator at once."
    ),
    "account.codes_renewed": gettext_lazy(
        "Your recovery codes were renewed. If it was not you, tell the administrator at once."
    ),
    "account.code_used_again": gettext_lazy(
        "Somebody who knows your password tried a code that was used already. If it was not you, "
        "change your password."
    ),
}
"""By the deed that stands before the name in the subject (reports/credentials.py)."""


_DATED: dict[str, Promise] = {
    NotificationKind.EXTENSION_GRANTED: gettext_lazy(
        "%(subject)s: more time is granted until %(day)s."
    ),
    NotificationKind.DEADLINE_SET: gettext_lazy("%(subject)s: the new deadline is %(day)s."),
    NotificationKind.DEADLINE_NEAR: gettext_lazy("%(subject)s: the report is due on %(day)s."),
}
"""Those whose subject ends with a day (reports/notices.py)."""


def _sentence(one: Notification) -> str:
    if one.kind == NotificationKind.LEAD_GIVEN:
        return _leads(one.subject)
    if one.kind == NotificationKind.INTEGRITY_FINDINGS:
        return _findings(one.subject)
    if one.kind == NotificationKind.ACCOUNT_CHANGED:
        deed, _between, person = one.subject.partition(BETWEEN)
        return str(ACCOUNT_NOTICES[deed]) % {"person": person}
    if one.kind in _DATED:
        subject, day = _with_day(one.subject)
        if day is not None:
            return str(_DATED[one.kind]) % {"subject": subject, "day": day_label(day)}
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
        NotificationKind.EXTENSION_DECLINED: _("%(subject)s: the request for time is declined."),
        NotificationKind.PERIOD_OPENED: _("%(subject)s: the reporting period has begun."),
        NotificationKind.ROADMAP_SUBMITTED: _("%(subject)s: the roadmap was sent and waits."),
        NotificationKind.ROADMAP_RETURNED: _("%(subject)s: the roadmap was returned."),
        NotificationKind.ROADMAP_APPROVED: _("%(subject)s: the roadmap is approved."),
    }.get(NotificationKind(one.kind), "%(subject)s")
    return template % {"subject": subject}


def _with_day(text: str) -> tuple[str, date | None]:
    """`Sở Xây dựng · 2026-Q4 · 2026-12-16`: what it is about, and the day; None without one."""
    subject, _between, day = text.rpartition(BETWEEN)
    try:
        return _subject(subject), date.fromisoformat(day)
    except ValueError:
        return text, None


def _subject(text: str) -> str:
    """`Sở Xây dựng · 2026-Q4` with its period as people read it."""
    name, between, period = text.rpartition(BETWEEN)
    try:
        return f"{name}{between}{period_label(Period.parse(period))}" if between else text
    except PeriodError:
        return text


def _leads(text: str) -> str:
    """`Sở Xây dựng · 2+3`: two indicators and three tasks."""
    name, _between, counts = text.rpartition(BETWEEN)
    indicators, _plus, tasks = counts.partition("+")
    if not (indicators.isdecimal() and tasks.isdecimal()):
        return text
    figures, duties = int(indicators), int(tasks)
    parts = [
        (figures, ngettext("%(count)d indicator", "%(count)d indicators", figures)),
        (duties, ngettext("%(count)d task", "%(count)d tasks", duties)),
    ]
    given = [words % {"count": count} for count, words in parts if count]
    return _("%(unit)s: you have been given the lead of %(what)s.") % {
        "unit": name,
        "what": _(" and ").join(given),
    }


def _findings(text: str) -> str:
    """How many things the nightly check found."""
    count = int(text) if text.isdecimal() else 0
    words = ngettext(
        "The integrity check has found %(count)d thing that is not as it should be.",
        "The integrity check has found %(count)d things that are not as they should be.",
        count,
    )
    return words % {"count": count}
