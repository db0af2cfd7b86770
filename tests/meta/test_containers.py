"""docker-compose.yml and Dockerfile as texts; tests/containers runs them."""

from __future__ import annotations

import re
from fnmatch import fnmatch

import pytest
import yaml
from django.conf import settings

from tests.meta.sources import ROOT

OURS = {"prepare", "web", "worker", "beat"}
OTHERS = {"proxy", "postgres", "redis"}
NO_HEALTH_CHECK = {
    "prepare": "runs once and ends",
    "beat": "has no port; the worker's heartbeat shows that it lives",
}
FIXED_BY_THE_IMAGE = {"VAR_DIR", "STATIC_ROOT", "WEB_ADDRESS"}
DEFAULT = re.compile(r"\$\{[A-Z_]+:-(.*?)\}(.*)")
PINNED = re.compile(r"^[a-z/]+:\d+\.\d+(\.\d+)?(-[a-z-]+)?$")
PROXY = ROOT / "tracker/deployment/proxy"


@pytest.fixture(scope="module")
def compose() -> dict:
    return yaml.safe_load((ROOT / "docker-compose.yml").read_text())


@pytest.fixture(scope="module")
def dockerfile() -> str:
    return (ROOT / "Dockerfile").read_text()


def source(mount: str) -> str:
    """Of what a volume is made where no variable says otherwise."""
    return DEFAULT.sub(r"\1\2", mount).partition(":")[0]


def test_services_are_those_of_the_product(compose):
    assert set(compose["services"]) == OURS | OTHERS


def test_images_are_pinned(compose, dockerfile):
    images = {service["image"] for service in compose["services"].values()}
    images |= set(re.findall(r"^FROM (\S+)", dockerfile, re.M))
    assert [image for image in images if not PINNED.match(image)] == []


def test_each_service_has_a_health_check_or_a_reason(compose):
    without = {name for name, one in compose["services"].items() if "healthcheck" not in one}
    assert without == set(NO_HEALTH_CHECK)


def test_every_container_is_confined(compose):
    for name, one in compose["services"].items():
        assert one["read_only"], name
        assert one["cap_drop"] == ["ALL"], name
        assert one["security_opt"] == ["no-new-privileges:true"], name
        assert not {"privileged", "cap_add", "devices", "network_mode"} & one.keys(), name
    assert {name for name, one in compose["services"].items() if "user" in one} == OTHERS


def test_logs_do_not_fill_the_disk(compose):
    for one in compose["services"].values():
        assert set(one["logging"]["options"]) == {"max-size", "max-file"}


def test_secrets_are_files(compose):
    for one in compose["services"].values():
        told = {
            name: value
            for name, value in one.get("environment", {}).items()
            if name != "BACKUP_KEY"  # a public key
        }
        assert [name for name in told if re.search(r"(PASSWORD|SECRET|TOKEN|_KEY)$", name)] == []
        assert not any(re.search(r"://[^/]*:[^/]*@", str(value)) for value in told.values())
        files = {value for name, value in told.items() if name.endswith("_FILE")}
        assert files == {f"/run/secrets/{name}" for name in one.get("secrets", ())}
    assert all(set(secret) == {"file"} for secret in compose["secrets"].values())


def test_every_variable_of_the_product_reaches_its_containers(compose):
    text = (ROOT / ".env.example").read_text().partition("# docker-compose.yml only")[0]
    listed = set(re.findall(r"^([A-Z0-9_]+)=", text, re.M))
    told = {name.removesuffix("_FILE") for name in compose["services"]["web"]["environment"]}
    assert listed - FIXED_BY_THE_IMAGE == told
    image = (ROOT / "Dockerfile").read_text()
    assert all(f" {name}=" in image for name in FIXED_BY_THE_IMAGE)


def test_named_volumes_are_declared(compose):
    mounts = {source(m) for one in compose["services"].values() for m in one.get("volumes", ())}
    assert {name for name in mounts if not name.startswith(".")} == set(compose["volumes"])


def test_only_this_machine_reaches_the_ports_unless_told_otherwise(compose):
    ports = {name: one["ports"] for name, one in compose["services"].items() if "ports" in one}
    assert set(ports) == {"proxy"}
    assert all(DEFAULT.match(port)[1].startswith("127.0.0.1:") for port in ports["proxy"])


def test_database_and_broker_are_reached_by_the_product_only(compose):
    assert compose["networks"]["data"] == {"internal": True}
    for name in ("postgres", "redis"):
        assert compose["services"][name]["networks"] == ["data"]
    assert compose["services"]["proxy"]["networks"] == ["edge"]


def test_dependencies_are_services_with_the_awaited_state(compose):
    services = compose["services"]
    for one in services.values():
        for name, wanted in one.get("depends_on", {}).items():
            is_waiting_for_health = wanted["condition"] == "service_healthy"
            assert not is_waiting_for_health or "healthcheck" in services[name]


def test_the_image_does_not_run_as_root(dockerfile):
    last = dockerfile.rpartition("\nFROM ")[2]
    instructions = re.findall(r"^(USER|CMD|COPY|RUN|ADD)\b *(\S*)", last, re.M)
    assert ("USER", "lotrinh") in instructions
    after = instructions[instructions.index(("USER", "lotrinh")) + 1 :]
    assert [kind for kind, _what in after] == ["CMD"]


def test_nothing_secret_and_nothing_from_elsewhere_gets_into_a_layer(dockerfile):
    assert not re.search(r"^(ADD|ARG)\b|curl|wget|https?://", dockerfile, re.M)
    assert not re.search(r"SECRET|PASSWORD|TOKEN", dockerfile)
    assert not re.search(r"^COPY .*\s\.\s|^COPY \. ", dockerfile, re.M)


def test_the_image_holds_what_runs_and_no_more(dockerfile):
    copied = set(re.findall(r"^COPY (?:.* )?(\w+) \w+$", dockerfile, re.M))
    assert {"tracker", "indicators", "assignments", "reports", "templates", "static"} <= copied
    assert all((ROOT / name).is_dir() for name in copied)
    assert "tests" not in copied


def test_what_is_copied_is_not_ignored_and_the_rest_is(dockerfile):
    lines = (ROOT / ".dockerignore").read_text().splitlines()
    named = {line.removeprefix("!") for line in lines if line.startswith("!")}
    words = " ".join(re.findall(r"^COPY (?!--from)(.*)$", dockerfile, re.M)).split()
    assert named == {word for word in words if (ROOT / word).exists() and word != "./"}
    assert not any(fnmatch(name, pattern) for name in (".env", "secrets") for pattern in named)
    assert "*" in lines


def test_the_proxy_lets_in_what_a_form_may_send():
    allowed = re.search(r"client_max_body_size (\d+)m;", (PROXY / "http.conf").read_text())
    limit = int(allowed[1]) * 1024 * 1024
    assert settings.UPLOAD_MAX_BYTES + 1024 * 1024 <= limit <= 2 * settings.UPLOAD_MAX_BYTES


def test_the_proxy_tells_what_the_product_asks_for():
    text = (PROXY / "http.conf").read_text()
    for header in ("Host", "X-Forwarded-For", "X-Forwarded-Proto", "X-Request-ID"):
        assert f"proxy_set_header {header} $" in text
    assert "gzip off;" in text  # pages are compressed already
    assert "access_log off;" in text  # no addresses in a log
