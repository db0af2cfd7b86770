"""A private Redis on a socket of its own."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.services.programs import command, redis_program, running, wait_until


@contextmanager
def private_redis() -> Iterator[str]:
    """The REDIS_URL of an empty server that keeps nothing."""
    program = redis_program()
    assert program is not None, "Redis is not installed"
    with tempfile.TemporaryDirectory(prefix="lotrinh-redis-") as name:
        folder = Path(name)
        socket = folder / "redis.sock"
        server = command(program, "--port", "0", "--unixsocket", socket, "--save", "")
        with running(server, log=folder / "log", cwd=folder):
            wait_until(socket.is_socket, "Redis")
            yield f"redis+socket://{socket}"
