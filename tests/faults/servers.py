"""PostgreSQL and Redis that a test may stop and start while the product runs on them."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from urllib.parse import quote

import psycopg

from tests.faults.installation import free_port
from tests.services.postgres import OWNER, SETTINGS, initialise
from tests.services.programs import command, postgres_folder, redis_program, running, wait_until

# What is acknowledged is written down before, as it is by default: the server is killed here.
DURABLE = SETTINGS | {"synchronous_commit": "on", "max_connections": "80"}


class Server(ABC):
    """A program that can be stopped and started again at the same address."""

    def __init__(self, words: list[str], log: Path) -> None:
        self._words, self._log, self._held = words, log, ExitStack()

    def start(self) -> None:
        self.process = self._held.enter_context(running(self._words, log=self._log, cwd="/"))
        wait_until(self.answers, type(self).__name__)

    def stop(self, number: int = signal.SIGINT) -> None:
        """By that signal, to its end."""
        self.process.send_signal(number)
        self.process.wait(timeout=30)
        self._held.close()

    @abstractmethod
    def answers(self) -> bool:
        """Whether it is up."""


class PostgresServer(Server):
    """A cluster; SIGINT is its fast shutdown, SIGQUIT its immediate one."""

    def __init__(self, folder: Path) -> None:
        programs = postgres_folder()
        assert programs is not None, "PostgreSQL is not installed"
        data = folder / "data"
        initialise(programs, data)
        options = [part for item in DURABLE.items() for part in ("-c", "=".join(item))]
        words = command(programs / "postgres", "-D", data, "-k", folder, *options, user=OWNER)
        super().__init__(words, folder.with_suffix(".log"))
        self._ready = [programs / "pg_isready", "--quiet", "--host", folder]
        self._folder = folder

    def answers(self) -> bool:
        return subprocess.run(self._ready, check=False).returncode == 0

    def url(self, name: str) -> str:
        return f"postgres://lotrinh@{quote(str(self._folder), safe='')}/{name}"

    def execute(self, statement: str) -> None:
        """Outside a transaction, as its owner."""
        with psycopg.connect(self.url("postgres"), autocommit=True) as server:
            server.execute(statement)


class RedisServer(Server):
    """A broker that keeps nothing, on a port of this machine."""

    def __init__(self, folder: Path) -> None:
        program = redis_program()
        assert program is not None, "Redis is not installed"
        port = str(free_port())
        words = command(program, "--port", port, "--bind", "127.0.0.1", "--save", "")
        super().__init__(words, folder / "log")
        self.url = f"redis://127.0.0.1:{port}/0"

    def answers(self) -> bool:
        import redis

        try:
            with redis.Redis.from_url(self.url, socket_timeout=1) as client:
                return bool(client.ping())
        except redis.RedisError:
            return False


@contextmanager
def postgres_server() -> Iterator[PostgresServer]:
    """A running cluster that is thrown away afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="lotrinh-faults-"))
    try:
        if os.geteuid() == 0:
            shutil.chown(folder, OWNER)
        server = PostgresServer(folder)
        server.start()
        yield server
        server.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        folder.with_suffix(".log").unlink(missing_ok=True)


@contextmanager
def redis_server(folder: Path) -> Iterator[RedisServer]:
    """A running broker."""
    folder.mkdir()
    server = RedisServer(folder)
    server.start()
    yield server
    server.stop()
