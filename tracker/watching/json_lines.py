"""Lines of the log for machines."""

from __future__ import annotations

from typing import Any

from pythonjsonlogger.core import RESERVED_ATTRS
from pythonjsonlogger.json import JsonFormatter as Formatter


class JsonFormatter(Formatter):
    """Leaves out the request that Django hands along: its words hold the query, and so names."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, reserved_attrs=[*RESERVED_ATTRS, "request"], **options)
