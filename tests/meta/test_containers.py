"""docker-compose.yml and Dockerfile, as far as reading them can tell."""

from __future__ import annotations

import re

import pytest
import yaml

from tests.meta.sources import ROOT

NO_HEALTH_CHECK = {
    "prepare": "runs once and ends",
    "beat": "has no port; the worker's heartbeat shows that it lives",
}
SECRET = re.compile(r"PASSWORD|SECRET|_KEY$|_URL$")
PINNED = re.compile(r"^[a-z/]+:\d+\.\d+(\.\d+)?(-[a-z-]+)?$")


@pytest.fixture(scope="module")
def compose() -> dict:
    return yaml.safe_load((ROOT / "docker-compose.yml").read_text())


@pytest.fixture(scope="module")
def dockerfile() -> str:
    return (ROOT / "Dockerfile").read_text()


def test_services_are_those_of_the_product(compose):
    wanted = {"prepare", "web", "worker", "beat", "postgres", "redis"}
    assert set(compose["services"]) == wanted


def test_images_are_pinned(compose, dockerfile):
    images = {service["image"] for service in compose["services"].values()}
    images |= set(re.findall(r"^FROM (\S+)", dockerfile, re.M))
    assert [image for image in images if not PINNED.match(image)] == []


def test_each_service_has_a_health_check_or_a_reason(compose):
    without = {name for name, one in compose["services"].items() if "healthcheck" not in one}
    assert without == set(NO_HEALTH_CHECK)


def test_secrets_come_from_the_environment(compose):
    for service in compose["services"].values():
        for key, value in service["environment"].items() if "environment" in service else ():
            has_password = "@" in str(value) or not key.endswith("_URL")
            if SECRET.search(key) and has_password:
                assert re.search(r"\$\{[A-Z_]+:\?", value), key


def test_named_volumes_are_declared(compose):
    mounts = {m for one in compose["services"].values() for m in one.get("volumes", ())}
    assert {mount.partition(":")[0] for mount in mounts} == set(compose["volumes"])


def test_only_this_machine_reaches_the_ports(compose):
    ports = [port for one in compose["services"].values() for port in one.get("ports", ())]
    assert ports
    assert all(port.startswith("127.0.0.1:") for port in ports)


def test_dependencies_are_services_with_the_awaited_state(compose):
    services = compose["services"]
    for one in services.values():
        for name, wanted in one.get("depends_on", {}).items():
            is_waiting_for_health = wanted["condition"] == "service_healthy"
            assert not is_waiting_for_health or "healthcheck" in services[name]


def test_the_image_does_not_run_as_root(dockerfile):
    instructions = re.findall(r"^(USER|CMD|COPY|RUN)\b *(\S*)", dockerfile, re.M)
    assert ("USER", "lotrinh") in instructions
    after = instructions[instructions.index(("USER", "lotrinh")) + 1 :]
    assert [kind for kind, _what in after] == ["CMD"]


def test_the_image_holds_what_runs_and_no_more(dockerfile):
    copied = set(re.findall(r"^COPY (?:.* )?(\w+) \w+$", dockerfile, re.M))
    assert {"tracker", "indicators", "assignments", "reports", "templates", "static"} <= copied
    assert all((ROOT / name).is_dir() for name in copied)
    assert "tests" not in copied
