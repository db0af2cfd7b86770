"""One form, or a zip of many: each file by itself, so that memory stays bounded."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import PurePosixPath
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from django.utils.translation import gettext as _

from reports.imports.form.reading import read_form
from reports.imports.form.rows import FormIn
from tracker.common.errors import SentenceError
from tracker.common.file_kinds import FileKindError, Refusal, kind_of
from tracker.common.sheets.reader import MAX_BYTES

MAX_FILES = 400
MAX_UNPACKED = 200 * 1024 * 1024
_JUNK = ("__macosx", ".ds_store", "thumbs.db", "desktop.ini")
_FAULTS = (
    *(BadZipFile, zlib.error, struct.error, EOFError, OSError),
    *(NotImplementedError, RuntimeError, ValueError),
)


class BundleError(SentenceError):
    """A zip that cannot be read, or that holds more than forms."""


@dataclass(frozen=True)
class FileIn:
    """One file: the form in it, or the sentence why there is none."""

    name: str
    form: FormIn | None = None
    sentence: str = ""


def is_bundle(content: bytes) -> bool:
    """Whether it is a zip that is not itself a document."""
    try:
        kind_of(content)
    except FileKindError as error:
        return error.refusal is Refusal.UNKNOWN and content.startswith(b"PK\x03\x04")
    return False


def read_files(name: str, content: bytes) -> Iterator[FileIn]:
    """Every form of the upload, one after another; BundleError for a zip that cannot be."""
    if not is_bundle(content):
        yield _read(name, content)
        return
    for member, inside in _members(content):
        yield _read(member, inside)


def kept_content(content: bytes, files: list[FileIn]) -> bytes:
    """The upload without the files that could not be read; the same bytes if there are none."""
    unread = {one.name for one in files if one.form is None}
    if not unread or not is_bundle(content):
        return content
    stream = BytesIO()
    with ZipFile(stream, "w", ZIP_STORED) as archive:
        for name, inside in _members(content):
            if name not in unread:
                archive.writestr(ZipInfo(name), inside)
    return stream.getvalue()


def _read(name: str, content: bytes) -> FileIn:
    try:
        return FileIn(name, read_form(content))
    except SentenceError as error:
        return FileIn(name, sentence=str(error))


def _members(content: bytes) -> Iterator[tuple[str, bytes]]:
    """Name and content of each file that is no junk; never more than one is held."""
    try:
        with ZipFile(BytesIO(content)) as archive:
            wanted = [one for one in archive.infolist() if not (one.is_dir() or _is_junk(one))]
            _check(wanted)
            for member in wanted:
                yield member.filename, _inside(archive, member)
    except _FAULTS as error:
        raise BundleError(_("The zip file is damaged. Make it anew and try again.")) from error


def _check(members: list[ZipInfo]) -> None:
    if not members:
        raise BundleError(_("The zip file holds no files."))
    if len(members) > MAX_FILES:
        raise BundleError(
            _("The zip file holds more than %(most)d files. Bring it in parts.")
            % {"most": MAX_FILES}
        )
    if sum(member.file_size for member in members) > MAX_UNPACKED:
        raise BundleError(_("The zip file would unpack to more than 200 MB."))
    if any(member.flag_bits & 1 for member in members):
        raise BundleError(_("The zip file is locked with a password. Make it without one."))
    if any(member.compress_type not in (ZIP_STORED, ZIP_DEFLATED) for member in members):
        raise BundleError(_("The zip file is packed in an unusual way. Make it anew as plain zip."))


def _inside(archive: ZipFile, member: ZipInfo) -> bytes:
    """The content; of a larger file than a workbook may be only so much that it is refused."""
    with archive.open(member) as part:
        return part.read(MAX_BYTES + 1)


def _is_junk(member: ZipInfo) -> bool:
    """What systems and open programs leave in folders."""
    parts = [part.casefold() for part in PurePosixPath(member.filename.replace("\\", "/")).parts]
    return any(part in _JUNK for part in parts) or parts[-1].startswith((".", "~$"))
