"""Sessions in the database that end: after some hours at most, and when nobody is there.

SESSION_COOKIE_AGE is the idle time: each use puts the end off, at most once a minute.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.http import HttpRequest

from tracker.accounts.models import User
from tracker.common.timestamps import now

SINCE, SEEN = "since", "seen"
_PUT_OFF_AFTER = 60


class SessionStore(DatabaseStore):
    """A signed-in session knows when it began and when it was last used."""

    def load(self) -> dict[str, Any]:
        """What the session holds; nothing if it began SESSION_MAX_AGE seconds ago or earlier."""
        found = super().load()
        if SESSION_KEY not in found:
            return found
        moment = now().timestamp()
        if moment - found.get(SINCE, 0) >= settings.SESSION_MAX_AGE:
            self.delete(self.session_key)
            self._session_key = None
            return {}
        if moment - found.get(SEEN, 0) >= _PUT_OFF_AFTER:
            self.modified = True
        return found

    def save(self, must_create: bool = False) -> None:
        """Store it with the moment of this use."""
        if SESSION_KEY in self:
            moment = now().timestamp()
            self.setdefault(SINCE, moment)
            self[SEEN] = moment
        super().save(must_create)


def keep_only_this_session(request: HttpRequest, user: User) -> None:
    """After what ends all sessions of a person: the one in which they do it goes on, with a new
    key."""
    request.session.cycle_key()
    request.session[HASH_SESSION_KEY] = user.get_session_auth_hash()
