"""Each morning: at most one e-mail to everybody who has something new in the inbox."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from email.utils import make_msgid
from smtplib import SMTPException, SMTPRecipientsRefused, SMTPResponseException
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.utils.translation import gettext as _

from reports.digests import Content, claim, has_failed, queue_digests, waiting
from reports.jobs.running import Ending, Running
from reports.presenters.mail import letter
from tracker.common.errors import SentenceError
from tracker.common.timestamps import today

MOST = 2000
"""So many e-mails go out in one run; who waits longest comes first."""
PATIENCE = 5
"""After so many failures of the server one after the other the others wait."""
_log = logging.getLogger(__name__)


class MailError(SentenceError):
    """The mail server is not there."""


def send_digests(running: Running) -> Ending:
    """Write down whom to write to, then hand over one e-mail after the other.

    Each is claimed before: broken off or run again, nobody gets two. An address that is refused
    stops no other; a server that does not answer fails the job, what waits can be tried again.
    Outcome: how many were `sent`, `refused`, `needless` (all read meanwhile) and are `left`.
    """
    if not settings.SITE_URL:
        raise MailError(_("SITE_URL is not set: the addresses in the e-mails would lead nowhere."))
    queue_digests(today())
    keys = waiting(today())
    done: Counter[str] = Counter(sent=0, refused=0, needless=0, left=len(keys[MOST:]))
    if keys:
        _send_all(running, keys[:MOST], done)
    return lambda: dict(done)


def _send_all(running: Running, keys: list[int], done: Counter[str]) -> None:
    silent = 0
    with _server() as server:
        for number, key in enumerate(keys):
            running.progress(number, len(keys))
            content = claim(key)
            if content is None:
                done["needless"] += 1
                continue
            error = _hand_over(content, server)
            done["sent" if error is None else "refused"] += 1
            silent = silent + 1 if _is_of_the_server(error) else 0
            if error is not None:
                has_failed(key, failure_of(error))
            if silent == PATIENCE:
                raise _unreachable()


@contextmanager
def _server() -> Iterator[BaseEmailBackend]:
    """A connection to the mail server, for all e-mails."""
    server: BaseEmailBackend = get_connection(fail_silently=False, timeout=settings.EMAIL_TIMEOUT)
    try:
        server.open()
    except OSError as error:
        _log.warning("The mail server cannot be used: %s.", failure_of(error))
        raise _unreachable() from error
    try:
        yield server
    finally:
        with suppress(OSError):
            server.close()


def _hand_over(content: Content, server: BaseEmailBackend) -> Exception | None:
    """Why the server did not take the e-mail; None if it did."""
    said = letter(content, settings.SITE_URL)
    host = urlsplit(settings.SITE_URL).hostname or "localhost"
    message = EmailMessage(
        said.subject,
        said.text,
        to=[content.recipient.email],
        headers={
            "Message-ID": make_msgid(domain=host),
            # Nobody's out-of-office note shall answer it (RFC 3834).
            "Auto-Submitted": "auto-generated",
        },
    )
    try:
        server.send_messages([message])
    except (OSError, ValueError) as error:
        with suppress(OSError):
            server.close()  # the next one begins anew
        return error
    return None


def _is_of_the_server(error: Exception | None) -> bool:
    """Whether it says nothing about the address: the next e-mail would fail as well."""
    return isinstance(error, OSError) and not isinstance(error, SMTPRecipientsRefused)


def failure_of(error: Exception) -> str:
    """What happened, by kind and number: the server's own words may hold the address."""
    code = None
    if isinstance(error, SMTPRecipientsRefused):
        code = next((code for code, _words in error.recipients.values()), None)
    elif isinstance(error, SMTPResponseException):
        code = error.smtp_code
    elif isinstance(error, OSError) and not isinstance(error, SMTPException):
        code = error.errno
    return type(error).__name__ + (f" {code}" if code is not None else "")


def _unreachable() -> MailError:
    return MailError(
        _(
            "The mail server does not take e-mails. Nothing was sent twice; what waits goes out "
            "when this job is tried again, or tomorrow."
        )
    )
