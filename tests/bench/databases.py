"""The measured databases, kept between runs: files of SQLite, a cluster of PostgreSQL."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from functools import cache
from pathlib import Path
from urllib.parse import quote

from tests.bench.sizes import Shape
from tests.services.postgres import OWNER, SETTINGS, initialise
from tests.services.programs import command, postgres_folder, running, wait_until
from tracker.common.periods import Period

ROOM = {"max_wal_size": "8GB", "checkpoint_timeout": "30min", "shared_buffers": "1GB"}
"""What the cluster gets beyond tests/services/postgres.py, so that loading is not held up; all else
is PostgreSQL's default."""


GENERATOR = Path(__file__).resolve().parents[2] / "reports" / "load"


def home() -> Path:
    """BENCH_DIR, or a folder that outlives a restart and that PostgreSQL's own user may enter."""
    return Path(os.environ.get("BENCH_DIR") or "/var/tmp/lotrinh-bench")  # noqa: S108 - kept there


def manage(url: str, *words: str) -> None:
    """A command of the product on that database, in a process of its own."""
    subprocess.run(
        [sys.executable, "manage.py", *words], check=True, env=os.environ | environment(url)
    )


def environment(url: str) -> dict[str, str]:
    """What the settings are told."""
    return {
        "DJANGO_SETTINGS_MODULE": "tracker.settings",
        "DATABASE_URL": url,
        "VAR_DIR": str(home() / "var"),
        "ALLOWED_HOSTS": "testserver",
        "LOG_LEVEL": "ERROR",
    }


@contextmanager
def databases(vendor: str, shapes: Sequence[Shape]) -> Iterator[dict[str, str]]:
    """The DATABASE_URL of each shape by its name; what is missing is generated first."""
    home().mkdir(mode=0o755, parents=True, exist_ok=True)
    if vendor == "sqlite":
        yield {shape.name: _sqlite(shape) for shape in shapes}
        return
    with _cluster() as server:
        yield {shape.name: _postgres(server, shape) for shape in shapes}


def wanted(shape: Shape, day: date) -> dict[str, object]:
    """What decides whether a kept database still serves: its size, the quarter it ends in, and
    the generator that made it."""
    return {**shape.options, "quarter": str(Period.containing(day)), "generator": _generator()}


@cache
def _generator() -> str:
    """The SHA-256 of its sources."""
    sources = sorted(GENERATOR.glob("*.py"))
    return hashlib.sha256(b"".join(path.read_bytes() for path in sources)).hexdigest()


def _sqlite(shape: Shape) -> str:
    path = home() / f"{shape.name}.sqlite3"
    url = f"sqlite:///{path}"
    if not _is_kept("sqlite", shape):
        for old in home().glob(f"{shape.name}.sqlite3*"):
            old.unlink()
        _generate("sqlite", shape, url)
    manage(url, "migrate", "--verbosity", "0")
    return url


def _postgres(server: Server, shape: Shape) -> str:
    name = f"bench_{shape.name}"
    url = server.url(name)
    if not _is_kept("postgresql", shape):
        server.run("dropdb", "--if-exists", name)
        server.run("createdb", name)
        _generate("postgresql", shape, url)
    manage(url, "migrate", "--verbosity", "0")
    return url


def _generate(vendor: str, shape: Shape, url: str) -> None:
    """A note beside it says what it holds, written last."""
    _note(vendor, shape).unlink(missing_ok=True)
    manage(url, "migrate", "--verbosity", "0")
    options = [word for name, n in shape.options.items() for word in (f"--{name}", str(n))]
    manage(url, "generate_load", *options)
    _note(vendor, shape).write_text(json.dumps(wanted(shape, date.today())))  # noqa: DTZ011


def _is_kept(vendor: str, shape: Shape) -> bool:
    note = _note(vendor, shape)
    return note.exists() and json.loads(note.read_text()) == wanted(shape, date.today())  # noqa: DTZ011


def _note(vendor: str, shape: Shape) -> Path:
    return home() / f"{vendor}-{shape.name}.json"


class Server:
    """A running cluster, reached through the socket in a folder."""

    def __init__(self, programs: Path, socket: Path) -> None:
        self._programs, self._socket = programs, socket

    def url(self, database: str) -> str:
        """The DATABASE_URL of one of its databases."""
        return f"postgres://lotrinh@{quote(str(self._socket), safe='')}/{database}"

    def run(self, program: str, *words: str) -> None:
        """One of PostgreSQL's own programs, as the cluster's owner."""
        address = ["--host", str(self._socket), "--username", "lotrinh"]
        subprocess.run([self._programs / program, *address, *words], check=True)


@contextmanager
def _cluster() -> Iterator[Server]:
    """The kept cluster, started; made if there is none."""
    programs = postgres_folder()
    assert programs is not None, "PostgreSQL is not installed"
    data = home() / "postgres"
    if not (data / "PG_VERSION").exists():
        data.mkdir(exist_ok=True)
        if os.geteuid() == 0:
            shutil.chown(data, OWNER)
        initialise(programs, data)
        for note in home().glob("postgresql-*.json"):
            note.unlink()
    with tempfile.TemporaryDirectory(prefix="lotrinh-bench-") as name:
        socket = Path(name)
        if os.geteuid() == 0:
            shutil.chown(socket, OWNER)
        options = [part for item in (SETTINGS | ROOM).items() for part in ("-c", "=".join(item))]
        words = command(programs / "postgres", "-D", data, "-k", socket, *options, user=OWNER)
        with running(words, log=home() / "postgres.log", cwd="/"):
            ready = [programs / "pg_isready", "--quiet", "--host", socket]
            wait_until(lambda: subprocess.run(ready, check=False).returncode == 0, "PostgreSQL")
            yield Server(programs, socket)
