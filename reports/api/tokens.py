"""Tokens of machines: issued, and recognised when they come."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Collection
from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from assignments.people.tokens import subject_of
from tracker.accounts.guards import may_sign_in
from tracker.accounts.models import ApiToken, Scope, User
from tracker.audit.ledger import record
from tracker.common.errors import SentenceError
from tracker.common.timestamps import now, today

PREFIX = "lotrinh_"
LONGEST_DAYS = 366


class TokenError(SentenceError):
    """A token that cannot be issued."""


def issue(
    *, owner: User, name: str, scopes: Collection[Scope], days: int, by: User | None
) -> tuple[ApiToken, str]:
    """A new token and its secret, which is not kept. `by` None is who has the machine itself."""
    if not name.strip() or not scopes:
        raise TokenError(_("A token needs a name and something that it may read."))
    if not 1 <= days <= LONGEST_DAYS:
        raise TokenError(_("A token lasts from 1 to %(most)d days.") % {"most": LONGEST_DAYS})
    secret = PREFIX + secrets.token_urlsafe(32)
    with transaction.atomic():
        token = ApiToken.objects.create(
            name=name.strip(),
            owner=owner,
            digest=digest_of(secret),
            scopes=sorted(scope.value for scope in scopes),
            expires_on=today() + timedelta(days=days),
            issued_at=now(),
        )
        after = {"owner": owner.username, "scopes": token.scopes}
        record("token.issued", subject_of(token), by=by, after=after)
    return token, secret


def recognise(secret: str) -> ApiToken | None:
    """The token that still holds, of an owner who still may sign in; notes the day of its use."""
    if not secret.startswith(PREFIX):
        return None
    found = ApiToken.objects.filter(
        digest=digest_of(secret),
        revoked_at=None,
        expires_on__gte=today(),
    )
    token = found.select_related("owner").first()
    if token is None or not may_sign_in(token.owner):
        return None
    if token.last_used_on != today():
        ApiToken.objects.filter(pk=token.pk).update(last_used_on=today())
    return token


def digest_of(secret: str) -> str:
    """What is kept of a secret of 256 random bits: its SHA-256."""
    return hashlib.sha256(secret.encode()).hexdigest()
