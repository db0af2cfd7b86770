"""Archives encrypted to a public key in the age format: who makes them need not be able to read."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryFile
from typing import BinaryIO, cast

from django.utils.translation import gettext as _

from tracker.common.errors import SentenceError

STANDARD_INPUT = Path("-")
"""In place of a file with the secret key, which then lies on no disk of this machine."""
_MAGIC = b"age-encryption.org/"


class WrongKeyError(SentenceError):
    """The key is none, or does not fit."""


@contextmanager
def encrypted(target: BinaryIO, recipient: str, place: Path) -> Iterator[BinaryIO]:
    """What is written here reaches the target encrypted; as it is without a recipient.

    Until then it lies in `place`, in a file without a name: /tmp may be small, and memory.
    """
    if not recipient:
        yield target
        return
    import pyrage

    try:
        key = pyrage.x25519.Recipient.from_str(recipient.strip())
    except pyrage.RecipientError as error:
        raise WrongKeyError(_("This is no public key of the kind age1….")) from error
    with TemporaryFile(dir=place) as plain:
        yield cast(BinaryIO, plain)
        plain.seek(0)
        pyrage.encrypt_io(plain, target, [key])


@contextmanager
def decrypted(path: Path, identity: Path | None, place: Path) -> Iterator[BinaryIO]:
    """The archive in the clear, in a file without a name in `place` if it was encrypted.

    WrongKeyError if it is encrypted and the identity does not fit.
    """
    with path.open("rb") as stream:
        is_encrypted = stream.read(len(_MAGIC)) == _MAGIC
        stream.seek(0)
        if not is_encrypted:
            yield stream
            return
        if identity is None:
            raise WrongKeyError(_("The archive is encrypted. Name the file with the secret key."))
        with TemporaryFile(dir=place) as plain:
            _decrypt(stream, cast(BinaryIO, plain), identity)
            plain.seek(0)
            yield cast(BinaryIO, plain)


def _decrypt(stream: BinaryIO, plain: BinaryIO, identity: Path) -> None:
    import pyrage

    told = sys.stdin.read() if identity == STANDARD_INPUT else identity.read_text()
    lines = [line.strip() for line in told.splitlines()]
    try:
        keys = [
            pyrage.x25519.Identity.from_str(line) for line in lines if line.startswith("AGE-SECRET")
        ]
        pyrage.decrypt_io(stream, plain, keys)
    except (pyrage.IdentityError, pyrage.DecryptError) as error:
        raise WrongKeyError(_("This secret key does not open the archive.")) from error
