"""What the frame of every page counts of a person."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, IntegerField, Model, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from reports.models import Job, Notification
from tracker.accounts.models import User


@dataclass(frozen=True)
class Counts:
    """Notifications that the person has not read, and their own jobs under way."""

    unread: int = 0
    jobs: int = 0


def counts_of(user: User) -> Counts:
    """One query: every page asks for them."""
    unread = Notification.objects.filter(person=OuterRef("pk"), read_at=None)
    jobs = Job.objects.filter(asked_by=OuterRef("pk")).under_way()
    people = User.objects.filter(pk=user.pk)
    found = people.values_list(_number_of(unread, "person"), _number_of(jobs, "asked_by")).first()
    return Counts(*found) if found else Counts()


def _number_of(rows: QuerySet[Model], by: str) -> Coalesce:
    counted = rows.order_by().values(by).annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(counted, output_field=IntegerField()), Value(0))
