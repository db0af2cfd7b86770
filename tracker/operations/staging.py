"""Folders in which something is put together: for their owner only, and gone afterwards."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

_STALE_AFTER = 20 * 3600
"""Seconds: nothing works that long, and what a killed run left is gone the night after."""


@contextmanager
def staging(parent: Path, prefix: str) -> Iterator[Path]:
    """A new folder in `parent`; those of this prefix that a killed run left are taken away."""
    for left in parent.glob(f"{prefix}*"):
        if left.is_dir() and time.time() - left.stat().st_mtime > _STALE_AFTER:
            shutil.rmtree(left, ignore_errors=True)
    with TemporaryDirectory(dir=parent, prefix=prefix) as folder:
        yield Path(folder)
