"""The programs that tests start, and how a child process ends together with the tests."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

NOTHING_LEFT_OUT = os.environ.get("NOTHING_LEFT_OUT") == "1"
"""Whether a test that cannot run is a failure (as in .ci/run) rather than a line in the summary."""

DEBIAN_POSTGRES = Path("/usr/lib/postgresql")


def postgres_folder() -> Path | None:
    """Where initdb and postgres are: Debian's newest, else beside the one on the PATH."""
    versions = DEBIAN_POSTGRES.glob("*/bin/initdb")
    for found in sorted(versions, key=lambda path: float(path.parts[-3]), reverse=True):
        return found.parent
    found = shutil.which("initdb")
    return Path(found).resolve().parent if found else None


def redis_program() -> str | None:
    return shutil.which("redis-server")


def chromium_program() -> str | None:
    return shutil.which("chromium") or shutil.which("chromium-browser")


def libreoffice_program() -> str | None:
    return shutil.which("soffice") or shutil.which("libreoffice")


@cache
def containers_program() -> str | None:
    """podman, if a container was really started with it just now."""
    from tests.containers.engine import refusal

    return None if refusal() else "podman"


def command(*words: str | Path, user: str | None = None) -> list[str]:
    """The words as a command that ends with this process; as another user if this one is root."""
    prefix = []
    if sys.platform == "linux" and (setpriv := shutil.which("setpriv")):
        prefix = [setpriv]
        if user and os.geteuid() == 0:
            prefix += [f"--reuid={user}", f"--regid={user}", "--init-groups"]
        prefix += ["--pdeathsig", "INT", "--"]
    return [*prefix, *map(str, words)]


@contextmanager
def running(words: list[str], *, log: Path, **options: object) -> Iterator[subprocess.Popen]:
    """A child process with its output in `log`, gone when the block ends."""
    with log.open("wb") as output:
        process = subprocess.Popen(words, stdout=output, stderr=subprocess.STDOUT, **options)
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def wait_until(is_true: Callable[[], object], what: str, *, seconds: float = 30) -> None:
    """Ask ten times a second. Counts its naps: the tests' clock may stand still."""
    for _nap in range(int(seconds * 10)):
        if is_true():
            return
        time.sleep(0.1)
    raise TimeoutError(f"not within {seconds:g} s: {what}")
