"""Finding people."""

from __future__ import annotations

from django.utils.translation import gettext as _

from tracker.accounts.models import User
from tracker.common.errors import SentenceError


def person(username: str) -> User:
    """The active person with this user name; SentenceError if there is none."""
    user = User.objects.filter(username=username.lower(), is_active=True).first()
    if user is None:
        raise SentenceError(_("There is no person “%(name)s”.") % {"name": username})
    return user
