"""Debian's own services by docs/operations.md, section after section: an empty machine, the first
administrator, a programme, a backup, everything lost, everything back."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.containers.handbook import ARCHIVE, commands, settings
from tests.containers.machine import Machine
from tests.containers.people import SECOND_STEP, certify, enrol, public, spare_codes
from tests.containers.stack import PASSWORD
from tests.containers.visitor import Visitor, fields_of
from tests.services.programs import wait_until

pytestmark = pytest.mark.containers
SERVICES = ("lotrinh-web", "lotrinh-worker", "lotrinh-beat")
SETTINGS = "/etc/lotrinh/environment"
READY = {"status": "ready", "database": "ok", "disk": "ok", "broker": "ok", "worker": "ok"}


@pytest.fixture(scope="module")
def installed(debian, tmp_path_factory) -> tuple[Machine, Path]:
    """Section 2 is typed to its end; where the machine's certificate is."""
    folder = tmp_path_factory.mktemp("debian")
    for file in certify(folder, debian.address):
        debian.put(file, f"/root/{file.name}")
    debian.put(folder / "CERTIFICATE.pem", "/usr/local/share/ca-certificates/own.crt")
    debian.type("update-ca-certificates")
    said = debian.type(*commands(2), "systemctl --failed --quiet")
    assert "System check identified no issues" in said
    assert '"database": "ok"' in said
    return debian, folder / "CERTIFICATE.pem"


def ready(machine: Machine) -> dict[str, str]:
    """What the handbook asks the product at the end."""
    return json.loads(machine.type(commands(2)[-1]).splitlines()[-1])


def test_it_answers_as_the_handbook_says(installed):
    machine, _certificate = installed
    wait_until(lambda: ready(machine) == READY, "a heartbeat", seconds=60)


@pytest.fixture(scope="module")
def administrator(installed) -> Visitor:
    """The first, who meets the first programme once the second step is set up."""
    machine, certificate = installed
    machine.type(commands(3)[0])
    visitor = Visitor(f"https://{machine.address}", certificate)
    assert SECOND_STEP in visitor.sign_in("quantri", PASSWORD).url
    visitor.spare = spare_codes(enrol(visitor))
    return visitor


def test_the_first_administrator_finds_the_first_programme(administrator):
    assert "15-CTr/TU" in administrator.get("/").text


def test_the_metrics_are_for_who_has_the_token(installed, administrator):
    machine, _certificate = installed
    assert administrator.get("/metrics").status == 404
    token = machine.type("cat /etc/lotrinh/metrics_token").splitlines()[-1]
    told = administrator.get("/metrics", Authorization=f"Bearer {token}").text
    assert re.search(r"^lotrinh_jobs_waiting \d", told, re.M)


def test_an_upgrade_stops_everything_and_starts_it_again(installed, administrator):
    machine, _certificate = installed
    before = processes(machine)
    machine.type(*commands(4, "On Debian"))
    after = processes(machine)
    assert len(before) == len(after) == len(SERVICES)
    assert not before & after
    wait_until(lambda: administrator.get("/").status == 200, "the pages")
    assert "15-CTr/TU" in administrator.get("/").text


def processes(machine: Machine) -> set[str]:
    """The number of each service's main process."""
    words = " ".join(SERVICES)
    told = machine.type(f"systemctl show --property MainPID --value {words}")
    return set(re.findall(r"^[1-9]\d*$", told, re.M))


def test_what_was_lost_comes_back_from_the_encrypted_backup(installed, administrator, backup_key):
    """Section 5 with the key in the settings, section 6 on the same server."""
    machine, _certificate = installed
    told = settings(5) | {"BACKUP_KEY": public(backup_key)}
    lines = "".join(f"echo {name}={value} >> {SETTINGS}\n" for name, value in told.items())
    said = machine.type(lines, *commands(5)[1:])
    made = re.search(r"lotrinh-[\dT-]+\.tar\.age", said)
    assert made, said
    empty, restore = commands(6, "On Debian")
    machine.type(empty)
    assert administrator.get("/").status == 502
    counted = machine.type(restore, f"systemctl start {' '.join(SERVICES)}", **{ARCHIVE: made[0]})
    assert re.search(r"\d{3,} dòng, 0 tệp", counted)
    wait_until(lambda: administrator.get("/").status == 200, "the pages")
    check_second_step_is_the_same(administrator)
    assert "15-CTr/TU" in administrator.get("/").text


def check_second_step_is_the_same(visitor: Visitor) -> None:
    """Sessions are in no backup; what closes the second step is, with the key beside it."""
    asked = visitor.sign_in("quantri", PASSWORD)
    assert f"{SECOND_STEP}nhap-ma/" in asked.url
    visitor.post(asked.url, fields_of(asked.text) | {"code": visitor.spare[0]})
