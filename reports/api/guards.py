"""Who asks, what they may read, and of which programme on which day."""

from __future__ import annotations

from datetime import date
from typing import cast

from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _
from ninja.security import HttpBearer

from assignments.visibility import visible_programmes
from indicators.models import Programme
from reports.api.tokens import recognise
from reports.api.unchanged import check_changed
from reports.days import check_day
from tracker.accounts.models import ApiToken, Scope
from tracker.common.errors import NotAllowedError
from tracker.common.timestamps import today


class TokenBearer(HttpBearer):
    """`Authorization: Bearer lotrinh_…`; sessions of browsers do not count here."""

    def authenticate(self, request: HttpRequest, token: str) -> ApiToken | None:
        """The token, or None: 401."""
        return recognise(token)


def token_of(request: HttpRequest, scope: Scope) -> ApiToken:
    """The token behind the request; NotAllowedError (403) if it may not read this."""
    token = cast(ApiToken, request.auth)  # type: ignore[attr-defined]
    if scope.value not in token.scopes:
        raise NotAllowedError(_("This token may not read this (%(scope)s).") % {"scope": scope})
    return token


def programme_of(request: HttpRequest, scope: Scope, code: str) -> Programme:
    """A programme that the token's owner may see; 404 for any other.

    UnchangedError if they have the present answer already.
    """
    owner = token_of(request, scope).owner
    programme = visible_programmes(owner).filter(code=code).first()
    if programme is None:
        raise Http404
    check_changed(request, programme.code)
    return programme


def day_of(programme: Programme, as_of: date | None) -> date:
    """The day asked for, today without one; SentenceError for one of which there is no state."""
    day = as_of or today()
    check_day(programme, day)
    return day
