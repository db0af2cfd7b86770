"""Uploads are cut off at the limit while they arrive: no file fills memory or disk."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import TemporaryFileUploadHandler


class BoundedUploadHandler(TemporaryFileUploadHandler):
    """Writes a file to a temporary one up to UPLOAD_MAX_BYTES and drops what is beyond.

    A file that was cut off arrives empty but with its true size, so that the form can say so.
    """

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Count anew."""
        super().new_file(*args, **kwargs)
        self.received = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        """Keep the chunk while there is room; None: no handler behind this one sees it."""
        self.received += len(raw_data)
        if self.received <= settings.UPLOAD_MAX_BYTES:
            super().receive_data_chunk(raw_data, start)
        return None

    def file_complete(self, file_size: int) -> UploadedFile[Any] | None:
        """The file; an empty one that knows its size if it was too large."""
        if self.received <= settings.UPLOAD_MAX_BYTES:
            return super().file_complete(self.received)
        self.file.close()
        return UploadedFile(
            file=BytesIO(),
            name=self.file_name,
            content_type=self.content_type,
            size=self.received,
            charset=self.charset,
        )
