"""One form, or a zip of many: each file by itself, so that memory stays bounded."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import PurePosixPath
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from django.utils.translation import gettext as _

from reports.imports.form.reading import read_form
from reports.imports.form.rows import FormIn
from tracker.common.errors import SentenceError
from tracker.common.file_kinds import ZIP_FAULTS, FileKindError, is_plain_zip
from tracker.common.sheets.limits import Budget
from tracker.common.sheets.reader import MAX_BYTES

MAX_FILES = 400
MAX_UNPACKED = 200 * 1024 * 1024
_JUNK = ("__macosx", ".ds_store", "thumbs.db", "desktop.ini")
MAX_ELEMENTS = 10_000_000
"""Of XML in all forms together: those of a province have less than half as many."""


class BundleError(SentenceError):
    """A zip that cannot be read, or that holds more than forms."""


@dataclass(frozen=True)
class FileIn:
    """One file: the form in it, or the sentence why there is none."""

    name: str
    form: FormIn | None = None
    sentence: str = ""


def is_bundle(content: bytes) -> bool:
    """Whether it is a zip that is not itself a document; BundleError for one of too many files."""
    try:
        return is_plain_zip(content)
    except FileKindError as error:
        raise BundleError(_too_many()) from error


def read_files(name: str, content: bytes) -> Iterator[FileIn]:
    """Every form of the upload, one after another; BundleError for a zip that cannot be."""
    if not is_bundle(content):
        yield _read(name, content)
        return
    budget = Budget(unpacked=MAX_UNPACKED, elements=MAX_ELEMENTS)
    for member, inside in _members(content):
        yield _read(member, inside, budget)


def count_files(content: bytes) -> int:
    """How many files the upload holds; BundleError for a zip that cannot be read."""
    if not is_bundle(content):
        return 1
    try:
        with ZipFile(BytesIO(content)) as archive:
            return len(_wanted(archive))
    except ZIP_FAULTS as error:
        raise BundleError(_damaged()) from error


def kept_content(content: bytes, files: list[FileIn]) -> bytes:
    """The upload without the files that could not be read; the same bytes if there are none."""
    unread = {one.name for one in files if one.form is None}
    if not unread or not is_bundle(content):
        return content
    stream = BytesIO()
    with ZipFile(stream, "w") as archive:
        for name, inside in _members(content):
            if name not in unread:
                archive.writestr(ZipInfo(name), inside, ZIP_DEFLATED)
    return stream.getvalue()


def _read(name: str, content: bytes, budget: Budget | None = None) -> FileIn:
    try:
        return FileIn(name, read_form(content, budget))
    except SentenceError as error:
        if budget is not None and budget.is_spent:
            raise BundleError(
                _("The files of the zip hold more than can be read at once. Bring it in parts.")
            ) from error
        return FileIn(name, sentence=str(error))


def _members(content: bytes) -> Iterator[tuple[str, bytes]]:
    """Name and content of each file that is no junk; never more than one is held."""
    try:
        with ZipFile(BytesIO(content)) as archive:
            wanted = _wanted(archive)
            _check(wanted)
            for member in wanted:
                yield member.filename, _inside(archive, member)
    except ZIP_FAULTS as error:
        raise BundleError(_damaged()) from error


def _wanted(archive: ZipFile) -> list[ZipInfo]:
    return [one for one in archive.infolist() if not (one.is_dir() or _is_junk(one))]


def _damaged() -> str:
    return _("The zip file is damaged. Make it anew and try again.")


def _too_many() -> str:
    return _("The zip file holds more than %(most)d files. Bring it in parts.") % {
        "most": MAX_FILES
    }


def _check(members: list[ZipInfo]) -> None:
    if not members:
        raise BundleError(_("The zip file holds no files."))
    if len(members) > MAX_FILES:
        raise BundleError(_too_many())
    if len({member.filename for member in members}) < len(members):
        raise BundleError(_damaged())  # two files of one name: which one counts?
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
    return any(part in _JUNK for part in parts) or bool(parts and parts[-1].startswith((".", "~$")))
