"""Installations with a small province in them: copied from one per kind of database."""

from __future__ import annotations

import shutil
import uuid
from collections.abc import Iterator

import pytest

from tests.faults.installation import Installation, build_world
from tests.faults.servers import PostgresServer, RedisServer, postgres_server, redis_server


@pytest.fixture(autouse=True)
def frozen_today():
    """Time passes here: other processes do not see a frozen clock."""


@pytest.fixture(scope="session")
def sqlite_world(tmp_path_factory) -> tuple:
    """A folder with the filled file, and what is in it."""
    folder = tmp_path_factory.mktemp("sqlite-world")
    return folder / "var", build_world(folder, "")


@pytest.fixture
def on_sqlite(sqlite_world, tmp_path) -> Installation:
    """An installation for one department: a file and a folder as broker."""
    var, world = sqlite_world
    (tmp_path / "holds").mkdir()
    shutil.copytree(var, tmp_path / "var")
    return Installation(tmp_path, "", world)


@pytest.fixture(scope="session")
def own_postgres() -> Iterator[PostgresServer]:
    """A server that these tests stop and start."""
    with postgres_server() as server:
        yield server


@pytest.fixture(scope="session")
def postgres_world(own_postgres, tmp_path_factory) -> dict:
    """What is in the filled database `world`."""
    own_postgres.execute("CREATE DATABASE world")
    return build_world(tmp_path_factory.mktemp("postgres-world"), own_postgres.url("world"))


@pytest.fixture
def on_postgres(own_postgres, postgres_world, tmp_path) -> Iterator[Installation]:
    """An installation for a province, as yet without a broker."""
    name = f"fault_{uuid.uuid4().hex[:8]}"
    own_postgres.execute(f"CREATE DATABASE {name} TEMPLATE world")
    (tmp_path / "holds").mkdir()
    yield Installation(tmp_path, own_postgres.url(name), postgres_world)
    own_postgres.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def own_redis(tmp_path) -> Iterator[RedisServer]:
    """A server that these tests stop and start; it keeps nothing."""
    with redis_server(tmp_path / "redis") as server:
        yield server


@pytest.fixture
def province(on_postgres, own_redis) -> Installation:
    """An installation for a province with its broker."""
    on_postgres.more["REDIS_URL"] = own_redis.url
    return on_postgres


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def installation(request) -> Installation:
    """One after the other: a file, and PostgreSQL."""
    return request.getfixturevalue(f"on_{request.param}")


@pytest.fixture(
    params=[
        pytest.param("on_sqlite", id="sqlite-folder"),
        pytest.param(
            "province", id="postgres-redis", marks=[pytest.mark.postgres, pytest.mark.redis]
        ),
    ]
)
def with_broker(request) -> Installation:
    """Both ways to run background work."""
    return request.getfixturevalue(request.param)
