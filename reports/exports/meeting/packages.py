"""Office files that are the same, byte by byte, whenever the same content is printed."""

from __future__ import annotations

import re
import zipfile
from datetime import date
from io import BytesIO

_THE_SAME_DAY = (1980, 1, 1, 0, 0, 0)
"""Of every file in the package: no archive knows an earlier one."""
_PROPERTIES = "docProps/core.xml"
_MOMENT = re.compile(rb"(<dcterms:(?:created|modified)\b[^>]*>)[^<]*")


def settled(package: bytes, made_on: date) -> bytes:
    """The package with the same date on everything inside; its properties say when it was made."""
    stream = BytesIO()
    with zipfile.ZipFile(BytesIO(package)) as source, zipfile.ZipFile(stream, "w") as target:
        for one in source.infolist():
            entry = zipfile.ZipInfo(one.filename, _THE_SAME_DAY)
            entry.compress_type = zipfile.ZIP_DEFLATED
            content = source.read(one)
            is_dated = one.filename == _PROPERTIES
            target.writestr(entry, _dated(content, made_on) if is_dated else content)
    return stream.getvalue()


def _dated(properties: bytes, made_on: date) -> bytes:
    return _MOMENT.sub(rb"\g<1>" + f"{made_on.isoformat()}T00:00:00Z".encode(), properties)
