"""Reading files that a person named."""

from __future__ import annotations

from pathlib import Path

from django.utils.translation import gettext as _

from tracker.common.errors import SentenceError


def read_file(path: Path) -> bytes:
    """The bytes of a file; SentenceError if it cannot be read."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise SentenceError(
            _("The file %(path)s cannot be read: %(why)s.")
            % {"path": path, "why": error.strerror or error}
        ) from error


def read_text(path: Path) -> str:
    """The text of a UTF-8 file; SentenceError if it cannot be read or is no text."""
    try:
        return read_file(path).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise SentenceError(_("The file %(path)s is not UTF-8 text.") % {"path": path}) from error
