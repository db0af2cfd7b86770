"""Threads of an indicator and a person's inbox."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from django.db.models import F, Prefetch, QuerySet
from django.utils.timezone import make_aware

from assignments.visibility import visible_programmes
from indicators.models import Indicator
from reports.models import Explanation, ExplanationMessage, Notification
from tracker.accounts.models import User


def threads_of(indicator: Indicator, as_of: date) -> list[Explanation]:
    """Requests and messages written until the end of the day, latest request first; two queries."""
    end = make_aware(datetime.combine(as_of + timedelta(days=1), time.min))
    written = ExplanationMessage.objects.filter(written_at__lt=end).select_related("written_by")
    asked = Explanation.objects.filter(indicator=indicator, asked_at__lt=end)
    people = ("unit", "asked_by", "closed_by")
    return list(asked.select_related(*people).prefetch_related(Prefetch("messages", written)))


def visible_explanation(user: User, code: str, key: int) -> Explanation | None:
    """A request of a programme that this person may see."""
    found = Explanation.objects.filter(
        pk=key, indicator__programme__in=visible_programmes(user), indicator__programme__code=code
    )
    return found.select_related("unit", "asked_by", "indicator__programme").first()


def inbox_of(user: User) -> QuerySet[Notification]:
    """The person's own notifications, unread first, then the latest."""
    own = Notification.objects.filter(person=user)
    return own.order_by(F("read_at").asc(nulls_first=True), "-id")


def unread_count(user: User) -> int:
    """How many notifications the person has not read."""
    return Notification.objects.filter(person=user, read_at=None).count()
