"""The newcomer's command really run, for a browser to visit."""

from __future__ import annotations

import os
import socket
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.meta.sources import ROOT
from tests.services.programs import running, wait_until

NEWCOMER = ("manage.py", "serve", "--demonstration", "--port")


@contextmanager
def demonstration(folder: Path, program: tuple[str, ...] = NEWCOMER) -> Iterator[str]:
    """The address of the newcomer's command on a free port, its data in the folder."""
    port = _free_port()
    address = f"http://127.0.0.1:{port}"
    words = [sys.executable, *program, str(port)]
    log = folder / "log"
    with running(words, log=log, cwd=ROOT, env=_environment(folder)) as process:
        wait_until(lambda: _answers(address) or process.poll() is not None, "an answer", seconds=90)
        assert process.poll() is None, log.read_text()
        yield address


def _environment(folder: Path) -> dict[str, str]:
    """Little is inherited, so that the product runs with its own settings, not the tests'."""
    inherited = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    return inherited | {"VAR_DIR": str(folder / "var"), "DEMONSTRATION": "1"}


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(f"{address}/health/ready", timeout=5) as response:  # noqa: S310
            return response.status == 200
    except (urllib.error.URLError, ConnectionError):
        return False
