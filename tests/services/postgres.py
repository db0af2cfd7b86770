"""A private PostgreSQL: `python -m tests.services.postgres -- COMMAND` runs a command on it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from tests.services.programs import (
    NOTHING_LEFT_OUT,
    command,
    postgres_folder,
    running,
    wait_until,
)

OWNER = "postgres"
"""PostgreSQL refuses to run as root; Debian's package makes this user."""

SETTINGS = {
    "listen_addresses": "",  # the socket in the private folder only
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_connections": "60",
}


HASTE = {"fsync", "synchronous_commit", "full_page_writes"}
"""What a cluster that must not lose anything keeps at PostgreSQL's own defaults."""


@contextmanager
def private_postgres(*, is_durable: bool = False) -> Iterator[str]:
    """The DATABASE_URL of a new, empty cluster that is thrown away afterwards."""
    programs = postgres_folder()
    assert programs is not None, "PostgreSQL is not installed"
    folder = Path(tempfile.mkdtemp(prefix="lotrinh-postgres-"))
    try:
        if os.geteuid() == 0:
            shutil.chown(folder, OWNER)
        data = folder / "data"
        initialise(programs, data)
        kept = HASTE if is_durable else set()
        chosen = [(name, value) for name, value in SETTINGS.items() if name not in kept]
        options = [part for item in chosen for part in ("-c", "=".join(item))]
        server = command(programs / "postgres", "-D", data, "-k", folder, *options, user=OWNER)
        with running(server, log=folder.with_suffix(".log"), cwd="/"):
            ready = [programs / "pg_isready", "--quiet", "--host", folder]
            wait_until(lambda: subprocess.run(ready, check=False).returncode == 0, "PostgreSQL")
            address = ["--host", folder, "--username", "lotrinh"]
            subprocess.run([programs / "createdb", *address, "lotrinh"], check=True)
            yield f"postgres://lotrinh@{quote(str(folder), safe='')}/lotrinh"
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        folder.with_suffix(".log").unlink(missing_ok=True)


def initialise(programs: Path, data: Path) -> None:
    initdb = [programs / "initdb", "-D", data, "--username=lotrinh", "--auth=trust", "--no-sync"]
    words = command(*initdb, "--encoding=UTF8", "--locale=C.UTF-8", user=OWNER)
    subprocess.run(words, check=True, stdout=subprocess.DEVNULL, cwd="/")


def main(words: Sequence[str]) -> int:
    """Run the command with DATABASE_URL set; without PostgreSQL say so and leave it out."""
    if postgres_folder() is None:
        print("Left out: PostgreSQL is not installed; not run on it:", " ".join(words))
        return 1 if NOTHING_LEFT_OUT else 0
    with private_postgres() as url:
        return subprocess.run(words, env=os.environ | {"DATABASE_URL": url}, check=False).returncode


if __name__ == "__main__":
    sys.exit(main([word for word in sys.argv[1:] if word != "--"]))
