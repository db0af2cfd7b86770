"""Tokens of machines end: one, or all of a person whose account passes into other hands."""

from __future__ import annotations

from django.db import transaction

from tracker.accounts.models import ApiToken, User
from tracker.audit.ledger import Subject, record, record_all
from tracker.common.timestamps import now


def revoke(*, token: ApiToken, by: User | None) -> None:
    """End a token at once; ending it twice changes nothing. `by` None is who has the machine."""
    with transaction.atomic():
        standing = ApiToken.objects.filter(pk=token.pk, revoked_at=None)
        if standing.update(revoked_at=now(), revoked_by=by or token.owner):
            record("token.revoked", subject_of(token), by=by)


def revoke_all(*, owner: User, by: User) -> int:
    """End every token of a person; how many. Belongs into the transaction of whoever calls it."""
    standing = list(ApiToken.objects.filter(owner=owner, revoked_at=None))
    ApiToken.objects.filter(pk__in=[one.pk for one in standing]).update(
        revoked_at=now(), revoked_by=by
    )
    record_all([("token.revoked", subject_of(one), None, None) for one in standing], by=by)
    return len(standing)


def subject_of(token: ApiToken) -> Subject:
    """The token for the ledger: its number."""
    return Subject("token", str(token.pk), None)
