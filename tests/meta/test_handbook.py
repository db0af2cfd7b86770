"""docs/operations.md, and the files that it has installed, as texts; tests/containers types it."""

from __future__ import annotations

import re
import shlex
import subprocess

import pytest
import yaml
from django.core.management import get_commands

from tests.containers.handbook import HANDBOOK, HandbookError, commands, packages, settings
from tests.meta.sources import ROOT

DEBIAN = ROOT / "tracker/deployment/debian"
LISTED = set(re.findall(r"^([A-Z0-9_]+)=", (ROOT / ".env.example").read_text(), re.M))
BLOCKS = re.findall(r"^```(\w+)\n(.*?)^```$", HANDBOOK.read_text(), re.M | re.S)
TYPED = [text for kind, text in BLOCKS if kind == "sh"]
VALUE = re.compile(r"[A-Z0-9_]+=[^\s#\"']*")
UNITS = ("web", "worker", "beat")


def test_every_block_says_what_it_is():
    assert {kind for kind, _text in BLOCKS} == {"sh", "ini", "text", "yaml"}
    assert HANDBOOK.read_text().count("```") == 2 * len(BLOCKS)
    assert not re.search(
        r"^    \S", re.sub(r"```.*?```", "", HANDBOOK.read_text(), flags=re.S), re.M
    )


def test_what_is_typed_is_a_shell_s():
    for text in TYPED:
        subprocess.run(["bash", "-n"], input=text, text=True, check=True)


def test_every_management_command_is_there():
    named = {
        name
        for text in TYPED
        for name in re.findall(r"^(?:lotrinh|.* manage\.py) (\w+)", text, re.M)
    }
    assert {"prepare", "backup", "restore", "createsuperuser", "load_units"} <= named
    assert named <= set(get_commands())


def test_every_setting_is_one_of_the_product():
    told = [line for kind, text in BLOCKS if kind == "ini" for line in text.splitlines()]
    assert {line.partition("=")[0] for line in told} <= LISTED
    assert [line for line in told if not VALUE.fullmatch(line)] == []


@pytest.mark.parametrize("path", [".env.example", "tracker/deployment/debian/environment"])
def test_nothing_stands_behind_a_value(path):
    """docker compose and systemd take a remark for the value, or for part of it."""
    lines = (ROOT / path).read_text().splitlines()
    told = [line for line in lines if line and not line.startswith("#")]
    assert len(told) > 5
    assert [line for line in told if not VALUE.fullmatch(line)] == []
    assert {line.partition("=")[0].removesuffix("_FILE") for line in told} <= LISTED


def test_files_that_are_installed_are_there():
    asked = {word for text in commands(2) for word in re.findall(r"lotrinh-\w+\.service", text)}
    assert asked == {path.name for path in DEBIAN.glob("*.service")}
    assert asked == {f"lotrinh-{unit}.service" for unit in UNITS}
    for script in (DEBIAN / "lotrinh", ROOT / "tracker/deployment/compose/lotrinh"):
        subprocess.run(["sh", "-n", script], check=True)


def started(unit: str) -> list[str]:
    """What a unit of systemd runs, without the folder of the program."""
    text = (DEBIAN / f"lotrinh-{unit}.service").read_text()
    found = re.search(r"^ExecStart=/opt/lotrinh/venv/bin/(.*)$", text, re.M)
    assert found
    return found[1].split()


def test_both_ways_start_the_same():
    """Worker and beat by their own names; the pages as the image does."""
    services = yaml.safe_load((ROOT / "docker-compose.yml").read_text())["services"]
    for unit in ("worker", "beat"):
        told = shlex.split(services[unit]["command"])
        assert started(unit) == [word.replace("@worker", "@%%h") for word in told]
    image = re.search(r"^CMD (\[.*\])$", (ROOT / "Dockerfile").read_text(), re.M)
    assert image
    assert started("web") == yaml.safe_load(image[1])


def test_both_proxies_tell_and_refuse_the_same():
    ours = (ROOT / "tracker/deployment/proxy/http.conf").read_text()
    debian = (DEBIAN / "nginx.conf").read_text()
    for pattern in (r"proxy_set_header [\w-]+ \S+;", r"client_max_body_size \w+;"):
        wanted = set(
            re.findall(rf"^ *({pattern})$", ours.partition("server {\n    listen")[0], re.M)
        )
        assert wanted
        assert set(re.findall(rf"^ *({pattern})$", debian, re.M)) == wanted


def test_a_section_that_says_nothing_is_noticed():
    assert "nginx" in packages(2)
    assert settings(5)["BACKUP_DIR"] == "/var/backups/lotrinh"
    for section, part in ((99, ""), (4, "With nothing"), (9, "")):
        with pytest.raises(HandbookError):
            commands(section, part)
