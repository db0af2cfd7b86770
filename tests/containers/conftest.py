"""The installation that the tests of this folder share, and its second one with TLS."""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator

import pytest

from tests.containers.images import make_images
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


@pytest.fixture(scope="module")
def province(images, tmp_path_factory) -> Iterator[Stack]:
    """Plain HTTP, the demonstration loaded, every service well."""
    addresses = {"HTTP_ADDRESS": free_address(), "HTTPS_ADDRESS": free_address()}
    folder = tmp_path_factory.mktemp("province")
    with installation(NAME, folder, **addresses) as stack:
        stack.compose("up", "--detach", "--no-build")
        stack.await_health()
        stack.manage("load_demonstration")
        yield stack
        stack.compose("down", "--volumes", "--timeout", "10")
    assert stack.left() == {}


@pytest.fixture
def elsewhere(images, province, tmp_path) -> Iterator[Stack]:
    """Another server: HTTPS=1, empty volumes, nothing started, and the backups of the first."""
    more = {"HTTP_ADDRESS": free_address(), "HTTPS_ADDRESS": free_address(), "HTTPS": "1"}
    more["BACKUPS"] = str(province.folder / "backups")
    with installation(f"{NAME}b", tmp_path, **more) as stack:
        yield stack
    assert stack.left() == {}
