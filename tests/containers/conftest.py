"""The installations that the tests of this folder share: one to try it out, one with TLS that is
restored from its backup, one on Debian without containers of ours."""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator
from pathlib import Path

import pyrage
import pytest

from tests.containers.engine import podman
from tests.containers.handbook import settings
from tests.containers.images import make_images
from tests.containers.machine import Machine, machine
from tests.containers.people import public
from tests.containers.stack import Stack, installation

NAME = f"lotrinh{os.getpid()}"


@pytest.fixture(autouse=True)
def frozen_today():
    """Time passes here: containers do not see a frozen clock."""


def free_address() -> str:
    """An address on this machine that nobody listens at."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return f"127.0.0.1:{probe.getsockname()[1]}"


@pytest.fixture(scope="session")
def images() -> None:
    """The images of docker-compose.yml, our own built by the Dockerfile as it stands."""
    make_images()


@pytest.fixture(scope="session")
def backup_key(tmp_path_factory) -> Path:
    """What age-keygen makes; the public key stands in it, on the line before."""
    pair = pyrage.x25519.Identity.generate()
    path = tmp_path_factory.mktemp("safe") / "lotrinh-backup.key"
    path.write_text(f"# public key: {pair.to_public()}\n{pair}\n")
    return path


@pytest.fixture(scope="session")
def province(images, backup_key, tmp_path_factory) -> Iterator[Stack]:
    """Plain HTTP, the demonstration loaded, backups at night, every service well."""
    folder = tmp_path_factory.mktemp("province")
    variables = settings(5) | {"BACKUP_KEY": public(backup_key), "DEMONSTRATION": "1"}
    variables |= {"HTTP_ADDRESS": free_address(), "HTTPS_ADDRESS": free_address()}
    with installation(NAME, folder, BACKUPS=str(folder / "backups"), **variables) as stack:
        os.chown(folder / "backups", 10001, 10001)
        stack.type("docker compose up --detach --build\ndocker compose ps\n")
        stack.await_health()
        stack.type("lotrinh load_demonstration\n")
        yield stack
        stack.compose("down", "--volumes", "--timeout", "10")
    assert stack.left() == {}


@pytest.fixture(scope="session")
def debian(images, backup_key) -> Iterator[Machine]:
    """An empty machine with Debian's packages, its services running."""
    with machine(f"{NAME}m") as made:
        made.put(backup_key, "/root/lotrinh-backup.key")
        yield made
    assert podman("ps", "--all", "--quiet", "--filter", f"name={made.name}").stdout == ""
