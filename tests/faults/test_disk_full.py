"""A full disk: a sentence, nothing half written, and everything goes on when there is room."""

from __future__ import annotations

import json

import pytest

from tests.faults.asking import EXPORT, ask
from tests.faults.disks import Disk, limited, small_disk
from tests.faults.reporters import STAMP, Visitor
from tests.reports.samples import pdf
from tests.services.programs import wait_until

BOUNDARY = "a-boundary-of-this-test"


def save(visitor: Visitor, cell: dict, value: str, stamp: str) -> tuple[int, str]:
    entry = cell["entry"]
    fields = {f"e{entry}-version": stamp, f"e{entry}-value": value, f"e{entry}-note": ""}
    return visitor.post(cell["url"], fields)


def upload(visitor: Visitor, cell: dict, text: str) -> tuple[int, str]:
    """A file beside the report; htmx is answered with the list of files."""
    head = 'Content-Disposition: form-data; name="file"; filename="a.pdf"'
    parts = [f"--{BOUNDARY}", head, "Content-Type: application/pdf", ""]
    body = "\r\n".join([*parts, ""]).encode() + pdf(text) + f"\r\n--{BOUNDARY}--\r\n".encode()
    kind = f"multipart/form-data; boundary={BOUNDARY}"
    return visitor.post_body(f"{cell['grid']}minh-chung/", body, kind)


def check_is_whole(disk: Disk, *, files: int) -> None:
    """The database is sound, and the folder holds exactly the files that it tells of."""
    assert disk.rows("PRAGMA integrity_check") == [("ok",)]
    assert disk.rows("PRAGMA foreign_key_check") == []
    told = {name for (name,) in disk.rows("SELECT stored_name FROM reports_evidence")}
    assert {name.replace("-", "") for name in disk.files()} == told
    assert len(told) == files


def saved(disk: Disk) -> list[str]:
    """Every value that the ledger says was saved."""
    query = "SELECT after FROM audit_event WHERE verb = 'entry.filled' ORDER BY id"
    return [json.loads(after)["value"] for (after,) in disk.rows(query)]


def check_says(answer: tuple[int, str], *, also: set[int] = frozenset()) -> None:
    """A sentence for the person, in the page that stands there for it."""
    status, page = answer
    assert status in {503, 507} | also, answer
    assert "Traceback" not in page
    assert "OperationalError" not in page
    assert "<h1>" in page or status in also


@pytest.mark.parametrize("disk_of", [small_disk, limited])
def test_a_full_disk_is_told_and_costs_nothing(on_sqlite, disk_of):
    cell = on_sqlite.world["cells"][0]
    with disk_of(on_sqlite) as disk, Visitor(on_sqlite, cell["by"]) as reporter:
        status, page = save(reporter, cell, "1,5", "1-")
        assert (status, upload(reporter, cell, "one")[0]) == (200, 200)
        stamp = STAMP.search(page)[1]
        disk.fill()
        check_says(save(reporter, cell, "2,5", stamp))
        check_says(upload(reporter, cell, "two"), also={422})
        check_says(reporter.post(f"/faults/{EXPORT}/", {}))
        disk.empty()
        check_is_whole(disk, files=1)
        assert saved(disk) == ["1.5"]
        assert save(reporter, cell, "2,5", stamp)[0] == 200
        assert upload(reporter, cell, "two")[0] == 200
        job = ask(on_sqlite, EXPORT)
        done = f"SELECT state FROM reports_job WHERE id = {job}"  # noqa: S608 - our number
        wait_until(lambda: disk.rows(done) == [("done",)], "the job", seconds=60)
        check_is_whole(disk, files=2)
        assert saved(disk) == ["1.5", "2.5"]
