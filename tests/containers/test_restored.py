"""Another server with TLS, restored from the encrypted backup of the first by docs/operations.md;
who must set up a second step there does it before anything else."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.containers.conftest import NAME, free_address
from tests.containers.handbook import ARCHIVE, commands, settings
from tests.containers.people import (
    SECOND_STEP,
    at,
    certify,
    enrol,
    grid_of,
    save_a_figure,
    secret_on,
    spare_codes,
)
from tests.containers.stack import PASSWORD, Stack, installation
from tests.containers.visitor import Visitor, fields_of, link
from tracker.accounts.demonstration import DEMONSTRATION_PASSWORD
from tracker.accounts.roles import Role

pytestmark = pytest.mark.containers
NOTE = "trước khi sao lưu"


@dataclass(frozen=True)
class Restored:
    """The other server, and what the first had saved when the backup was made."""

    stack: Stack
    certificate: Path
    grid: str
    field: str
    said: str
    backed_up: str

    @property
    def visitor(self) -> Visitor:
        """Somebody who has not signed in."""
        return Visitor(f"https://{self.stack.variables['HTTPS_ADDRESS']}", self.certificate)


@pytest.fixture(scope="module")
def restored(province, backup_key, tmp_path_factory) -> Iterator[Restored]:
    """Sections 1 and 6: HTTPS=1, empty volumes, the archive and its key brought along."""
    grid = grid_of(at(province))
    field = save_a_figure(at(province), grid, NOTE)
    for old in (province.folder / "backups").iterdir():
        old.unlink()  # one of this very minute would not be written over
    backed_up = province.type(commands(5)[2])
    (archive,) = (province.folder / "backups").iterdir()
    folder = tmp_path_factory.mktemp("elsewhere")
    own = {"ALLOWED_HOSTS": "127.0.0.1", "HTTP_ADDRESS": free_address(), "DEMONSTRATION": "1"}
    own |= {"HTTPS_ADDRESS": free_address(), "BACKUPS": str(folder / "backups")}
    with installation(f"{NAME}b", folder, **(settings(1) | own)) as stack:
        certificate, _key = certify(folder, "127.0.0.1")
        stack.type(commands(1)[1])
        shutil.copy(province.folder / "secrets/secret_key", folder / "secrets")
        shutil.copy(backup_key, folder)
        shutil.copy(archive, folder / "backups")
        os.chown(folder / "backups" / archive.name, 10001, 10001)
        said = stack.type(commands(6, "With compose")[1], **{ARCHIVE: archive.name})
        stack.await_health()
        yield Restored(stack, certificate, grid, field, said, backed_up)
    assert stack.left() == {}


def test_every_row_and_file_is_there(restored):
    assert counted(restored.said) == counted(restored.backed_up)
    visitor = restored.visitor
    visitor.sign_in("chuyenvien", DEMONSTRATION_PASSWORD)
    assert fields_of(visitor.get(restored.grid).text)[restored.field] == NOTE


def counted(said: str) -> list[str]:
    """The rows and files that backup or restore speaks of."""
    found = re.search(r"(\d+) dòng, (\d+) tệp", said)
    assert found, said
    return list(found.groups())


def test_nothing_of_the_archive_can_be_read_without_its_key(restored):
    (archive,) = (restored.stack.folder / "backups").glob("*.age")
    assert archive.read_bytes().startswith(b"age-encryption.org/")
    assert NOTE.encode() not in archive.read_bytes()


def test_it_is_reached_by_tls_only(restored):
    visitor = restored.visitor
    page = visitor.get("/dang-nhap/")
    assert page.headers["strict-transport-security"].startswith("max-age=31536000")
    assert visitor.cookies
    assert all(cookie.secure for cookie in visitor.cookies)
    plain = Visitor(f"http://{restored.stack.variables['HTTP_ADDRESS']}").get("/", follow=False)
    assert (plain.status, plain.headers["location"]) == (301, "https://127.0.0.1/")
    clean = restored.stack.type("lotrinh check --deploy --fail-level WARNING")
    assert "no issues" in clean


@pytest.fixture(scope="module")
def administrator(restored) -> Visitor:
    """The first of a new server, by the handbook's command, with a second step."""
    line = next(one for one in commands(1)[2].splitlines() if "createsuperuser" in one)
    restored.stack.type(line, quantri="quan.tri.moi")
    visitor = restored.visitor
    assert SECOND_STEP in visitor.sign_in("quan.tri.moi", PASSWORD).url
    enrol(visitor)
    return visitor


def newcomer(restored: Restored, administrator: Visitor, unit: str, role: Role) -> Visitor:
    """Somebody with a new account, who has replaced the one-time password by one of their own."""
    programme = link(administrator.get("/").text, "/p/[^/]+/chi-tieu/").partition("chi-tieu/")[0]
    name = f"{role}.{unit}".replace("-", "")
    added = {"full_name": "Người Mới", "username": name, "email": "", "unit": unit, "role": role}
    form = f"{programme}quan-tri/tai-khoan/them/"
    page = administrator.post(form, fields_of(administrator.get(form).text) | added).text
    given = re.search(r'<code class="one-time">([^<]+)</code>', page)
    assert given, page
    visitor = restored.visitor
    asked = visitor.sign_in(name, given[1])
    changed = {"old": given[1], "new": PASSWORD, "again": PASSWORD}
    visitor.post(asked.url, fields_of(asked.text) | changed)
    return visitor


def test_a_reviewer_sets_up_a_second_step_before_anything_else(restored, administrator):
    reviewer = newcomer(restored, administrator, "42-vptu", Role.REVIEWER)
    for path in ("/", restored.grid, "/viec-nen/"):
        assert SECOND_STEP in reviewer.get(path).url
    secret = secret_on(reviewer.get(SECOND_STEP).text)
    assert secret != secret_on(reviewer.get(SECOND_STEP).text)  # each picture is another
    spare = spare_codes(enrol(reviewer))
    assert "/p/" in reviewer.get("/").url
    check_code_is_asked_for(restored.visitor, "reviewer.42vptu", spare[0])


def check_code_is_asked_for(visitor: Visitor, name: str, spare: str) -> None:
    """At each later sign-in; a recovery code lets in too."""
    asked = visitor.sign_in(name, PASSWORD)
    assert f"{SECOND_STEP}nhap-ma/" in asked.url
    assert f"{SECOND_STEP}nhap-ma/" in visitor.get("/").url
    visitor.post(asked.url, fields_of(asked.text) | {"code": spare})
    assert "/p/" in visitor.get("/").url


def test_a_reporter_need_not(restored, administrator):
    reporter = newcomer(restored, administrator, "42-sxd-2025", Role.REPORTER)
    assert "/p/" in reporter.get("/").url
    assert "/bao-cao/" in grid_of(reporter)


def test_it_is_emptied_as_the_handbook_has_it_to_be_restored_again(restored):
    """The last of this file. What is left holds nothing of anybody's."""
    restored.stack.type(commands(6, "With compose")[0])
    left = restored.stack.left()
    assert "container" not in left
    assert left["volume"] == [f"{restored.stack.name}_socket"]
