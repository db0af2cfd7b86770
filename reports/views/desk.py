"""The desk at which a person sits: one programme, one day, and what they may do there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from urllib.parse import urlencode

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from assignments.visibility import visible_programmes
from indicators.models import Programme
from reports.days import check_day, earliest_day
from tracker.accounts.guards import signed_in_user
from tracker.accounts.models import User
from tracker.audit.changes import data_version
from tracker.common.errors import SentenceError
from tracker.common.timestamps import today


@dataclass(frozen=True)
class Desk:
    """A visible programme on one day."""

    user: User
    programme: Programme
    as_of: date

    @property
    def is_today(self) -> bool:
        """Whether the page shows the present state."""
        return self.as_of == today()

    @property
    def earliest(self) -> date:
        """The first day that can be asked for."""
        return earliest_day(self.programme)

    @cached_property
    def version(self) -> str:
        """The state of the programme's data: ask before reading them (tracker.audit.changes)."""
        return data_version(self.programme.code)

    def url(self, name: str, *args: str, **query: str) -> str:
        """The address of another page at this desk, the day included."""
        path = reverse(name, args=[self.programme.code, *args])
        return f"{path}?{urlencode({'as_of': self.as_of.isoformat(), **query})}"


def open_desk(request: HttpRequest, code: str) -> Desk:
    """The desk of the address; 404 for a programme that is not this person's to see.

    Raises SentenceError for a day that is none, lies in the future or before the programme.
    """
    user = signed_in_user(request)
    programme = visible_programmes(user).filter(code=code).first()
    if programme is None:
        raise Http404
    desk = Desk(user, programme, _day(request.GET.get("as_of", "")))
    check_day(programme, desk.as_of)
    request.desk = desk  # type: ignore[attr-defined]
    return desk


def _day(text: str) -> date:
    if not text:
        return today()
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise SentenceError(
            _("“%(text)s” is not a day. Write it as 2026-09-30.") % {"text": text[:20]}
        ) from error
