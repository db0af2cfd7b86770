"""Threads of an indicator and a person's inbox."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from django.db.models import Prefetch, Q, QuerySet
from django.utils.timezone import make_aware

from assignments.models import Assignment, Membership, Part
from assignments.permissions import UNIT_ROLES
from assignments.visibility import visible_programmes
from indicators.models import Indicator
from reports.dialogue import may_read_all
from reports.models import Explanation, ExplanationMessage, Notification
from tracker.accounts.models import User
from tracker.common.timestamps import today


def threads_of(
    indicator: Indicator, as_of: date, reader: User, *, reads_all: bool
) -> list[Explanation]:
    """Requests that this person may read, with the messages written until the end of the day, the
    latest request first; two queries. `reads_all` is what may_read_all says of the person."""
    end = make_aware(datetime.combine(as_of + timedelta(days=1), time.min))
    written = ExplanationMessage.objects.filter(written_at__lt=end).select_related("written_by")
    asked = _readable(reader, reads_all=reads_all).filter(indicator=indicator, asked_at__lt=end)
    people = ("unit", "asked_by", "closed_by")
    return list(asked.select_related(*people).prefetch_related(Prefetch("messages", written)))


def visible_explanation(user: User, code: str, key: int) -> Explanation | None:
    """A request that this person may read."""
    programme = visible_programmes(user).filter(code=code).first()
    if programme is None:
        return None
    readable = _readable(user, reads_all=may_read_all(user, programme))
    found = readable.filter(pk=key, indicator__programme=programme)
    return found.select_related("unit", "asked_by", "indicator__programme").first()


def _readable(user: User, *, reads_all: bool) -> QuerySet[Explanation]:
    """What is asked and answered is between who asks, who answers, and who reads for the Standing
    Committee or reviews for the Office; other units are not told, as in the ledger."""
    if reads_all:
        return Explanation.objects.all()
    held = Membership.objects.filter(user=user, role__in=UNIT_ROLES).values("unit")
    leads = Assignment.objects.on(today()).filter(part=Part.LEAD, unit__in=held)
    return Explanation.objects.filter(
        Q(asked_by=user) | Q(unit__in=held) | Q(indicator__in=leads.values("indicator"))
    )


def inbox_of(user: User) -> QuerySet[Notification]:
    """The person's own notifications, unread first, then the latest."""
    own = Notification.objects.filter(person=user).select_related("actor")
    return own.alias(is_read=Q(read_at__isnull=False)).order_by("is_read", "-created_at", "-id")
