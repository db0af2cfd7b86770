"""What is saved outlives every container; what one makes another gives out: files of jobs, evidence
on the volume."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass
from html import unescape

import openpyxl
import pytest

from tests.containers.engine import podman
from tests.containers.handbook import commands, without
from tests.containers.people import at, grid_of, save_a_figure
from tests.containers.stack import LASTING, Stack
from tests.containers.visitor import Answer, Visitor, fields_of, link
from tests.reports.samples import pdf
from tests.services.programs import wait_until

pytestmark = pytest.mark.containers
FORMS = r"/nhap-excel/phieu/tat-ca/"
EVIDENCE = r"/minh-chung/"
NOTE = "trước khi dừng"


@dataclass(frozen=True)
class Made:
    """Where the two files are, what they held when they were new, and what was noted in a grid."""

    forms: str
    zipped: bytes
    evidence: str
    document: bytes
    grid: str
    field: str

    def check(self, stack: Stack) -> None:
        """All is given out as it was."""
        assert at(stack, "vanphong").get(self.forms).body == self.zipped
        reporter = at(stack)
        assert reporter.get(self.evidence).body == self.document
        assert fields_of(reporter.get(self.grid).text)[self.field] == NOTE


def action(page: str, pattern: str) -> str:
    """Where the form leads whose address matches."""
    found = re.search(rf'action="([^"]*{pattern}[^"]*)"', page)
    assert found, f"no form {pattern}"
    return unescape(found[1])


def asked_for_forms(office: Visitor) -> Answer:
    """The page of a new job that makes the forms of all units."""
    page = office.get(link(office.get("/").text, "/nhap-excel/")).text
    offered = re.search(r'name="period"[^>]*>.*?value="(\d{4}-Q\d)"', page, re.S)
    assert offered, "no period is offered"
    return office.post(action(page, FORMS), fields_of(page) | {"period": offered[1]})


def attached(reporter: Visitor) -> str:
    """Where a file is, put beside the report that this person fills."""
    grid = grid_of(reporter)
    page = reporter.get(link(reporter.get(grid).text, "#evidence").partition("#")[0]).text
    answer = reporter.upload(
        action(page, EVIDENCE), fields_of(page), "bien-ban.pdf", pdf("Biên bản")
    )
    return link(answer.text, rf"{EVIDENCE}[0-9a-f-]+/").partition("?")[0]


@pytest.fixture(scope="module")
def made(province) -> Made:
    """Asked for while the worker stands still: nobody else can have made it."""
    office = at(province, "vanphong")
    podman("pause", province.container("worker"))
    job = asked_for_forms(office)
    assert "/viec-nen/" in job.url
    assert f'href="{job.url.removeprefix(office.address)}tep/"' not in office.get(job.url).text
    podman("unpause", province.container("worker"))
    wait_until(lambda: "/tep/" in office.get(job.url).text, "the forms", seconds=60)
    forms = link(office.get(job.url).text, "/tep/")
    zipped = office.get(forms)
    assert zipped.headers["content-type"] == "application/zip"
    reporter = at(province)
    grid = grid_of(reporter)
    noted = (grid, save_a_figure(reporter, grid, NOTE))
    return Made(forms, zipped.body, attached(reporter), pdf("Biên bản"), *noted)


def test_the_forms_of_all_units_open(made):
    with zipfile.ZipFile(io.BytesIO(made.zipped)) as held:
        assert held.testzip() is None
        names = held.namelist()
        book = openpyxl.load_workbook(io.BytesIO(held.read(names[0])))
    assert len(names) > 10
    assert book.active.max_row > 5


def test_web_and_worker_see_the_same_evidence(made, province):
    name = made.evidence.strip("/").rpartition("/")[2]
    path = f"/var/lib/lotrinh/evidence/{name}"
    for service in ("web", "worker"):
        found = podman("exec", province.container(service), "cat", path).stdout
        assert found.encode() == made.document


def test_all_outlives_a_restart_of_every_container(made, province):
    province.compose("stop", "--timeout", "20")
    province.compose("start", *LASTING)
    province.await_health()
    made.check(province)


def test_all_outlives_an_upgrade_as_the_handbook_has_it(made, province):
    before = {one: province.state(one)["Id"] for one in LASTING}
    for backup in (province.folder / "backups").iterdir():
        backup.unlink()  # one of this very minute would not be written over
    upgrade = without("\n".join(commands(4, "With compose")), is_of_git)
    assert "docker compose down" in upgrade
    province.type(upgrade)
    province.await_health()
    assert all(province.state(one)["Id"] != before[one] for one in LASTING)
    assert len(list((province.folder / "backups").glob("lotrinh-*.tar.age"))) == 1
    made.check(province)


def is_of_git(line: str) -> bool:
    return line.startswith("git ")


def test_a_file_of_one_s_own_comes_in_as_the_handbook_has_it(province):
    """What is loaded again changes nothing."""
    province.type(commands(3)[1])
