"""The folder as broker: a message appears in it whole, and a spoilt one stops nobody."""

from __future__ import annotations

import contextlib
import logging
from pathlib import Path
from queue import Empty
from time import monotonic_ns
from typing import Any
from uuid import uuid4

from kombu.exceptions import ChannelError
from kombu.transport import filesystem
from kombu.utils.json import dumps

_log = logging.getLogger(__name__)


class Channel(filesystem.Channel):
    """Kombu's own writes a message under the name by which it is looked for: a worker that is
    quicker, or a full disk, has it read half a message, and that ends the worker."""

    def _put(  # type: ignore[override]  # its two parents differ in the stubs
        self, queue: str, payload: dict[str, Any], **_options: Any
    ) -> None:
        """Written beside and renamed; ChannelError if the disk takes no more, and nothing stays."""
        name = f"{monotonic_ns():020d}_{uuid4()}.{queue}.msg"
        path = Path(self.data_folder_out) / name
        part = path.with_name(f"{name}.part")
        try:
            part.write_text(dumps(payload))
            part.rename(path)
        except OSError as error:
            with contextlib.suppress(OSError):
                part.unlink(missing_ok=True)
            raise ChannelError("The message cannot be written.") from error

    def _get(self, queue: str, timeout: float | None = None) -> Any:
        """The next message. What cannot be read is dropped: a message only wakes for a row."""
        try:
            return super()._get(queue)
        except (ValueError, ChannelError):
            _log.warning("A message in the queue could not be read and was dropped.")
            raise Empty from None


class Transport(filesystem.Transport):
    """Kombu's, with the channel above."""

    Channel = Channel
