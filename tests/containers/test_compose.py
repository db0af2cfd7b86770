"""docker-compose.yml by podman-compose: confined containers that keep what was saved."""

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
from tests.containers.people import at, grid_of, save_a_figure
from tests.containers.stack import LASTING, Stack
from tests.containers.visitor import Visitor, fields_of, link
from tests.services.programs import wait_until

pytestmark = pytest.mark.containers
CONFINED = {"NoNewPrivs": "1", "CapEff": "0000000000000000", "CapBnd": "0000000000000000"}


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


def test_web_and_worker_stay_small(province):
    """Held to 600 MB together; shared pages count for each by their share."""
    held = {one: sum(map(megabytes, province.processes(one))) for one in ("web", "worker")}
    assert min(held.values()) > 30  # it is measured at all
    assert sum(held.values()) <= 600, held


def megabytes(process: int) -> float:
    told = Path(f"/proc/{process}/smaps_rollup").read_text()
    return int(re.findall(r"^Pss: +(\d+) kB$", told, re.M)[0]) / 1024
