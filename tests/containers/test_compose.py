"""docker-compose.yml by podman-compose: from `up` to a backup restored behind TLS elsewhere."""

from __future__ import annotations

import csv
import http.client
import io
import re
import subprocess
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.containers.engine import podman
from tests.containers.stack import Stack
from tests.containers.visitor import Visitor, fields_of, link
from tests.services.programs import wait_until
from tracker.accounts.demonstration import DEMONSTRATION_PASSWORD

pytestmark = pytest.mark.containers
ARCHIVE = "/var/backups/lotrinh/backup.tar"
LASTING = ("web", "worker", "beat", "proxy", "postgres", "redis")
CONFINED = {"NoNewPrivs": "1", "CapEff": "0000000000000000", "CapBnd": "0000000000000000"}


def at(stack: Stack) -> Visitor:
    """A visitor who has signed in as a unit's reporter."""
    visitor = Visitor(f"http://{stack.variables['HTTP_ADDRESS']}")
    answer = visitor.sign_in("chuyenvien", DEMONSTRATION_PASSWORD)
    assert "/dang-nhap/" not in answer.url
    return visitor


def grid_of(visitor: Visitor) -> str:
    """The path of the grid that this person has to fill now."""
    work = link(visitor.get("/").text, "/viec-cua-toi/")
    return link(visitor.get(work).text, "/bao-cao/").partition("#")[0]


def save_a_figure(visitor: Visitor, grid: str, note: str) -> str:
    """Notes something beside the first figure of the grid; the name of its field."""
    fields = fields_of(visitor.get(grid).text)
    name = next(name for name in fields if re.fullmatch(r"e\d+-note", name))
    value = name.replace("note", "value")
    answer = visitor.post(grid, fields | {name: note, value: fields[value] or "12,5"})
    assert answer.status == 200
    return name


def inside(stack: Stack, service: str, *words: str) -> subprocess.CompletedProcess[str]:
    return podman("exec", stack.container(service), *words, check=False)


@pytest.mark.parametrize("service", LASTING)
def test_nobody_inside_is_root_or_may_become_it(province, service):
    status = inside(province, service, "cat", "/proc/1/status").stdout
    held = dict(re.findall(r"^(\w+):\s+(.*)$", status, re.M))
    assert {name: held[name] for name in CONFINED} == CONFINED
    assert held["Uid"].split()[0] != "0"
    assert inside(province, service, "touch", "/etc/touched").returncode != 0


def test_no_secret_stands_in_the_image_or_the_environment(province):
    secrets = [
        path.read_text().strip()
        for path in (province.folder / "secrets").iterdir()
        if path.is_file()
    ]
    told = podman("image", "history", "--no-trunc", "localhost/lotrinh:0.1.0").stdout
    told += podman("inspect", *map(province.container, LASTING)).stdout
    assert len(secrets) == 4
    assert [secret for secret in secrets if secret in told] == []


def test_a_saved_figure_outlives_every_container(province):
    visitor = at(province)
    grid = grid_of(visitor)
    name = save_a_figure(visitor, grid, "trước khi dừng")
    province.compose("stop", "--timeout", "20")
    assert {province.state(one)["State"]["Status"] for one in LASTING} == {"exited"}
    province.compose("start", *LASTING)
    province.await_health()
    assert fields_of(visitor.get(grid).text)[name] == "trước khi dừng"


def test_a_table_comes_out_as_a_file(province):
    visitor = at(province)
    page = visitor.get(link(visitor.get("/").text, "/chi-tieu/"))
    answer = visitor.get(link(page.text, r"\.csv"))
    assert answer.headers["content-type"].startswith("text/csv")
    rows = list(csv.reader(io.StringIO(answer.body.decode("utf-8-sig"))))
    assert sum(len(row) > 3 for row in rows) > 10


def test_a_web_that_is_killed_comes_back(province):
    visitor = at(province)
    grid = grid_of(visitor)
    name = save_a_figure(visitor, grid, "trước khi bị giết")
    before = province.state("web")["State"]["Pid"]
    assert before > 1
    subprocess.run(["kill", "-KILL", str(before)], check=True)
    wait_until(lambda: province.state("web")["State"]["Pid"] not in {0, before}, "a new web")
    province.await_health()
    assert fields_of(visitor.get(grid).text)[name] == "trước khi bị giết"


def test_the_worker_s_sign_of_life_comes_through_the_broker(province):
    visitor = Visitor(f"http://{province.variables['HTTP_ADDRESS']}")
    wait_until(lambda: '"ready"' in visitor.get("/health/ready").text, "a heartbeat", seconds=60)


def test_metrics_are_of_all_processes_and_for_who_has_the_token(province):
    visitor = Visitor(f"http://{province.variables['HTTP_ADDRESS']}")
    assert visitor.get("/metrics").status == 404
    token = (province.folder / "secrets/metrics_token").read_text().strip()

    def count() -> float:
        page = visitor.get("/metrics", Authorization=f"Bearer {token}").text
        found = re.findall(r'lotrinh_requests_total\{.*route="health/live".*\} (\S+)', page)
        return sum(map(float, found))

    before = count()
    for _each in range(20):  # spread over both processes
        assert visitor.get("/health/live").status == 200
    assert count() >= before + 20


def test_the_proxy_refuses_what_no_form_takes(province):
    address = urlsplit(f"http://{province.variables['HTTP_ADDRESS']}")
    connection = http.client.HTTPConnection(address.hostname, address.port, timeout=20)
    connection.putrequest("POST", "/dang-nhap/")
    connection.putheader("Content-Length", str(13 * 1024 * 1024))
    connection.endheaders()
    assert connection.getresponse().status == 413
    connection.close()


def certify(folder: Path) -> Path:
    """A certificate of our own for this machine, and its key; where the certificate is."""
    made = folder / "secrets/tls/certificate.pem"
    words = ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=here"]
    names = ["-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1"]
    files = ["-keyout", str(made.with_name("key.pem")), "-out", str(made)]
    subprocess.run(["openssl", *words, *names, *files], check=True, capture_output=True)
    made.with_name("key.pem").chmod(0o644)  # the folder above is closed
    return made


def test_a_backup_is_restored_elsewhere_behind_tls(province, elsewhere):
    visitor = at(province)
    grid = grid_of(visitor)
    name = save_a_figure(visitor, grid, "trước khi sao lưu")
    inside(province, "web", "rm", "-f", ARCHIVE)
    made = province.manage("backup", ARCHIVE)
    certificate = certify(elsewhere.folder)
    elsewhere.compose("up", "--detach", "--no-build", "postgres", "redis")
    run = ("run", "--rm", "-T", "--no-deps", "web", "python", "manage.py", "restore", ARCHIVE)
    wait_until(lambda: is_healthy(elsewhere, "postgres"), "PostgreSQL")
    restored = elsewhere.compose(*run)
    assert counted(restored) == counted(made)
    elsewhere.compose("up", "--detach", "--no-build")
    elsewhere.await_health()
    there = Visitor(f"https://{elsewhere.variables['HTTPS_ADDRESS']}", certificate)
    there.sign_in("chuyenvien", DEMONSTRATION_PASSWORD)
    assert fields_of(there.get(grid).text)[name] == "trước khi sao lưu"
    check_tls(elsewhere, there)


def is_healthy(stack: Stack, service: str) -> bool:
    done = podman("healthcheck", "run", stack.container(service), check=False)
    return done.returncode == 0


def counted(said: str) -> list[str]:
    """The rows and files that backup or restore speaks of."""
    found = re.search(r"(\d+) (?:dòng|bản ghi|rows), (\d+) (?:tệp|files)", said)
    assert found, said
    return list(found.groups())


def check_tls(stack: Stack, visitor: Visitor) -> None:
    """HTTP is sent to HTTPS, cookies are for HTTPS only, old protocols are refused."""
    page = visitor.get("/dang-nhap/")
    assert page.headers["strict-transport-security"].startswith("max-age=31536000")
    assert visitor.cookies
    assert all(cookie.secure for cookie in visitor.cookies)
    plain = Visitor(f"http://{stack.variables['HTTP_ADDRESS']}").get("/", follow=False)
    assert (plain.status, plain.headers["location"]) == (301, "https://127.0.0.1/")

    clean = stack.manage("check", "--deploy", "--fail-level", "WARNING")
    assert "no issues" in clean
