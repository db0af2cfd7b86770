"""Several files as one zip."""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO
from pathlib import PurePosixPath
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

CONTENT_TYPE = "application/zip"
_PACKED_ALREADY = (".xlsx", ".docx")


def zip_of(files: Iterable[tuple[str, bytes]]) -> bytes:
    """The files in their order; of two with one name the later is numbered (`a-2.xlsx`)."""
    stream, known = BytesIO(), set[str]()
    with ZipFile(stream, "w") as archive:
        for name, content in files:
            own = _own_name(name, known)
            known.add(own.casefold())
            packing = ZIP_STORED if own.endswith(_PACKED_ALREADY) else ZIP_DEFLATED
            archive.writestr(own, content, packing)
    return stream.getvalue()


def _own_name(name: str, known: set[str]) -> str:
    path, number = PurePosixPath(name), 1
    while name.casefold() in known:
        number += 1
        name = f"{path.stem}-{number}{path.suffix}"
    return name
